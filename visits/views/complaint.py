"""Complaints (W6): the list by clock, one with its next step, and the parts of other pages that show the open ones."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.paging import prepared_page
from core.prepared import marks, prepared
from crm.models import Client
from crm.seen import rows_seen
from visits.access import may_settle
from visits.forms.complaint import STEP_LABELS, CallBackForm, StepForm
from visits.models import Complaint, ComplaintState
from visits.views.found import client_asked, of_client, of_complaint
from visits.views.own import first_rows, person_of

OPEN, CLOSED = ("due_at", "id"), ("-closed_at", "-id")
MOST_COUNTED = 99
MOST_ON_TODAY, MOST_AT_CLIENT = 10, 20  # the list has the rest
# What is shown of each; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = (
    *(
        "id",
        "version",
        "text",
        "state",
        "severity",
        "raised_at",
        "due_at",
        "closed_at",
        "verdict",
        "owner_id",
        "round",
    ),
    *("client__name", "client__short_name", "person__name", "person__position", "owner__name", "owner__username"),
)

SETTLED_BY = ("team_id", "client_owner_id", "client_team_id")  # what `may_settle` asks besides


@requires(Permission.USE)
@require_safe
def complaint_list(request: HttpRequest) -> HttpResponse:
    """List complaints: the person's own by the clock that runs out first; by address all they may see, a client's,
    the closed ones.
    """
    given, order = asked(request)
    _user, everyone, _client_id, closed = given
    page = prepared_page(request, Complaint, listed, *given, order=order, planned=True)
    _say_how_they_stand(page.rows)
    context = {
        "page": page, "closed": closed, "everyone": everyone, "client": client_asked(request), "now": timezone.now(),
    }  # fmt: skip
    return render(request, "visits/complaint_list.html", context)


def asked(request: Any) -> tuple[tuple[User, bool, UUID | None, bool], tuple[str, str]]:
    """Return (what `listed` is asked with, the order) of an address; of the request, user and GET are read."""
    client = client_asked(request)
    everyone = request.GET.get("owner") == "all" or client is not None
    closed = request.GET.get("state") == "closed"
    given = (person_of(request), everyone, client and client.pk, closed)
    return given, CLOSED if closed else OPEN


def listed(user: User, everyone: bool, client_id: UUID | None, closed: bool) -> QuerySet[Complaint]:
    """Return the complaints of the list: for `prepared_page`, so it only hands on what it is given."""
    rows = Complaint.objects.visible_to(user)
    if not everyone:
        rows = rows.own(user)
    if client_id:
        rows = rows.filter(client_id=client_id).whole()
    rows = rows.filter(closed_at__isnull=False) if closed else rows.open()
    return rows.select_related("client", "person", "owner").only(*SHOWN)


def _say_how_they_stand(rows: list[Complaint]) -> None:
    now = timezone.now()
    for row in rows:
        row.is_late = row.is_late_at(now)  # type: ignore[attr-defined]


@requires(Permission.USE)
@of_client
@require_safe
def client_complaints(request: HttpRequest, client: Client) -> HttpResponse:
    """Show a client's open complaints, the part that stands first on its page; `?before=1` before a visit to it.

    Nothing where there are none.
    """
    rows = open_complaints(request, client)
    _say_how_they_stand(rows)
    shown = first_rows("complaints", rows, most=MOST_AT_CLIENT)
    context = {**shown, "client": client, "before": request.GET.get("before") == "1"}
    return render(request, "visits/client_complaints.html", context)


def open_complaints(request: HttpRequest, client: Client) -> list[Complaint]:
    """Return the open complaints of a client that may be seen: asked for once for all parts of its page."""
    kept = rows_seen(request, client).beside
    if "complaints" not in kept:
        kept["complaints"] = _open_of(client.pk)
    return list(kept["complaints"])


@prepared(planned=True)
def _open_of(client_id: UUID) -> QuerySet[Complaint]:
    """Return the open complaints of a client that may be seen."""
    rows = Complaint.objects.filter(client_id=client_id).open().select_related("client", "person", "owner")
    return rows.only(*SHOWN, *SETTLED_BY).order_by(*OPEN)[: MOST_AT_CLIENT + 1]


def complaints_to_settle(user: User) -> dict[str, Any]:
    """Return the open complaints that are the person's to settle, for Today: the clock that runs out first leads."""
    rows = _to_settle(user)
    _say_how_they_stand(rows)
    return first_rows("complaints", rows, most=MOST_ON_TODAY)


@prepared(planned=True)
def _to_settle(user: User) -> QuerySet[Complaint]:
    rows = Complaint.objects.visible_to(user).own(user).open().select_related("client", "person", "owner")
    return rows.only(*SHOWN).order_by(*OPEN)[: MOST_ON_TODAY + 1]


@prepared(planned=True)
def _late_in_teams(user: User, now: Any) -> QuerySet[Complaint]:
    rows = Complaint.objects.visible_to(user).open().filter(due_at__lt=now).exclude(owner=user)
    return marks(rows.exclude(state=ComplaintState.CALLED_BACK), most=MOST_COUNTED)


def late_in_teams(user: User) -> int:
    """Return how many complaints of a lead's teams have run out of time, at most 99."""
    return len(_late_in_teams(user, timezone.now()))


@requires(Permission.USE)
@of_complaint(act=False)
@require_safe
def complaint_detail(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Show one complaint, its clocks, what was done, and the form of the next step."""
    return show_complaint(request, complaint)


def show_complaint(
    request: HttpRequest, complaint: Complaint, *, form: Any = None, status: int = 200, changed: bool = False
) -> HttpResponse:
    """Answer with a complaint's page; `form` is the one of the step that was refused."""
    now = timezone.now()
    may = may_settle(person_of(request), complaint)
    context = {
        "complaint": complaint,
        "is_late": complaint.is_late_at(now),
        "now": now,
        "may_settle": may,
        "step": STEP_OF.get(ComplaintState(complaint.state), "") if may else "",
        "forms": _forms(complaint, form) if may else {},
        "changed": changed,
        "solved_again": complaint.is_solved_again,
        "lost": _lost(complaint, form),
        "sees_client": Client.objects.visible_to(request.user).filter(pk=complaint.client_id).exists(),
    }
    return render(request, "visits/complaint_detail.html", context, status=status)


STEP_OF = {
    ComplaintState.RAISED: "answer",
    ComplaintState.ANSWERED: "solve",
    ComplaintState.SOLVED: "call-back",
    ComplaintState.CALLED_BACK: "close",
}


def step_form(step: str, data: Any = None, *, initial: dict[str, Any] | None = None) -> StepForm:
    """Return the form of a step: "answer", "solve" or "call-back"."""
    labels = {"answer": STEP_LABELS["answer"], "solve": STEP_LABELS["solution"], "call-back": _("In their words")}
    kind = CallBackForm if step == "call-back" else StepForm
    return kind(data, label=labels[step], initial=initial, auto_id=f"{step}-%s")


STEPS = {
    ComplaintState.RAISED: ("answer", "solve"),
    ComplaintState.ANSWERED: ("solve",),
    ComplaintState.SOLVED: ("call-back",),
    ComplaintState.CALLED_BACK: ("call-back",),
}


def _forms(complaint: Complaint, refused: Any) -> dict[str, StepForm]:
    """Return the forms that the state calls for, the refused one among them with what was typed."""
    steps = STEPS.get(ComplaintState(complaint.state), ())
    forms = {step: step_form(step, initial={"version": complaint.version}) for step in steps}
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    return {step.replace("-", "_"): form for step, form in forms.items()}


def _lost(complaint: Complaint, refused: Any) -> str:
    """Return what was typed into the form of a step that somebody else has taken meanwhile."""
    if refused is None or refused[0] in STEPS.get(ComplaintState(complaint.state), ()):
        return ""
    return str(refused[1].data.get("words", ""))
