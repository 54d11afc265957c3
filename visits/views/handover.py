"""Hand a client over (W5): the form, the checklist, the list of those under way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.methods import answers, reads
from core.models import StaleVersion
from core.paging import page_of
from core.toasts import say, settle
from crm.access import may_assign_client
from crm.models import Client, Person
from crm.models.client import UNREAD
from visits.access import may_go_through
from visits.actions import handover as actions
from visits.forms.handover import HandoverForm, ItemForm
from visits.models import Handover, HandoverState
from visits.models.handover import ItemKind
from visits.views.found import of_client

keeps_clients = requires(Permission.RECORD)
# Where what a line is about can be looked at, by who sees the client.
PAGES: dict[str, str] = {
    ItemKind.COMPLAINT: "complaint-detail", ItemKind.PROMISE: "promise-detail", ItemKind.CONTACT: "visit-detail",
    ItemKind.VISIT: "visit-detail", ItemKind.RECORD: "visit-detail",
}  # fmt: skip
PEOPLE = ("client", "from_manager", "to_manager", "witness")


def _rows(request: HttpRequest) -> Any:
    return Handover.objects.visible_to(request.user).select_related(*PEOPLE).defer(*UNREAD)


def _found(request: HttpRequest, pk: UUID) -> Handover:
    handover: Handover = get_object_or_404(_rows(request), pk=pk)
    return handover


@keeps_clients
@require_safe
def handover_list(request: HttpRequest) -> HttpResponse:
    """List the hand-overs under way, soonest first; `?state=done` those carried out, newest first."""
    rows, order = asked(request.user, request.GET)
    page = page_of(request, rows.select_related(*PEOPLE).defer(*UNREAD), order=order)
    return render(request, "visits/handover_list.html", {"page": page, "done": request.GET.get("state") == "done"})


def asked(user: Any, given: QueryDict) -> tuple[Any, tuple[str, str]]:
    """Return the hand-overs of an address that `user` may see, and their order."""
    rows = Handover.objects.visible_to(user)
    if given.get("state") == "done":
        return rows.filter(state=HandoverState.DONE), ("-effective_on", "-id")
    return rows.under_way(), ("effective_on", "id")


@keeps_clients
@of_client
@answers("GET", "HEAD", "POST")
def client_handover(request: HttpRequest, client: Client) -> HttpResponse:
    """Decide to whom the client goes and when; one that is under way is shown instead."""
    if not may_assign_client(request.user, client):
        raise Http404
    form = HandoverForm(request.POST if request.method == "POST" else None, by=request.user, client=client)
    if request.method == "POST":
        planned = form.submit(
            lambda: actions.plan_handover(
                by=request.user,
                now=timezone.now(),
                client=client,
                id=form.cleaned_data["new_id"],
                **form.row_values(),
            )
        )
        if planned:
            is_done = planned.state == HandoverState.DONE
            say(
                request, _("Handed over. Both are told.") if is_done else _("The hand-over is planned. Both are told.")
            )
            return redirect("handover-detail", planned.pk)
    under_way = Handover.objects.under_way().filter(client=client).first()
    if under_way and request.method != "POST":
        return redirect("handover-detail", under_way.pk)
    return render(request, "visits/client_handover.html", {"form": form, "client": client}, status=form.status)


@keeps_clients
@reads
def handover_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a hand-over with its checklist."""
    return _page(request, _found(request, pk))


def _page(request: HttpRequest, handover: Handover, *, status: int = 200, typed: Any = None) -> HttpResponse:
    items = list(handover.items.select_related("ticked_by"))
    sees_client = Client.objects.visible_to(request.user).filter(pk=handover.client_id).exists()
    named = [item.subject_id for item in items if item.kind == ItemKind.PERSON] if sees_client else []
    people = Person.objects.filter(client=handover.client_id).in_bulk(named)
    for item in items:
        kind = ItemKind(item.kind)
        if sees_client and kind in PAGES:
            item.address = reverse(PAGES[kind], args=[item.subject_id])
        elif sees_client and kind == ItemKind.CONTRACT:
            item.address = reverse("contract-edit", args=[handover.client_id, item.subject_id])
        elif item.subject_id in people:
            item.address = reverse("client-person", args=[handover.client_id, item.subject_id])
            item.post = people[item.subject_id].post_words
        if typed and typed["item"].pk == item.pk:
            item.note, item.problem = typed["note"], typed["problem"]
    context = {
        "handover": handover,
        "items": items,
        "ticked": sum(item.ticked_at is not None for item in items),
        "may_go_through": may_go_through(request.user, handover),
        "may_decide": may_assign_client(request.user, handover.client),
        "is_taker": handover.to_manager_id == request.user.pk,
        "sees_client": sees_client,
        "contacts": sum(item.kind == ItemKind.CONTACT for item in items),
    }
    return render(request, "visits/handover_detail.html", context, status=status)


@keeps_clients
@require_POST
def handover_item(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    """Tick a line, or take the tick away, with its note; a second press on the other button is the way back."""
    handover = _found(request, pk)
    item = get_object_or_404(handover.items, pk=item_pk)
    form = ItemForm(request.POST)
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        typed = {"item": item, "note": request.POST.get("note", ""), "problem": problem}
        return _page(request, handover, status=422, typed=typed)
    try:
        actions.tick_item(by=request.user, handover=handover, item=item, now=timezone.now(), **form.cleaned_data)
    except StaleVersion as stale:
        problem = _("Somebody changed this line meanwhile. Their note: %(note)s") % {"note": stale.current.note or "–"}  # type: ignore[attr-defined]
        typed = {"item": item, "note": form.cleaned_data["note"], "problem": problem}
        return _page(request, handover, status=409, typed=typed)
    return redirect(reverse("handover-detail", args=[pk]) + f"#item-{item.pk}")


@keeps_clients
@require_POST
def handover_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept the hand-over one takes."""
    handover = _found(request, pk)
    return settle(
        request,
        lambda version: actions.accept_handover(
            by=request.user, handover=handover, version=version, now=timezone.now()
        ),
        said=_("Accepted. %(witness)s is told.") % {"witness": handover.witness},
        back=reverse("handover-detail", args=[pk]),
    )


@keeps_clients
@require_POST
def handover_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call it off before its day; the toast takes that back."""
    return _decided(request, pk, actions.call_off, _("The hand-over is called off."), undo="handover-plan-again")


@keeps_clients
@require_POST
def handover_plan_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a calling-off back."""
    return _decided(request, pk, actions.plan_again, _("The hand-over is planned again."))


def _decided(request: HttpRequest, pk: UUID, act: Any, said: str, *, undo: str = "") -> HttpResponse:
    handover = _found(request, pk)
    if not may_assign_client(request.user, handover.client):
        raise Http404
    if undo and not handover.is_under_way:
        messages.warning(request, _("This hand-over is not under way any more."))
        return redirect("handover-detail", pk)
    return settle(
        request,
        lambda version: act(by=request.user, handover=handover, version=version, now=timezone.now()),
        said=said,
        undo=reverse(undo, args=[pk]) if undo else "",
        back=reverse("handover-detail", args=[pk]),
    )
