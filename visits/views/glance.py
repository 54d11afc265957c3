"""The client at a glance: who decides, what is open, what happened last, what is at risk, what to do next."""

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.methods import reads
from core.prepared import prepared
from crm.models import Client, ContractState, PersonLevel
from crm.seen import ClientRows, client_seen, rows_seen
from visits.access import may_answer, may_keep_promise, may_settle, may_work_on
from visits.models import Complaint, ComplaintState, Handover, Promise, Request, Visit, VisitState
from visits.risks import risks_of
from visits.standing import Fact, RivalFact, Standing
from visits.suggestion import Act, Suggestion, suggest
from visits.views.complaint import open_complaints
from visits.views.own import person_of

DECIDERS_SHOWN = 4
PROMISES_SHOWN, REQUESTS_SHOWN, FAVOURS_SHOWN = 3, 2, 2
MOST = 20  # of open visits, promises or requests that the rules look at
HEADS = (PersonLevel.TOP, PersonLevel.MANAGEMENT)
# What is shown or asked by a rule; a column left out here and used costs a query a row, which tests count.
VISIT = (
    *("id", "state", "starts_at", "arrived_at", "purpose", "client_id", "owner__name", "owner__username"),
    *("record__visit", "record__result", "record__gains", "record__next_step", "record__next_contact_on"),
    "record__submitted_at",
)
PROMISE = (
    *("id", "version", "text", "due_on", "state", "owner_id", "team_id", "client_id"),
    *("person__name", "person__position"),
)
COMPLAINT_LENGTH = 50  # of its words in a line that says when it is due
HANDOVER = ("id", "client_id", "effective_on", "accepted_at", "to_manager__name", "to_manager__username")
AHEAD = (VisitState.PLANNED, VisitState.CONFIRMED)
OPEN_STATES = (*AHEAD, VisitState.IN_PROGRESS, VisitState.TO_RECORD, VisitState.RECORDED, VisitState.SENT_BACK)


@requires(Permission.USE)
@reads
def client_glance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a manager's five questions on a client: the first part of its page."""
    client, user = client_seen(request, pk), person_of(request)
    complaints = [one for one in open_complaints(request, client) if one.state != ComplaintState.CALLED_BACK]
    seen = Seen(client, user, rows_seen(request, client), complaints, timezone.localdate())
    standing = seen.standing
    suggestion = suggest(standing)
    context = {
        "client": client,
        "deciders": seen.rows.people[:DECIDERS_SHOWN],
        "people_count": len(seen.rows.people),
        "nobody_decides": not standing.deciders,
        "promises": seen.promises[:PROMISES_SHOWN],
        "promises_more": len(seen.promises) - PROMISES_SHOWN,
        "favours": seen.rows.favours[:FAVOURS_SHOWN],
        "favours_more": len(seen.rows.favours) - FAVOURS_SHOWN,
        "requests": seen.requests[:REQUESTS_SHOWN],
        "requests_more": len(seen.requests) - REQUESTS_SHOWN,
        "to_review": [one for one in seen.visits if one.state == VisitState.RECORDED],
        "last": seen.last,
        "next_visit": seen.next_visit,
        "risks": risks_of(standing),
        "handover": seen.handover,
        "suggestion": suggestion,
        "act_url": address_of(suggestion, client) if suggestion else "",
    }
    return render(request, "visits/client_glance.html", context)


class Seen:
    """What one reader sees of a client, and what the rules make of it.

    `complaints` are those whose clock runs, the first to run out first; `today` is the reader's calendar day.
    """

    def __init__(
        self, client: Client, user: User, rows: ClientRows, complaints: list[Complaint], today: datetime.date
    ) -> None:
        self.client, self.user, self.rows, self.today = client, user, rows, today
        self.visits = _visits(client.pk)
        self.requests: Any = _requests(client.pk)
        for one in self.requests:
            one.client = client
            one.may_answer = may_answer(user, one)
        self.now = timezone.now()
        self.complaints = complaints
        self.handover = next(iter(_handover(client.pk)), None)

    @cached_property
    def promises(self) -> list[Promise]:
        """The open promises, soonest due first, each knowing how it stands and whether the reader may keep it."""
        found: Any = _promises(self.client.pk)
        for promise in found:
            promise.client = self.client
            promise.stands = promise.stands_on(self.today)
            promise.may_keep = may_keep_promise(self.user, promise)
        return found

    @cached_property
    def last(self) -> Visit | None:
        """The last visit that somebody made."""
        return max((one for one in self.visits if one.has_begun), key=lambda one: one.starts_at, default=None)

    @cached_property
    def next_visit(self) -> Visit | None:
        """The next visit that is to come, or whose time has come and nobody has arrived."""
        return next((one for one in self.visits if one.state in AHEAD), None)

    @cached_property
    def standing(self) -> Standing:
        """What the rules read."""
        client, rows, visits = self.client, self.rows, self.visits
        mine = [one for one in visits if may_work_on(self.user, one)]
        others = [one for one in visits if one not in mine]
        record = getattr(self.last, "record", None)
        return Standing(
            today=self.today,
            tier=client.tier,
            is_archived=client.archived_at is not None,
            deciders=sum(one.level in HEADS for one in rows.people),
            level_unknown=sum(not one.level and not one.is_placeholder for one in rows.people),
            in_progress=_first(mine, VisitState.IN_PROGRESS),
            sent_back=_first(mine, VisitState.SENT_BACK),
            owed=_first(mine, VisitState.TO_RECORD),
            owed_by_others=_first(others, VisitState.TO_RECORD),
            sent_back_to_others=_first(others, VisitState.SENT_BACK),
            next_visit=_fact(self.next_visit) if self.next_visit else None,
            next_is_confirmed=self.next_visit is not None and self.next_visit.state == VisitState.CONFIRMED,
            last_visit_on=_day(client.last_visit_at or (self.last.starts_at if self.last else None)),
            next_contact_on=record.next_contact_on if record and record.submitted_at else None,
            promises=tuple(Fact(one.pk, one.text, one.due_on) for one in self.promises),
            keepable=tuple(Fact(one.pk, one.text, one.due_on) for one in self.promises if one.may_keep),  # type: ignore[attr-defined]
            requests=tuple(Fact(one.pk, one.text, _day(one.noted_at)) for one in self.requests),
            answerable=tuple(
                Fact(one.pk, one.text, _day(one.noted_at))
                for one in self.requests
                if one.may_answer  # type: ignore[attr-defined]
            ),
            complaints=tuple(_complaint_fact(one) for one in self.complaints),
            settleable=tuple(_complaint_fact(one) for one in self.complaints if may_settle(self.user, one)),
            run_out=frozenset(one.pk for one in self.complaints if one.is_late_at(self.now)),
            request_kinds=tuple(one.get_category_display() for one in self.requests),
            contracts=tuple(
                Fact(one.pk, str(one), one.ends_on)
                for one in rows.contracts
                if one.state == ContractState.RUNNING and one.ends_on
            ),
            rivals=tuple(RivalFact(str(one.competitor), one.satisfaction, one.contract_end) for one in rows.rivals),
            handover=Fact(self.handover.pk, str(self.handover.to_manager), self.handover.effective_on)
            if self.handover
            else None,
            handover_waits=self.handover is not None
            and self.handover.to_manager_id == self.user.pk
            and self.handover.accepted_at is None,
            owner_is_away=not client.owner.is_active,
            covers=tuple(
                Fact(one.pk, str(one.user), one.until)
                for one in rows.shares
                if one.until and (self.handover is None or one.user_id != self.handover.to_manager_id)
            ),
        )


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return None if moment is None else timezone.localdate(moment)


def _fact(visit: Visit) -> Fact:
    return Fact(visit.pk, visit.purpose, timezone.localdate(visit.starts_at))


def _complaint_fact(complaint: Complaint) -> Fact:
    return Fact(complaint.pk, Truncator(complaint.text).chars(COMPLAINT_LENGTH), _day(complaint.runs_until))


def _first(visits: list[Visit], state: str) -> Fact | None:
    return next((_fact(one) for one in visits if one.state == state), None)


# The address of each act: a name, and whether it takes the client before the row; the anchor on the client's page.
_PAGES = {
    Act.GO_ON: "visit-detail",
    Act.MEND: "visit-record",
    Act.RECORD: "visit-record",
    Act.KEEP: "promise-detail",
    Act.ACCEPT: "handover-detail",
    Act.CONFIRM: "visit-detail",
    Act.PREPARE: "visit-detail",
    Act.ANSWER: "request-edit",
    Act.SEE_TO: "complaint-detail",
}


def address_of(suggestion: Suggestion, client: Client) -> str:
    """Return where the suggested act is done."""
    if suggestion.act == Act.PLAN:
        purpose = f"&purpose={suggestion.purpose}" if suggestion.purpose else ""
        return f"{reverse('visit-new')}?client={client.pk}{purpose}"
    if suggestion.act == Act.MEET:
        return reverse("client-person-new", args=[client.pk])
    if suggestion.act == Act.LEVEL:
        return reverse("client-gaps", args=[client.pk]) + "?first=level"
    if suggestion.act == Act.SETTLE:
        return reverse("client-detail", args=[client.pk]) + "#contracts"
    return reverse(_PAGES[suggestion.act], args=[suggestion.subject])


@prepared(planned=True)
def _visits(client_id: UUID) -> QuerySet[Visit]:
    """Return the visits of a client that are open in some way, soonest first, and the last one made.

    Each by its own index; who sees the client sees them (`of_visible`).
    """
    of_client = Visit.objects.filter(client_id=client_id)
    still_open = of_client.filter(state__in=OPEN_STATES).order_by("starts_at", "id").values("pk")[:MOST]
    made = of_client.filter(arrived_at__isnull=False).order_by("-starts_at", "-id").values("pk")[:1]
    rows = Visit.objects.filter(Q(pk__in=still_open.union(made))).select_related("owner", "record").only(*VISIT)
    return rows.order_by("starts_at", "id")


@prepared(planned=True)
def _promises(client_id: UUID) -> QuerySet[Promise]:
    rows = Promise.objects.filter(client_id=client_id).open().select_related("person").only(*PROMISE)
    return rows.order_by("due_on", "id")[:MOST]


@prepared(planned=True)
def _requests(client_id: UUID) -> QuerySet[Request]:
    rows = Request.objects.filter(client_id=client_id, resolved_at=None)
    rows = rows.only("id", "text", "category", "noted_at", "noted_by", "visit")
    return rows.order_by("noted_at", "id")[:MOST]


@prepared(planned=True)
def _handover(client_id: UUID) -> QuerySet[Handover]:
    rows = Handover.objects.under_way().filter(client_id=client_id).select_related("to_manager")
    return rows.only(*HANDOVER)
