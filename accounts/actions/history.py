"""Which of this app's nouns have a history, for admins, and how an old value comes back: through the noun's action."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.actions.person import edit_person
from accounts.actions.team import edit_team
from accounts.models import Team, User
from accounts.models.team import TeamLead
from accounts.roles import Permission
from core.history import keep_history
from core.history_parts import Part
from core.history_words import words_for

PERSON = ("username", "name", "email", "role", "team")
TEAM = ("name", "parent")
CHANGED_LEADS = pgettext_lazy("in a history", "changed who leads it")
LEADS = Part(
    name="leads",
    label=gettext_lazy("Team leads"),
    model=TeamLead,
    column="team",
    words=lambda event, names: words_for(TeamLead._meta.get_field("user"), event.user_id, names),
    said=(CHANGED_LEADS, CHANGED_LEADS, CHANGED_LEADS),
    icon="people",
    named=("user",),
    key="id",  # its events point to no row
)


def _restore_person(by: User, row: User, version: int, values: dict[str, Any], now: dt.datetime) -> User:
    as_it_is = {name: getattr(row, name) for name in PERSON}
    return edit_person(row, by=by, version=version, now=now, **{**as_it_is, **values})


def _restore_team(by: User, row: Team, version: int, values: dict[str, Any], now: dt.datetime) -> Team:
    as_it_is = {"name": row.name, "parent": row.parent, "leads": list(row.leads.all())}
    return edit_team(row, by=by, version=version, now=now, **{**as_it_is, **values})


def _of_admins(model: Any) -> Any:
    def visible(user: User) -> QuerySet:
        rows: QuerySet = model.objects.visible_to(user)
        return rows if user.may(Permission.MANAGE_PEOPLE) else rows.none()

    return visible


def register() -> None:
    """Give people and teams their histories."""
    keep_history(
        "people",
        User,
        visible=_of_admins(User),
        url=lambda row: reverse("person", args=[row.pk]),
        restore=_restore_person,
        restorable=PERSON,
        shown=frozenset({"team"}),
        hidden=frozenset({"language", "time_zone", "theme"}),  # how they like to read is theirs
    )
    keep_history(
        "teams",
        Team,
        visible=_of_admins(Team),
        url=lambda row: reverse("team", args=[row.pk]),
        restore=_restore_team,
        restorable=TEAM,
        parts=(LEADS,),
    )
