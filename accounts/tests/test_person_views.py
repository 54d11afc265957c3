import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, User
from accounts.views import person as views
from core.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(admin, as_):
    return as_(admin)


def names(response) -> list[str]:
    return [person.username for person in response.context["people"]]


def values(person, **changes):
    return {
        "version": person.version, "username": person.username, "name": person.name, "email": person.email,
        "role": person.role, "team": str(person.team_id or ""),
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["admin", "lead", "manager", "stranger", "teammate"]),
        ("q=TANG", ["teammate"]),
        ("q=stranger@ex", ["stranger"]),
        ("q=王", ["wang"]),
        ("q=%25", []),
        ("role=lead", ["lead"]),
        ("active=off", ["gone"]),
        ("role=manager&q=m", ["manager", "teammate", "stranger", "wang", "gone"][:3]),
        ("team=nonsense&role=nonsense&after=nonsense", ["admin", "lead", "manager", "stranger", "teammate"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(world, browser, query, expected):
    UserFactory(username="gone", name="Gone", is_active=False)
    if "王" in query:
        UserFactory(username="wang", name="王伟")
    assert sorted(names(browser.get(f"/people/?{query}"))) == sorted(expected)


def test_the_list_by_team(world, browser):
    assert sorted(names(browser.get("/people/", {"team": world.team.pk}))) == ["lead", "manager", "teammate"]


def test_the_list_goes_on_where_it_stopped(world, browser, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    UserFactory(username="twin", name="Ma Manager")
    seen, url = [], "/people/?active=all"
    while url:
        response = browser.get(url)
        seen += names(response)
        url = response.context["next_url"]
        assert not url or "active=all" in url
    assert len(seen) == len(set(seen)) == 6


@pytest.mark.parametrize("url", ["/people/", "/teams/"])
def test_lists_cost_the_same_however_long(url, world, browser):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)
        return len(captured)

    TeamFactory(leads=[UserFactory(role=Role.LEAD, team=world.team)], parent=world.team)
    one = cost()
    for _ in range(2):
        TeamFactory(leads=[UserFactory(role=Role.LEAD, team=TeamFactory())], parent=world.team)
    assert cost() == one


def test_inviting(world, browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(
            "/people/new/",
            {"username": "xin", "name": "新人", "email": "xin@example.com", "role": "manager", "team": world.team.pk,
             "language": "zh-hans", "new_id": uuid7(), "password": "typed-by-admin", "is_superuser": "on"},
        )  # fmt: skip
    assert response["Location"] == "/people/"
    made = User.objects.get(username="xin")
    assert not made.has_usable_password()
    assert not made.is_superuser
    assert len(mail.outbox) == 1
    assert "is invited" in browser.get("/people/").content.decode()


def test_inviting_somebody_who_is_there_keeps_what_was_typed(world, browser):
    response = browser.post(
        "/people/new/", {"username": "Manager", "name": "新人", "email": "LEAD@example.com", "role": "manager"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Someone has this sign-in name already." in page
    assert "Someone has this e-mail address already." in page
    assert 'value="新人"' in page


def test_editing(manager, world, browser):
    changes = {"name": "Ma the Second", "role": "lead", "team": str(world.other_team.pk), "email": "NEW@example.com"}
    assert browser.post(f"/people/{manager.pk}/", values(manager, **changes)).status_code == 302
    after = User.objects.get(pk=manager.pk)
    assert (after.name, after.role, after.team, after.email) == (
        "Ma the Second",
        "lead",
        world.other_team,
        "new@example.com",
    )


def test_the_last_admin_stays(admin, browser):
    response = browser.post(f"/people/{admin.pk}/", values(admin, role="manager"))
    assert response.status_code == 422
    assert User.objects.get(pk=admin.pk).role == Role.ADMIN


def test_a_late_write_shows_both_and_loses_neither(manager, world, browser):
    User.objects.filter(pk=manager.pk).update(name="Theirs", team=world.other_team, version=2)
    response = browser.post(f"/people/{manager.pk}/", values(manager, name="Mine"))
    page = response.content.decode()
    assert response.status_code == 409
    form = response.context["form"]
    assert [(d.mine, d.theirs) for d in form.clashes] == [("Mine", "Theirs")]
    assert form.followed == ["Team"]  # not touched here: to save again does not take it back
    assert form["team"].value() == str(world.other_team.pk)
    assert 'name="name" value="Mine"' in page
    assert 'name="version" value="2"' in page
    assert User.objects.get(pk=manager.pk).name == "Theirs"


def test_switching_off_offers_the_way_back(manager, browser):
    page = browser.post(f"/people/{manager.pk}/off/", follow=True).content.decode()
    assert f'action="/people/{manager.pk}/on/"' in page
    assert not User.objects.get(pk=manager.pk).is_active
    browser.post(f"/people/{manager.pk}/on/")
    assert User.objects.get(pk=manager.pk).is_active


def test_switching_oneself_off_is_refused(admin, browser):
    page = browser.post(f"/people/{admin.pk}/off/", follow=True).content.decode()
    assert "Another admin has to do this for you." in page
    assert User.objects.get(pk=admin.pk).is_active


def test_reset(manager, browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/people/{manager.pk}/reset/")
    assert not User.objects.get(pk=manager.pk).has_usable_password()
    assert mail.outbox[0].to == [manager.email]


def test_what_people_type_is_shown_as_text(manager, browser):
    User.objects.filter(pk=manager.pk).update(name='<script>alert("x")</script>')
    for url in ("/people/", f"/people/{manager.pk}/", f"/teams/{manager.team_id}/"):
        assert "<script>alert" not in browser.get(url).content.decode()
