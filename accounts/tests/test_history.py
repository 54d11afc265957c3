"""People and teams have histories too: admins see who changed what, and bring one field back."""

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.person import edit_person
from accounts.actions.team import edit_team
from accounts.factories import TeamFactory, UserFactory
from accounts.models import User

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PERSON = ("username", "name", "email", "role", "team")


def url(noun, row, name="history"):
    return reverse(name, args=[noun, row.pk])


def edited(person, by, **values):
    as_it_is = {name: getattr(person, name) for name in PERSON}
    with pghistory.context(user=str(by.pk)):
        return edit_person(person, version=person.version, by=by, now=NOW, **{**as_it_is, **values})


def fields(page):
    return {(one.name, one.old, one.new) for change in page.context["changes"] for one in change.fields}


def test_a_persons_team_and_role_are_told_and_come_back(world, as_):
    was, other = world.teammate.team, TeamFactory(name="Two")
    person = edited(world.teammate, world.admin, team=other, role="lead")
    browser = as_(world.admin)
    assert url("people", person) in browser.get(reverse("person", args=[person.pk])).text
    page = browser.get(url("people", person))
    assert ("team", str(was), "Two") in fields(page)
    assert ("role", "Account manager", "Team lead") in fields(page)
    assert str(world.admin) in page.text
    for field, value in (("team", was), ("role", "manager")):
        changes = browser.get(url("people", person)).context["changes"]
        event = next(one.before for one in changes if any(two.name == field for two in one.fields))
        person = User.objects.get(pk=person.pk)
        browser.post(
            url("people", person, "history-restore"), {"version": person.version, "field": field, "event": event}
        )
        assert getattr(User.objects.get(pk=person.pk), field) == value


def test_what_would_leave_no_admin_does_not_come_back(world, as_):
    """An old role goes through the same rules as a form."""
    first = world.admin
    other = edited(UserFactory(role="manager"), first, role="admin")
    browser = as_(other)
    changes = browser.get(url("people", other)).context["changes"]
    event = next(one.before for one in changes if any(two.name == "role" for two in one.fields))
    sent = {"version": other.version, "field": "role", "event": event}
    told = browser.post(url("people", other, "history-restore"), sent, follow=True)
    assert "Another admin has to do this for you." in told.text
    assert User.objects.get(pk=other.pk).role == "admin"


def test_a_teams_history_tells_who_led_it(world, as_):
    team, by = world.team, world.admin
    with pghistory.context(user=str(by.pk)):
        edit_team(team, version=team.version, name="Renamed", parent=None, leads=[], by=by, now=NOW)
    browser = as_(by)
    assert url("teams", team) in browser.get(reverse("team", args=[team.pk])).text
    page = browser.get(url("teams", team))
    assert ("leads", str(world.lead), "") in fields(page)
    assert any(name == "name" and new == "Renamed" for name, _old, new in fields(page))
    assert fields(browser.get(url("teams", team) + "?field=leads")) >= {("leads", str(world.lead), "")}


def test_only_admins_see_them_and_nobody_sees_how_a_colleague_reads(world, as_):
    for who in (world.manager, world.lead, world.stranger):
        assert as_(who).get(url("people", world.manager)).status_code == 404
        assert as_(who).get(url("teams", world.team)).status_code == 404
    world.manager.theme = "dark"
    world.manager.save_checked(version=world.manager.version, fields=["theme"])
    page = as_(world.admin).get(url("people", world.manager))
    assert "theme" not in {name for name, _old, _new in fields(page)}
    assert "theme" not in dict(page.context["labels"])
