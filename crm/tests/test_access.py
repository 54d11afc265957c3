"""Who may do what, for every address that writes: forbidden answers as missing does."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.ids import uuid7
from crm.access import assignable_owners, may_assign_client, may_edit_client, may_manage_client
from crm.factories import ClientFactory, InstalledProductFactory
from crm.models import (
    Client,
    ClientShare,
    Competitor,
    Contract,
    Department,
    FormerName,
    Identifier,
    InstalledProduct,
    Person,
    Site,
    Tagging,
)
from crm.tests.url_table import build

pytestmark = pytest.mark.django_db

WRITES = {
    "client-edit": ("client",), "client-archive": ("client",), "client-restore": ("client",),
    "client-shares": ("client",), "department-new": ("client",), "department-edit": ("client", "department"),
    "department-archive": ("client", "department"), "department-restore": ("client", "department"),
    "client-person-new": ("client",), "client-person-edit": ("client", "person"),
    "client-person-archive": ("client", "person"), "client-person-restore": ("client", "person"),
    "contract-new": ("client",), "contract-edit": ("client", "contract"), "contract-archive": ("client", "contract"),
    "contract-restore": ("client", "contract"), "site-new": ("client",), "site-edit": ("client", "site"),
    "site-archive": ("client", "site"), "site-restore": ("client", "site"), "former-name-new": ("client",),
    "former-name-edit": ("client", "former_name"), "identifier-new": ("client",),
    "identifier-edit": ("client", "identifier"), "department-up": ("client", "department"),
    "client-tag": ("client",), "client-untag": ("client", "tag"), "client-tag-again": ("client", "tag"),
    "installed-new": ("client",), "installed-edit": ("client", "installed"),
    "installed-archive": ("client", "installed"), "installed-restore": ("client", "installed"),
}  # fmt: skip
MODELS = (Client, Department, Person, InstalledProduct, Competitor, Site, FormerName, Identifier, Contract)
ONLY_WHO_ANSWERS_FOR_IT = {"client-archive", "client-restore", "client-shares"}


@pytest.fixture
def rows(world):
    return build(world)


@pytest.fixture
def shared(rows, world):
    """The client, shared with the stranger."""
    ClientShare.objects.create(client=rows["client"], user=world.stranger, shared_by=world.manager)
    return rows["client"]


def address(name, rows):
    return reverse(name, args=[rows[key].pk for key in WRITES[name]])


def state():
    return [list(model.objects.order_by("pk").values("pk", "version", "archived_at")) for model in MODELS] + [
        ClientShare.objects.count(),
        Tagging.objects.count(),
    ]


@pytest.mark.parametrize("name", sorted(WRITES))
@pytest.mark.parametrize("who", ["teammate", "stranger"])
def test_a_post_of_somebody_else_answers_as_a_missing_row_does(name, who, rows, world, as_):
    before = state()
    browser = as_(world.person(who))
    data = {"version": 1, "name": "Mine now", "colleague": str(world.stranger.pk), "new_competitor": "X"}
    forbidden = browser.post(address(name, rows), data)
    missing = browser.post(reverse(name, args=[uuid7() for _key in WRITES[name]]), data)
    assert forbidden.status_code == missing.status_code == 404
    assert state() == before


@pytest.mark.parametrize("name", sorted(WRITES))
@pytest.mark.parametrize("who", ["manager", "lead", "admin"])
def test_those_who_answer_for_the_client_may_write(name, who, rows, world, as_):
    answer = as_(world.person(who)).post(address(name, rows), {"version": 1})
    assert answer.status_code in (302, 422)


@pytest.mark.parametrize("name", sorted(WRITES))
def test_a_colleague_it_is_shared_with_edits_and_does_not_archive_or_share(name, rows, shared, stranger, as_):
    answer = as_(stranger).post(address(name, rows), {"version": 1})
    assert answer.status_code == 404 if name in ONLY_WHO_ANSWERS_FOR_IT else answer.status_code in (302, 422)


def test_a_share_is_ended_by_those_who_answer_for_the_client_only(rows, shared, world, as_):
    share = shared.shares.get()
    url = reverse("client-unshare", args=[shared.pk, share.pk])
    assert as_(world.stranger).post(url).status_code == 404
    assert as_(world.teammate).post(url).status_code == 404
    browser = as_(world.manager)
    page = browser.post(url, follow=True)
    assert not shared.shares.exists()
    assert browser.post(url).status_code == 302  # ended twice is ended
    again = reverse("client-share-again", args=[shared.pk, world.stranger.pk])
    assert f'action="{again}"' in page.content.decode()
    for person in (world.stranger, world.teammate):
        assert as_(person).post(again).status_code == 404
    assert as_(world.manager).post(again).status_code == 302
    assert shared.shares.get().user == world.stranger
    assert as_(world.manager).post(again).status_code == 404  # shared already


def test_rows_of_another_client_are_missing_under_this_one(rows, manager, as_):
    other = ClientFactory(owner=manager)
    for name, key in (("client-person", "person"), ("department-edit", "department"), ("installed-edit", "installed")):
        assert as_(manager).get(reverse(name, args=[other.pk, rows[key].pk])).status_code == 404


def test_a_manager_may_not_archive_a_rival_and_everyone_else_of_them_may(rows, world, as_):
    url = reverse("competitor-archive", args=[rows["competitor"].pk])
    assert as_(world.manager).post(url, {"version": 1}).status_code == 404
    assert as_(world.lead).post(url, {"version": 1}).status_code == 302


def test_a_person_switched_off_sees_and_does_nothing(rows, world):
    client = rows["client"]
    User.objects.filter(pk=world.manager.pk).update(is_active=False)
    gone = User.objects.get(pk=world.manager.pk)
    assert not may_edit_client(gone, client)
    assert not may_manage_client(gone, client)
    assert not may_assign_client(gone, client)


def test_owners_are_chosen_from_the_people_one_may_give_clients_to(world):
    assert set(assignable_owners(world.manager)) == {world.manager}
    assert set(assignable_owners(world.lead)) == {world.lead, world.manager, world.teammate}
    assert set(assignable_owners(world.admin)) == set(User.objects.all())


def test_a_lead_of_another_team_sees_a_client_shared_with_them_and_may_not_give_it_away(rows, world):
    client = ClientFactory(owner=world.stranger)
    ClientShare.objects.create(client=client, user=world.lead, shared_by=world.stranger)
    assert may_edit_client(world.lead, client)
    assert not may_assign_client(world.lead, client)


def test_a_rivals_page_tells_of_clients_the_viewer_sees_only(rows, world, as_):
    hidden = ClientFactory(owner=world.stranger, name="保密集团")
    InstalledProductFactory(client=hidden, competitor=rows["competitor"])
    url = reverse("competitor-detail", args=[rows["competitor"].pk])
    mine = as_(world.manager).get(url).content.decode()
    assert rows["client"].name in mine
    assert "保密集团" not in mine
    assert "保密集团" in as_(world.admin).get(url).content.decode()
