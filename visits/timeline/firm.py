"""What changes at the client and in who looks after it: contracts, people, hand-overs, covers, weighty edits."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import day_words
from core.history_words import label_of
from core.house import house_day
from crm.models import Client, ClientShare, Contract, ContractState, PastPost, Person, Tier
from visits.models import Handover, HandoverState
from visits.timeline.source import Entry, Line, Source, name_of, of_seen

CONTRACT_EVENTS: Any = Contract.pgh_event_model  # type: ignore[attr-defined]
CLIENT_EVENTS: Any = Client.pgh_event_model  # type: ignore[attr-defined]
SHARE_EVENTS: Any = ClientShare.pgh_event_model  # type: ignore[attr-defined]


def _day(day: dt.date) -> str:
    return day_words(day, today=timezone.localdate(), language=get_language() or "en")


def _before(events: Any, column: Any) -> Subquery:
    """Return what `column` was in the event before an event of the same row."""
    same = events.objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_created_at__lte=OuterRef("pgh_created_at"))
    earlier = same.filter(pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_created_at", "-pgh_id")
    return Subquery(earlier.values(was=column)[:1])


def _contracts(user: Any, client_id: UUID) -> Any:
    """Contracts when they were noted, and whenever their state changed."""
    events = of_seen(CONTRACT_EVENTS, user, client_id).annotate(was=_before(CONTRACT_EVENTS, F("state")))
    return events.filter(Q(pgh_label="insert") | ~Q(was=F("state")))


def _say_contract(entry: Entry, client_id: UUID) -> Line:
    url = reverse("client-detail", args=[client_id]) + "#contracts"
    words = " · ".join(part for part in (entry.words, entry.more) if part)
    if entry.about == "insert":
        end = dt.date.fromisoformat(entry.who) if entry.who else None
        said = _("Ends %(day)s.") % {"day": _day(end)} if end else ""
        return Line(entry.moment, _("Contract noted: %(name)s") % {"name": words}, url, "handbook", words=said)
    label = str(ContractState(entry.state).label)
    tone = {ContractState.RENEWED: "ok", ContractState.ENDED: "danger"}.get(ContractState(entry.state), "")
    return Line(entry.moment, _("Contract: %(name)s") % {"name": words}, url, "handbook", tone, (entry.state, label))


def _joined(user: Any, client_id: UUID) -> Any:
    return of_seen(Person, user, client_id)


def _left(user: Any, client_id: UUID) -> Any:
    return of_seen(Person, user, client_id).filter(archived_at__isnull=False, erased_at=None)


def _moved(user: Any, client_id: UUID) -> Any:
    return of_seen(PastPost, user, client_id).filter(person__archived_at=None)


def _say_person(entry: Entry, client_id: UUID) -> Line:
    name = entry.words or entry.more or _("Somebody")
    titles = {
        "person": _("%(person)s was noted") if not entry.about else _("%(person)s came from another client"),
        "person-left": _("%(person)s has left"),
        "person-moved": _("%(person)s has another post"),
    }
    title = titles[entry.source] % {"person": name}
    words = "" if name == entry.more else entry.more
    if entry.source == "person-moved":
        words = _("Before: %(post)s") % {"post": entry.more} if entry.more else ""
    tone = "warn" if entry.source == "person-left" else ""
    url = reverse("client-person", args=[client_id, entry.link])
    return Line(entry.moment, title, url, "person", tone, by=entry.who, words=words)


def _handovers(user: Any, client_id: UUID) -> Any:
    return of_seen(Handover, user, client_id)


def _handovers_ended(user: Any, client_id: UUID) -> Any:
    return of_seen(Handover, user, client_id).filter(ended_at__isnull=False)


def _say_handover(entry: Entry, client_id: UUID) -> Line:
    said = {"giver": entry.more, "taker": entry.about}
    if entry.source == "handover-planned":
        title = _("Hand-over decided: %(giver)s → %(taker)s")
    elif entry.state == HandoverState.DONE:
        title = _("Handed over: %(giver)s → %(taker)s")
    else:
        title = _("Hand-over called off: %(giver)s → %(taker)s")
    tone = "plum" if entry.state == HandoverState.DONE else ""
    url = reverse("handover-detail", args=[entry.link])
    return Line(entry.moment, title % said, url, "swap", tone, by=entry.who, words=entry.words)


def _shares(user: Any, client_id: UUID) -> Any:
    """Shares when they begin and when somebody ends them; that a cover ends by itself stands where it begins."""
    by_hand = Q(pgh_label="update") | Q(pgh_label="delete", ends_at=None)
    events = of_seen(SHARE_EVENTS, user, client_id).filter(Q(pgh_label="insert") | by_hand)
    return events.annotate(takes_on=_takes_on())


def _takes_on() -> Subquery:
    """Return the day of the hand-over that a share prepares: to this colleague, decided before it began."""
    of_same = Handover.objects.filter(client=OuterRef("client_id"), to_manager=OuterRef("user_id"))
    before = of_same.filter(witness=OuterRef("shared_by_id"), created_at__lte=OuterRef("created_at"))
    return Subquery(before.order_by("-created_at").values("effective_on")[:1])


def _say_share(entry: Entry, client_id: UUID) -> Line:
    said = {"colleague": entry.words}
    until = parse_datetime(entry.more.replace(" ", "T")) if entry.more else None
    if entry.state != "insert":
        ends_cover = until is not None and entry.about < house_day(entry.moment).isoformat()
        title = _("%(colleague)s no longer covers") if ends_cover else _("Not shared with %(colleague)s any more")
        return Line(entry.moment, title % said, icon="people")
    if until is None:
        return Line(entry.moment, _("Shared with %(colleague)s") % said, icon="people", by=entry.who)
    last = house_day(until - dt.timedelta(seconds=1))
    title = _("%(colleague)s covers until %(day)s")
    if entry.about == last.isoformat():
        title = _("%(colleague)s gets ready to take over: %(day)s")
    return Line(entry.moment, title % {**said, "day": _day(last)}, icon="people", by=entry.who)


# What weighs: who it is, how much care it is owed, who looks after it, and whether it is looked after at all.
WEIGHTY = JSONObject(
    name="name",
    tier="tier",
    owner=name_of("owner"),
    parent="parent_id",
    archived=ExpressionWrapper(Q(archived_at__isnull=False), output_field=BooleanField()),
)


_FIELDS: dict[str, Any] = {field.name: field for field in Client._meta.concrete_fields}


def _edits(user: Any, client_id: UUID) -> Any:
    events = of_seen(CLIENT_EVENTS, user, client_id, path="pgh_obj").filter(pgh_label="update")
    events = events.annotate(now=Cast(WEIGHTY, TextField()), was=Cast(_before(CLIENT_EVENTS, WEIGHTY), TextField()))
    return events.filter(was__isnull=False).exclude(was=F("now"))


def _say_edit(entry: Entry, client_id: UUID) -> Line:
    was, now = json.loads(entry.words), json.loads(entry.more)
    changed = [name for name in now if now[name] != was.get(name)]
    url = reverse("history", args=["clients", client_id])
    if changed == ["archived"]:
        title = _("Archived") if now["archived"] else _("Brought back")
        return Line(entry.moment, title, url, "archive" if now["archived"] else "undo")
    fields = {name: label_of(field) for name in now if (field := _FIELDS.get(name)) is not None}
    if changed == ["parent"]:  # a parent firm that the reader may not see is not named
        return Line(entry.moment, _("%(field)s changed") % {"field": fields["parent"]}, url, "edit")
    parts = [
        f"{fields[name]}: {_value(name, was.get(name))} → {_value(name, now[name])}"
        for name in changed
        if name in fields and name != "parent"
    ]
    return Line(entry.moment, " · ".join(parts) or _("Changed"), url, "edit")


def _value(name: str, value: str | None) -> str:
    if not value:
        return _("none")
    return str(Tier(value).label) if name == "tier" and value in Tier.values else value


SOURCES = (
    Source(
        "contract", ("contract",), _contracts, "pgh_created_at", _say_contract,
        {"words": "number", "more": "subject", "state": "state", "about": "pgh_label", "who": "ends_on"},
        key="pgh_id",
    ),
    Source(
        "person", ("person",), _joined, "created_at", _say_person,
        {"words": "name", "more": "position", "about": "came_from_id", "link": "pk"},
    ),
    Source(
        "person-left", ("person",), _left, "archived_at", _say_person,
        {"words": "name", "more": "position", "link": "pk"},
    ),
    Source(
        "person-moved", ("person",), _moved, "created_at", _say_person,
        {"words": "person__name", "more": "position", "who": name_of("noted_by"), "link": "person_id"},
    ),
    Source(
        "handover-planned", ("keeper",), _handovers, "created_at", _say_handover,
        {"words": "note", "more": name_of("from_manager"), "state": "state", "who": name_of("witness"),
         "about": name_of("to_manager"), "link": "pk"},
    ),
    Source(
        "handover-ended", ("keeper",), _handovers_ended, "ended_at", _say_handover,
        {"more": name_of("from_manager"), "state": "state", "about": name_of("to_manager"), "link": "pk"},
    ),
    Source(
        "share", ("keeper",), _shares, "pgh_created_at", _say_share,
        {"words": name_of("user"), "more": "ends_at", "state": "pgh_label", "who": name_of("shared_by"),
         "about": "takes_on"},
        key="pgh_id",
    ),
    Source("edit", ("edit",), _edits, "pgh_created_at", _say_edit, {"words": "was", "more": "now"}, key="pgh_id"),
)  # fmt: skip
