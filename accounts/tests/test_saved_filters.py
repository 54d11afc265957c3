"""A list as somebody likes to see it: saved, pinned, begun with, renamed, removed and brought back."""

import re
import threading
from contextlib import suppress
from html import unescape

import pytest
from django.db import connections
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from accounts.actions import saved_filter as actions
from accounts.actions.saved_filter import as_kept, bring_filter_back, edit_filter, remove_filter, save_filter
from accounts.factories import UserFactory
from accounts.models import SavedFilter
from core.ids import uuid7

pytestmark = pytest.mark.django_db
LIST = reverse("visit-list")


def saved(person, name="Late", query="when=past&state=to_record", **others):
    how = {"place": "visit-list", "is_pinned": True, "is_default": False} | others
    return save_filter(by=person, now=timezone.now(), name=name, query=query, **how)


def test_a_filter_is_saved_from_the_list_and_shown_on_it_to_its_owner_alone(world, as_):
    browser = as_(world.manager)
    page = browser.get(f"{LIST}?when=past&state=&after=x").text
    url = unescape(re.search(r'href="(/filters/new/[^"]+)"', page)[1])
    answer = browser.post(url, {"name": "Past ones", "is_pinned": "on", "new_id": str(uuid7())})
    assert answer["Location"] == f"{LIST}?when=past"
    page = browser.get(answer["Location"]).text
    assert "Past ones" in page
    assert re.search(r'<a class="btn btn-secondary btn-sm" href="/visits/\?when=past" aria-current="page">', page)
    assert "Past ones" not in as_(world.teammate).get(answer["Location"]).text


@pytest.mark.parametrize(
    ("place", "who", "query", "offers"),
    [
        ("visit-list", "manager", "owner=me&when=&state=", False),
        ("visit-list", "manager", "owner=all", True),
        ("visit-list", "manager", "owner=me&when=past", True),
        ("visit-list", "lead", "owner=me", True),  # a lead's list begins with everybody's
        ("promise-list", "manager", "state=open", False),
        ("promise-list", "manager", "state=late", True),
    ],
)
def test_a_list_as_it_begins_is_no_filter_to_save(place, who, query, offers, world, as_):
    page = as_(world.person(who)).get(f"{reverse(place)}?{query}").text
    assert ("/filters/new/" in page) == offers


@pytest.mark.parametrize("place", ["client-list", "client-people", "competitor-list"])
def test_where_a_filter_brings_only_the_list_the_way_to_save_it_comes_along(place, world, as_):
    browser = as_(world.manager)
    part = browser.get(reverse(place), {"q": "hx"}, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'id="saved-filters"' in part
    assert 'hx-swap-oob="true"' in part
    assert f"/filters/new/?place={place}&amp;query=q%3Dhx" in part
    saved(world.manager, name="Mine", query="q=hx", place=place)
    part = browser.get(reverse(place), {"q": "hx"}, headers={"HX-Request": "true"}).text
    assert 'aria-current="page"' in part[part.index('id="saved-filters"') :]
    assert "/filters/new/" not in part
    page = browser.get(f"{reverse(place)}?q=hx").text
    assert page.count('id="saved-filters"') == 1
    assert 'hx-swap-oob="true"' not in page[page.index("<main") : page.index("</main")]


def test_a_name_is_asked_for_beside_its_field_and_the_filter_is_not_lost(world, as_):
    url = reverse("filter-new") + "?place=visit-list&query=when%3Dpast"
    answer = as_(world.manager).post(url, {"name": "", "new_id": str(uuid7())})
    assert answer.status_code == 422
    assert not SavedFilter.objects.exists()
    assert as_(world.manager).get(reverse("filter-new") + "?place=nonsense").status_code == 404


def test_a_list_begins_as_its_reader_says_and_plain_from_within(world, as_):
    first = saved(world.manager, is_default=True)
    saved(world.manager, name="Today", query="when=today", is_default=True)
    first.refresh_from_db()
    assert not first.is_default  # a list begins in one way
    browser = as_(world.manager)
    assert browser.get(LIST)["Location"] == f"{LIST}?when=today"
    assert browser.get(f"{LIST}?state=accepted").status_code == 200
    assert browser.get(LIST, headers={"HX-Request": "true"}).status_code == 200
    assert as_(world.lead).get(LIST).status_code == 200


@pytest.mark.parametrize("place", ["client-list", "visit-list"])
def test_all_of_a_list_stays_all_of_it_however_its_address_is_come_to(place, world, as_):
    saved(world.manager, place=place, query="state=planned&tier=A", is_default=True)
    here, browser = reverse(place), as_(world.manager)
    answer = browser.get(here, headers={"Referer": f"http://testserver{here}?tier=A"})
    assert answer["Location"] == f"{here}?all=1"
    part = browser.get(here, headers={"HX-Request": "true"})
    assert part["HX-Push-Url"] == f"{here}?all=1"
    page = browser.get(f"{here}?all=1")  # from elsewhere: read again, or come back to
    assert page.status_code == 200
    assert "/filters/new/" not in page.text  # it is no filter to save
    assert as_kept("all=1&tier=A") == "tier=A"
    assert "HX-Push-Url" not in browser.get(f"{here}?tier=A", headers={"HX-Request": "true"})
    restored = browser.get(here, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert restored.status_code == 200
    assert "HX-Push-Url" not in as_(world.lead).get(here, headers={"HX-Request": "true"})


def test_it_is_renamed_and_a_stale_form_changes_nothing(world, as_):
    row = saved(world.manager)
    edit = reverse("filter-edit", args=[row.pk])
    assert as_(world.manager).post(edit, {"name": "Owed", "version": 1}).status_code == 302
    answer = as_(world.manager).post(edit, {"name": "Other", "version": 1})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert (row.name, row.is_pinned) == ("Owed", False)
    assert as_(world.admin).post(edit, {"name": "Mine", "version": 2}).status_code == 404


def test_it_is_removed_and_the_toast_brings_it_back(world, as_):
    row = saved(world.manager, is_default=True)
    browser = as_(world.manager)
    answer = browser.post(reverse("filter-remove", args=[row.pk]), {"version": row.version}, follow=True)
    assert not SavedFilter.objects.of("visit-list")
    undo = unescape(re.search(r'action="(/filters/[^"]+/back/[^"]+)"', answer.text)[1])
    saved(world.manager, name="Newer", query="when=today", is_default=True)
    browser.post(undo)
    row.refresh_from_db()
    assert (row.removed_at, row.is_default) == (None, False)


def test_what_a_filter_keeps():
    assert as_kept("?q=&tier=A&after=xyz&choose=1&q=%E5%8D%8E") == "q=%E5%8D%8E&tier=A"


def test_actions_refuse_another_person(world):
    row = saved(world.manager)
    acts = (remove_filter, bring_filter_back)
    for act in acts:
        with pytest.raises(Http404):
            act(by=world.admin, now=timezone.now(), row=row, version=1)
    with pytest.raises(Http404):
        edit_filter(by=world.admin, now=timezone.now(), row=row, version=1, name="x", is_pinned=True, is_default=False)


@pytest.mark.django_db(transaction=True)
def test_of_two_made_the_beginning_at_once_one_is(monkeypatch):
    owner, both, errors, make = UserFactory(), threading.Barrier(2), [], actions._make_default

    def make_together(row):
        make(row)
        with suppress(threading.BrokenBarrierError):  # who must wait for the other does not come here
            both.wait(1)

    def save(name):
        try:
            saved(owner, name=name, is_default=True)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    monkeypatch.setattr(actions, "_make_default", make_together)
    threads = [threading.Thread(target=save, args=[name]) for name in ("Late", "Today")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert sorted(SavedFilter.objects.values_list("is_default", flat=True)) == [False, True]
