"""The review queue: leads read records one after another, accept them or send them back (V9, H7)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import Team, User
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.ids import one_uuid, uuid7
from core.models import StaleVersion
from core.paging import prepared_page
from core.prepared import marks, prepared
from core.toasts import sent_version
from visits.access import may_review
from visits.actions import review as actions
from visits.forms.comment import CommentForm
from visits.forms.review import DecisionForm, SendBackForm, ShareForm
from visits.models import Promise, Request, Visit, VisitState
from visits.views.comment import shown
from visits.views.found import of_visit
from visits.views.own import person_of

MOST_COUNTED = 999
ORDER = ("record__submitted_at", "id")
# What is shown of each; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = (
    *("id", "version", "starts_at", "left_at", "purpose", "owner__name", "owner__username"),
    *("client__name", "client__short_name"),
    *(f"record__{name}" for name in ("result", "gains", "losses", "submitted_at", "first_submitted_at")),
)
review = requires(Permission.REVIEW, hide=True)


@review
@require_safe
@begins_as_saved("review-queue")
def review_queue(request: HttpRequest) -> HttpResponse:
    """List the records that wait, oldest submission first; `?owner=` and `?team=` narrow."""
    given = asked(person_of(request), request.GET)
    page = prepared_page(request, Visit, listed, *given, order=ORDER, planned=True)
    context = {
        "page": page,
        "waiting": len(_waiting(*given)),
        "owners": _owners(person_of(request)),
        "teams": _teams(person_of(request)),
        "query": _query(request),
        "choosing": request.GET.get("choose") == "1",
        "act_id": uuid7(),
    }
    return render(request, "visits/review_queue.html", context)


@review
@of_visit(may_review)
@require_safe
def review_detail(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a whole record, its place in the queue, and the way to the ones beside it."""
    return _page(request, visit)


@review
@of_visit(may_review)
@require_POST
def review_accept(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Accept the record and go on to the next."""
    return _decide(request, visit, DecisionForm(request.POST), accept=True)


@review
@of_visit(may_review)
@require_POST
def review_send_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Send the record back with a reason and go on to the next."""
    return _decide(request, visit, SendBackForm(request.POST), accept=False)


def _decide(request: HttpRequest, visit: Visit, form: DecisionForm, *, accept: bool) -> HttpResponse:
    if not form.is_valid():
        return _page(request, visit, form=form, status=422)
    version, words = form.cleaned_data["version"], form.cleaned_data["comment"]
    common: dict[str, Any] = {"visit": visit, "version": version, "by": request.user, "now": timezone.now()}
    following, undo = _beside(request, visit)["next"], ""
    try:
        if accept:
            accepted = actions.accept_record(**common, comment=words)
            undo = f"undo:{reverse('review-undo', args=[visit.pk])}?version={accepted.version}"
        else:
            actions.send_back(**common, reason=words)
    except (StaleVersion, actions.NotPossible):
        visit.refresh_from_db()
        return _page(request, visit, form=form, changed=True, status=409)
    said = _("Accepted.") if accept else _("Sent back. %(who)s is told.") % {"who": visit.owner}
    messages.success(request, said, extra_tags=undo)
    if following:
        return redirect(_with_query(request, "review-detail", following))
    return redirect(_with_query(request, "review-queue"))


@review
@of_visit(may_review)
@require_POST
def review_undo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take one's own acceptance back while nothing else has happened; the words it came with are typed in again."""
    common: dict[str, Any] = {"visit": visit, "by": request.user, "now": timezone.now()}
    try:
        visit, words = actions.take_back_acceptance(**common, version=sent_version(request))
    except (StaleVersion, actions.NotPossible):
        messages.warning(request, _("It was changed meanwhile; this is how it stands now."))
        visit.refresh_from_db()
        return _page(request, visit, status=409)
    messages.success(request, _("Undone."))
    if not words:
        return redirect("review-detail", visit.pk)
    return _page(request, visit, form=DecisionForm(initial={"version": visit.version, "comment": words}))


@review
@of_visit(may_review)
@require_POST
def review_share(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let the team read the record for discussion, or stop it."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, status=422)
    shared = form.cleaned_data["shared"]
    try:
        actions.share_for_discussion(
            visit=visit, version=form.cleaned_data["version"], by=request.user, now=timezone.now(), shared=shared
        )
    except StaleVersion:
        visit.refresh_from_db()
        return _page(request, visit, changed=True, status=409)
    messages.success(request, _("The team may read it now.") if shared else _("No longer shared with the team."))
    return redirect(_with_query(request, "review-detail", visit.pk))


def _page(
    request: HttpRequest, visit: Visit, *, form: DecisionForm | None = None, changed: bool = False, status: int = 200
) -> HttpResponse:
    if form is not None and changed:
        form.data = form.data.copy()
        form.data["version"] = str(visit.version)
    context = {
        "visit": visit,
        "record": getattr(visit, "record", None),
        "notes": getattr(visit, "notes", None),
        "topics": visit.topics.all(),
        "people": visit.people.order_by("sort_key", "id"),
        "promises": visit.promises.select_related("person").order_by("due_on", "id"),
        "requests": visit.requests.select_related("person").order_by("noted_at", "id"),
        "objections": visit.objections.select_related("person").order_by("noted_at", "id"),
        **shown(request, "visit", visit),
        "comment_form": CommentForm(),
        "form": form or DecisionForm(initial={"version": visit.version}),
        "changed": changed,
        "waits": visit.state == VisitState.RECORDED,
        "query": _query(request),
        **_beside(request, visit),
    }
    return render(request, "visits/review_detail.html", context, status=status)


def _queue(request: HttpRequest) -> Any:
    """Return the records that wait for this person, narrowed by the address."""
    return _waiting_for(*asked(person_of(request), request.GET))


def _waiting_for(user: User, owner_id: UUID | None, team_id: UUID | None) -> Any:
    rows = Visit.objects.visible_to(user).reviewed_by(user).to_review()
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    if team_id:
        rows = rows.filter(team_id=team_id)
    return rows


def asked(user: User, given: QueryDict) -> tuple[User, UUID | None, UUID | None]:
    """Return what `listed` is asked with, of an address."""
    return user, one_uuid(given.get("owner", "")), one_uuid(given.get("team", ""))


def listed(user: User, owner_id: UUID | None, team_id: UUID | None) -> QuerySet[Visit]:
    """Return the records of the queue: for `prepared_page`, so it only hands on what it is given."""
    rows: QuerySet[Visit] = _waiting_for(user, owner_id, team_id).select_related("client", "owner", "record")
    return rows.annotate(promise_count=_number_of(Promise), request_count=_number_of(Request)).only(*SHOWN)


@prepared(planned=True)
def _waiting(user: User, owner_id: UUID | None, team_id: UUID | None) -> QuerySet[Visit]:
    return marks(_waiting_for(user, owner_id, team_id), most=MOST_COUNTED)


def _beside(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Return the place of a record in the queue and the ids of the ones before and after it."""
    at = getattr(getattr(visit, "record", None), "submitted_at", None)
    if at is None:
        return {"previous": None, "next": None, "position": None, "waiting": _count(_queue(request))}
    ahead = Q(record__submitted_at__lt=at) | Q(record__submitted_at=at, id__lt=visit.pk)
    behind = Q(record__submitted_at__gt=at) | Q(record__submitted_at=at, id__gt=visit.pk)
    queue = _queue(request)
    before = queue.filter(ahead)
    return {
        "previous": before.order_by("-record__submitted_at", "-id").values_list("pk", flat=True).first(),
        "next": queue.filter(behind).order_by(*ORDER).values_list("pk", flat=True).first(),
        "position": _count(before) + 1 if visit.state == VisitState.RECORDED else None,
        "waiting": _count(queue),
    }


def _number_of(model: type[Model]) -> Coalesce:
    """Return how many rows of `model` belong to a visit, counted for the visits shown alone."""
    found = model._default_manager.filter(visit=OuterRef("pk")).order_by().values("visit")
    return Coalesce(Subquery(found.annotate(number=Count("pk")).values("number")), 0)


def _count(rows: QuerySet) -> int:
    return rows.order_by().values("pk")[:MOST_COUNTED].count()


def _query(request: HttpRequest) -> str:
    """Return the filters of the address, to be carried along: "?owner=…" or ""."""
    query = request.GET.copy()
    for name in set(query) - {"owner", "team"}:
        del query[name]
    return f"?{query.urlencode()}" if query else ""


def _with_query(request: HttpRequest, name: str, *args: Any) -> str:
    return reverse(name, args=args) + _query(request)


@prepared(planned=True)
def _owners(user: User) -> QuerySet[User]:
    people = User.objects.visible_to(user).filter(is_active=True).exclude(pk=user.pk)
    if not user.scope.everything:
        people = people.filter(team_id__in=user.scope.team_ids)
    return people.only("id", "name", "username").order_by("name", "pk")[:200]


@prepared(planned=True)
def _teams(user: User) -> QuerySet[Team]:
    teams = Team.objects.all() if user.scope.everything else Team.objects.filter(pk__in=user.scope.team_ids)
    return teams.order_by("name", "pk")[:200]
