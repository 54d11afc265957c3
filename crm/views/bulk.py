"""One act on many clients: those chosen in the list, or all that match its filters."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.models import StaleVersion
from core.queries import first_of
from core.toasts import say
from crm.actions.bulk import MOST, act_on_clients, undo_act
from crm.forms.bulk import BulkForm, versions_in
from crm.forms.client import ClientFilter
from crm.models import Client
from crm.models.bulk import BulkAct, BulkKind
from crm.views.client import keeps_clients


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def client_bulk(request: HttpRequest) -> HttpResponse:
    """Choose what to do with clients and do it: the rows sent along, else all that the address' filters match."""
    acts = request.method == "POST" and "act" in request.POST  # else the list sends what was chosen there
    form = BulkForm(request.POST if acts else None, by=request.user)
    versions = versions_in(request.POST) if request.method == "POST" else _matching(request)
    status = 200
    if request.method == "POST":
        if not versions:
            messages.warning(request, _("Choose clients first."))
            return redirect(_back(request))
        if acts and form.is_valid() and len(versions) <= MOST:
            return _do(request, form, versions)
        status = 422 if acts else 200
    context = {
        "form": form,
        "rows": [f"{pk}:{version}" for pk, version in versions.items()][:MOST],
        "number": min(len(versions), MOST),
        "too_many": len(versions) > MOST,
        "most": MOST,
        "back_url": _back(request),
    }
    return render(request, "crm/client_bulk.html", context, status=status)


@keeps_clients
def client_bulk_undo(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Take an act on many clients back, all of it."""
    act = get_object_or_404(BulkAct, pk=act_id, by=request.user, kind__in=BulkKind.values)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        number = undo_act(by=request.user, now=timezone.now(), act=act)
    except StaleVersion as stale:
        messages.warning(
            request, _("%(client)s was changed since, so nothing was taken back.") % {"client": stale.current}
        )
    else:
        say(request, ngettext("%(number)s client is as it was.", "%(number)s clients are as they were.", number) % {
            "number": number
        })  # fmt: skip
    return redirect("client-list")


def _do(request: HttpRequest, form: BulkForm, versions: dict[UUID, int]) -> HttpResponse:
    kind, colleague = form.cleaned_data["act"], form.cleaned_data["colleague"]
    try:
        act, is_new = act_on_clients(
            by=request.user,
            now=timezone.now(),
            kind=kind,
            versions=versions,
            colleague=colleague,
            tier=form.cleaned_data["tier"],
            tag=form.cleaned_data["tag"],
            new_id=form.cleaned_data["new_id"],
        )
    except StaleVersion as stale:
        said = _("%(client)s was changed meanwhile, so nothing was done. Look again, then decide.")
        messages.warning(request, said % {"client": stale.current})
        return redirect(_back(request))
    if is_new:
        number = len(act.done)
        words = {
            BulkKind.TAG: ngettext("%(number)s client is tagged.", "%(number)s clients are tagged.", number),
            BulkKind.TIER: ngettext("%(number)s client has the tier.", "%(number)s clients have the tier.", number),
            BulkKind.ARCHIVE: ngettext("%(number)s client is archived.", "%(number)s clients are archived.", number),
            BulkKind.GIVE: ngettext(
                "%(number)s client is now with %(colleague)s.",
                "%(number)s clients are now with %(colleague)s.",
                number,
            ),
            BulkKind.SHARE: ngettext(
                "%(number)s client is shared with %(colleague)s.",
                "%(number)s clients are shared with %(colleague)s.",
                number,
            ),
        }[BulkKind(kind)]
        said = words % {"number": number, "colleague": colleague}
        say(request, said, undo=reverse("client-bulk-undo", args=[act.pk]))
    return redirect(_back(request))


def _matching(request: HttpRequest) -> dict[UUID, int]:
    """Return the versions of the clients that the address' filters match, one more than may be acted on."""
    chosen = ClientFilter(request.GET, by=request.user)
    clients = chosen.apply(Client.objects.visible_to(request.user))
    rows = first_of(clients, order=("sort_key", "id"), limit=MOST + 1)
    return dict(rows.values_list("pk", "version"))


def _back(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return reverse("client-list") + (f"?{query}" if query else "")
