"""What account managers do: visits and their records, promises, what the client said, comments."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Concat, Substr
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from visits.models import (
    Objection,
    ObjectionKind,
    Promise,
    PromiseState,
    PurposeResult,
    Request,
    Visit,
    VisitState,
)
from visits.models.finding import RequestCategory
from visits.timeline.source import Entry, Line, Source, name_of, of_seen

LONGEST = 240  # characters of what somebody wrote; the row's own page shows all of it


def cut(column: str) -> Any:
    """Return the beginning of what somebody wrote."""
    return Substr(F(column), 1, LONGEST)


def _visits(user: Any, client_id: UUID) -> Any:
    return of_seen(Visit, user, client_id)


def _recorded(user: Any, client_id: UUID) -> Any:
    return of_seen(Visit, user, client_id).filter(record__submitted_at__isnull=False)


def _say_visit(entry: Entry, client_id: UUID) -> Line:
    """Return a visit with what came of it: its result once the record is in, else how far it is."""
    result, _colon, state = entry.state.partition(":")
    badge = (result, str(PurposeResult(result).label)) if result else (state, str(VisitState(state).label))
    return Line(
        moment=entry.moment,
        title=entry.words,
        url=reverse("visit-detail", args=[entry.link]),
        icon="close" if state == VisitState.CANCELLED else "visit",
        badge=badge,
        by=entry.who,
        words=entry.more,
    )


def _promised(user: Any, client_id: UUID) -> Any:
    return of_seen(Promise, user, client_id)


def _say_promised(entry: Entry, client_id: UUID) -> Line:
    title = _("Promised %(person)s: %(what)s") if entry.about else _("Promised: %(what)s")
    return Line(
        moment=entry.moment,
        title=title % {"person": entry.about, "what": entry.words},
        url=reverse("promise-detail", args=[entry.link]),
        icon="promise",
        by=entry.who,
    )


def _settled(user: Any, client_id: UUID) -> Any:
    return of_seen(Promise, user, client_id).filter(closed_at__isnull=False)


def _say_settled(entry: Entry, client_id: UUID) -> Line:
    return Line(
        moment=entry.moment,
        title=entry.words,
        url=reverse("promise-detail", args=[entry.link]),
        icon="check" if entry.state == PromiseState.KEPT else "close",
        badge=(entry.state, str(PromiseState(entry.state).label)),
        by=entry.who,
        words=entry.more,
    )


def _requests(user: Any, client_id: UUID) -> Any:
    return of_seen(Request, user, client_id)


def _objections(user: Any, client_id: UUID) -> Any:
    return of_seen(Objection, user, client_id)


def _said(entry: Entry, what: str) -> Line:
    return Line(
        moment=entry.moment,
        title=f"{what} · {entry.about}" if entry.about else what,
        url=reverse("visit-detail", args=[entry.link]) if entry.link else "",
        icon="chat",
        by=entry.who,
        words=entry.words,
    )


def _say_request(entry: Entry, client_id: UUID) -> Line:
    line = _said(entry, _("Request: %(kind)s") % {"kind": RequestCategory(entry.state).label})
    return replace(line, badge=("kept", capfirst(_("resolved")))) if entry.more else line


def _say_objection(entry: Entry, client_id: UUID) -> Line:
    kind = ObjectionKind(entry.state).label if entry.state else ""
    return _said(entry, _("Objection: %(kind)s") % {"kind": kind} if kind else _("Objection"))


SUBMITTED = Q(record__submitted_at__isnull=False)
VISIT = {
    "words": cut("purpose"),
    "more": Case(When(SUBMITTED, then=cut("record__gains")), default=F("cancel_reason"), output_field=TextField()),
    # A result counts once it is submitted: "achieved:accepted", ":planned".
    "state": Concat(
        Case(When(SUBMITTED, then=F("record__result")), default=Value("")), Value(":"), F("state"),
        output_field=TextField(),
    ),
    "who": name_of("owner"),
    "link": "pk",
}  # fmt: skip

SOURCES = (
    Source("visit", ("visit",), _visits, "starts_at", _say_visit, VISIT),
    Source("record", ("record",), _recorded, "starts_at", _say_visit, VISIT, within="visit"),
    Source(
        "promised", ("promise",), _promised, "created_at", _say_promised,
        {"words": "text", "who": name_of("owner"), "about": "person__name", "link": "pk"},
    ),
    Source(
        "settled", ("promise",), _settled, "closed_at", _say_settled,
        {"words": "text", "more": "outcome", "state": "state", "who": name_of("owner"), "link": "pk"},
    ),
    Source(
        "request", ("finding",), _requests, "noted_at", _say_request,
        {"words": cut("text"), "more": "resolved_at",
         "state": "category", "who": name_of("noted_by"), "about": "person__name",
         "link": "visit_id"},
    ),
    Source(
        "objection", ("finding",), _objections, "noted_at", _say_objection,
        {"words": cut("text"), "state": "kind", "who": name_of("noted_by"), "about": "person__name",
         "link": "visit_id"},
    ),
)  # fmt: skip
