"""One act on many clients: all or none, for who may, and one undo for all."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.actions.tag import tag_client
from crm.factories import ClientFactory
from crm.models import BulkAct, Client, ClientShare, Tagging

pytestmark = pytest.mark.django_db
URL = reverse("client-bulk")


@pytest.fixture
def clients(world):
    return ClientFactory.create_batch(3, owner=world.manager)


def send(browser, rows, act="archive", colleague=None, query="", **others):
    data = {"act": act, "colleague": colleague.pk if colleague else "", "new_id": str(uuid7())}
    data["row"] = [f"{row.pk}:{row.version}" for row in rows]
    return browser.post(URL + query, {**data, **others}, follow=True)


def undo_in(answer):
    return unescape(re.search(r'action="(/clients/bulk/[^"]+/undo/[^"]*)"', answer.text)[1])


def test_what_was_chosen_in_the_list_is_asked_about_first(world, clients, as_):
    page = as_(world.manager).get(reverse("client-list")).text
    assert f'value="{clients[0].pk}:1" form="bulk"' in page
    page = as_(world.manager).post(URL, {"row": [f"{row.pk}:1" for row in clients[:2]]}).text
    assert "<h1>2 clients</h1>" in page
    assert page.count('name="row"') == 2
    for row in clients:
        assert (f"<bdi>{row}</bdi>" in page) == (row in clients[:2])
    ClientFactory.create_batch(4, owner=world.manager)
    assert "2 more</p>" in as_(world.manager).get(URL).text


def test_several_are_archived_and_one_undo_brings_all_back(world, clients, as_):
    browser = as_(world.manager)
    answer = send(browser, clients[:2], query="?mine=on&tier=A&evil=//example.com")
    assert list(Client.objects.active()) == [clients[2]]
    assert "2 clients are archived." in answer.text
    undo = undo_in(answer)
    for _n in range(2):
        back = browser.post(undo)["Location"]
        assert back == reverse("client-list") + "?mine=on&tier=A&evil=%2F%2Fexample.com", "the list as it was filtered"
    assert Client.objects.active().count() == 3
    assert as_(world.teammate).post(undo).status_code == 404


def test_a_lead_gives_clients_and_takes_them_back(world, clients, as_):
    browser = as_(world.lead)
    answer = send(browser, clients, "give", world.teammate)
    assert set(Client.objects.values_list("owner", "team")) == {(world.teammate.pk, world.teammate.team_id)}
    browser.post(undo_in(answer))
    assert set(Client.objects.values_list("owner", flat=True)) == {world.manager.pk}


def test_who_gives_clients_is_told_what_does_not_go_along(world, clients, as_):
    said, edit = "Promises stay: a hand-over takes those too.", reverse("client-edit", args=[clients[0].pk])
    for page in (reverse("client-bulk"), edit):
        assert said in as_(world.lead).get(page).text
        assert said not in as_(world.manager).get(page).text
    assert said not in as_(world.lead).get(reverse("client-new")).text


def test_sharing_is_undone_only_where_it_was_made(world, clients, as_):
    ClientShare.objects.create(client=clients[0], user=world.stranger, shared_by=world.manager)
    browser = as_(world.manager)
    answer = send(browser, clients, "share", world.stranger)
    assert ClientShare.objects.count() == 3
    browser.post(undo_in(answer))
    assert list(ClientShare.objects.values_list("client_id", flat=True)) == [clients[0].pk]


def test_one_that_was_changed_or_is_not_theirs_stops_all(world, clients, as_):
    clients[2].save_checked(version=1, fields=["tier"])
    clients[2].version = 1
    answer = send(as_(world.manager), clients)
    assert "was changed meanwhile, so nothing was done" in answer.text
    other = ClientFactory(owner=world.stranger)
    assert send(as_(world.manager), [clients[0], other]).status_code == 404
    assert Client.objects.active().count() == 4
    assert not BulkAct.objects.exists()


def test_what_is_only_shared_is_named_and_left_out(world, clients, as_, monkeypatch):
    shared = ClientFactory.create_batch(2, owner=world.teammate)
    for row in shared:
        ClientShare.objects.create(client=row, user=world.manager, shared_by=world.teammate)
    browser, hidden = as_(world.manager), ClientFactory(owner=world.stranger)
    every = [*clients, *shared]
    for page in (browser.get(URL).text, browser.post(URL, {"row": [f"{row.pk}:1" for row in every]}).text):
        assert "<h1>3 clients</h1>" in page
        assert page.count('name="row"') == 3
        assert "2 more are only shared with you and left out:" in page
        for row in every:
            assert f"<bdi>{row}</bdi>" in page
        assert str(hidden) not in page
    assert "3 clients are archived." in send(browser, every).text
    assert set(Client.objects.active()) == {*shared, hidden}
    for answer in (send(browser, shared), browser.get(URL, follow=True)):
        assert "whoever looks after them decides that" in answer.text
        assert answer.redirect_chain[0][0].startswith(reverse("client-list"))
    assert set(Client.objects.active()) == {*shared, hidden}
    assert BulkAct.objects.count() == 1
    assert "only shared" not in as_(world.lead).get(URL).text


def test_an_undo_stops_at_one_that_was_changed_since(world, clients, as_):
    answer = send(as_(world.manager), clients)
    Client.objects.get(pk=clients[0].pk).save_checked(version=2, fields=["tier"])
    assert "was changed since, so nothing was taken back" in as_(world.manager).post(undo_in(answer), follow=True).text
    assert not Client.objects.active().exists()


def test_what_a_role_may_not_do_is_refused_beside_its_field(world, clients, as_):
    assert send(as_(world.manager), clients, "give", world.teammate).status_code == 422
    assert send(as_(world.lead), clients, "give", world.stranger).status_code == 422
    assert send(as_(world.manager), clients, "share").status_code == 422
    assert "Choose clients first." in send(as_(world.manager), []).text


def test_all_that_match_says_how_many_and_is_bounded(world, clients, as_, monkeypatch):
    Client.objects.filter(pk=clients[0].pk).update(tier="A")
    assert "<h1>1 client</h1>" in as_(world.manager).get(URL, {"tier": "A"}).text
    monkeypatch.setattr("crm.views.bulk.MOST", 2)
    page = as_(world.manager).get(URL).text
    assert "More than 2 match" in page
    assert page.count('name="row"') == 2


def test_tags_and_tiers_are_given_to_many_and_taken_back(world, clients, as_):
    browser = as_(world.manager)
    tag_client(by=world.manager, client=clients[0], name="Harbour", now=timezone.now())
    answer = send(browser, clients, "tag", tag="#harbour")
    assert Tagging.objects.count() == 3
    browser.post(undo_in(answer))
    assert list(Tagging.objects.values_list("client_id", flat=True)) == [clients[0].pk], "it had the tag before"
    Client.objects.filter(pk=clients[0].pk).update(tier="B")
    answer = send(browser, clients, "tier", tier="A")
    assert "clients have the tier “A · key”." in answer.text
    assert set(Client.objects.values_list("tier", flat=True)) == {"A"}
    browser.post(undo_in(answer))
    assert sorted(Client.objects.values_list("tier", flat=True)) == ["", "", "B"]


def test_what_an_act_needs_is_asked_for_beside_its_field(world, clients, as_):
    answer = send(as_(world.manager), clients, "tag", tag=" # ")
    assert answer.status_code == 422
    assert "Type a word." in answer.text
    assert send(as_(world.manager), clients, "tier", tier="Z").status_code == 422
    assert not BulkAct.objects.exists()
