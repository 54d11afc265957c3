"""Plan a visit, begin one on the spot, change a plan."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.ids import one_uuid
from core.models import StaleVersion
from core.prepared import prepared
from core.writes import ForeignDraft
from crm.models import Client
from visits.actions import plan as actions
from visits.actions.visit import WrongState
from visits.forms.plan import DropInForm, NewPlanForm, PlanForm
from visits.hints import busy_hint
from visits.models import Visit
from visits.purposes import MATERIALS, PURPOSES
from visits.views.own import own_visit, person_of, visit_url, words_for_state

PICKER_SIZE = 12


@requires(Permission.RECORD)
def visit_new(request: HttpRequest) -> HttpResponse:
    """Plan a visit: first the client, then what for and when."""
    client = _chosen_client(request)
    if client is None:
        return _pick_client(request, "visit-new", _("Plan a visit"))
    user = person_of(request)
    purpose = request.GET.get("purpose", "")
    met = [person for person in request.GET.getlist("person") if one_uuid(person)]
    form = NewPlanForm(request.POST or None, client=client, by=user, now=timezone.now(), purpose=purpose, met=met)
    if request.method != "POST":
        return _plan_page(request, form, client)
    if not form.is_valid():
        return _plan_page(request, form, client, status=422)
    values = form.row_values()
    try:
        visit, is_new = actions.plan(
            by=user,
            now=timezone.now(),
            client=client,
            starts_at=form.cleaned_data["starts_at"],
            people=form.cleaned_data["people"],
            topics=form.cleaned_data["topics"],
            id=form.cleaned_data["new_id"],
            **values,
        )
    except ForeignDraft:
        raise Http404 from None
    if not is_new and any(getattr(visit, name) != value for name, value in values.items()):
        return _edit_instead(request, visit)
    messages.success(request, _("Planned. Confirm it once the client has agreed to the time."))
    return redirect(visit_url(visit))


def _edit_instead(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form of a visit that is planned already came again with other words (the Back button): show both."""
    form = PlanForm(request.POST, client=visit.client, by=person_of(request), instance=Visit.objects.get(pk=visit.pk))
    form.is_valid()
    form.show_clash(visit)
    return _plan_page(request, form, visit.client, visit=visit, status=409)


@requires(Permission.USE)
def visit_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a plan, until its record is submitted."""
    visit = own_visit(request, pk)
    if visit.state not in actions.PLAN_OPEN:
        messages.error(request, words_for_state(visit))
        return redirect(visit_url(visit))
    initial = {"topics": "\n".join(visit.topics.values_list("text", flat=True))}
    form = PlanForm(request.POST or None, client=visit.client, by=person_of(request), instance=visit, initial=initial)
    if request.method != "POST":
        return _plan_page(request, form, visit.client, visit=visit)
    if not form.is_valid():
        return _plan_page(request, form, visit.client, visit=visit, status=422)
    try:
        actions.edit_plan(
            visit=visit,
            by=person_of(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
            values=form.row_values(),
            people=form.cleaned_data["people"],
            topics=form.cleaned_data["topics"],
        )
    except StaleVersion as stale:
        form.show_clash(stale.current)
        return _plan_page(request, form, visit.client, visit=visit, status=409)
    except WrongState as wrong:
        messages.error(request, words_for_state(wrong.visit))
    else:
        messages.success(request, _("Saved."))
    return redirect(visit_url(visit, "plan"))


@requires(Permission.RECORD)
def visit_drop_in(request: HttpRequest) -> HttpResponse:
    """Begin a visit on the spot: client, purpose from a chip, and it runs."""
    client = _chosen_client(request)
    if client is None:
        return _pick_client(request, "visit-drop-in", _("Drop-in now"))
    form = DropInForm(request.POST or None)
    context = {"form": form, "client": client, "purposes": PURPOSES}
    if request.method != "POST":
        return render(request, "visits/visit_drop_in.html", context)
    if not form.is_valid():
        return render(request, "visits/visit_drop_in.html", context, status=422)
    try:
        visit, _is_new = actions.drop_in(
            by=person_of(request),
            now=timezone.now(),
            client=client,
            purpose=form.cleaned_data["purpose"],
            success=form.cleaned_data["success"],
            id=form.cleaned_data["new_id"],
        )
    except ForeignDraft:
        raise Http404 from None
    return redirect(visit_url(visit))


def _plan_page(
    request: HttpRequest, form: PlanForm, client: Client, *, visit: Visit | None = None, status: int = 200
) -> HttpResponse:
    day = form.initial.get("day")
    context: dict[str, Any] = {
        "form": form,
        "client": client,
        "visit": visit,
        "purposes": PURPOSES,
        "materials": MATERIALS,
        "hint": busy_hint(day) if day else "",
        "clashes": form.clashes,
        "has_more": any(form[name].value() for name in ("people", "topics", "materials", "expected_objections")),
        "action": reverse("visit-edit", args=[visit.pk]) if visit else "",
    }
    return render(request, "visits/visit_form.html", context, status=status)


def _chosen_client(request: HttpRequest) -> Client | None:
    """Return the client that the address or the form names; 404 for one that the person may not visit."""
    given = request.POST.get("client") or request.GET.get("client")
    if not given:
        return None
    try:
        pk = UUID(given)
    except ValueError:
        raise Http404 from None
    found = _visitable(person_of(request), pk)
    if not found:
        raise Http404
    return found[0]


@prepared(planned=True)
def _visitable(user: User, pk: UUID) -> QuerySet[Client]:
    return Client.objects.visible_to(user).active().filter(pk=pk)


def _pick_client(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """Let the person find the client: those visited last come first, one or two characters are enough."""
    user = person_of(request)
    typed = request.GET.get("q", "").strip()[:80]
    clients = Client.objects.visible_to(user).active()
    if typed:
        clients = clients.found_by(typed).order_by("sort_key", "pk")
    else:
        mine = Visit.objects.filter(owner=user, client=OuterRef("pk"))
        clients = clients.annotate(is_known=Exists(mine)).order_by(
            "-is_known", F("last_visit_at").desc(nulls_last=True), "sort_key", "pk"
        )
    found = list(clients[: PICKER_SIZE + 1])
    context = {
        "clients": found[:PICKER_SIZE],
        "has_more": len(found) > PICKER_SIZE,
        "q": typed,
        "next": reverse(name),
        "title": title,
    }
    return render(request, "visits/visit_client.html", context)
