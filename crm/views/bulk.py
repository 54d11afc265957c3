"""One act on many rows: those chosen in a list, or all that match its filters; here those on clients."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from core.beginning import BY_NAME
from core.models import StaleVersion
from core.queries import first_of
from core.toasts import say
from crm.access import may_manage_client
from crm.actions.bulk import MOST, act_on_clients, undo_act
from crm.forms.bulk import BulkForm, versions_in
from crm.forms.client import ClientFilter
from crm.models import Client, Tier
from crm.models.bulk import BulkAct, BulkKind
from crm.views.client import keeps_clients

Versions = dict[UUID, int]
NAMED = 5  # of those that are asked about


@dataclass(frozen=True, slots=True)
class Several:
    """How many rows of one noun are asked about and acted on.

    `listed`, the name of their list's address; `template`, the page that asks what to do; `none`, said where nothing
    was chosen; `matching(request)`, the rows that the list's filters leave; `form(request, sent, versions)`;
    `seen(request, versions)`, those of the chosen rows that may be acted on; `others(request, versions)`, those that
    the person sees and others decide about, which are left out and named; `act(request, form, versions)` does it and
    says so: False, with the errors in the form, where something is amiss. It may raise `StaleVersion`.
    """

    listed: str
    template: str
    none: Any
    matching: Callable[[HttpRequest], QuerySet[Any]]
    form: Callable[[HttpRequest, QueryDict | None, Versions], Any]
    act: Callable[[HttpRequest, Any, Versions], bool]
    seen: Callable[[HttpRequest, Versions], Versions] = lambda request, versions: versions
    others: Callable[[HttpRequest, Versions], Sequence[Any]] = lambda request, versions: ()
    not_theirs: Any = ""


def choose_act(request: HttpRequest, several: Several) -> HttpResponse:
    """Ask what to do with the rows sent along, else with all that the address' filters match; and do it."""
    # The page asks for an act under an id; the list sends only what was chosen there.
    acts = request.method == "POST" and not {"act", "new_id"}.isdisjoint(request.POST)
    back = back_to(request, several.listed)
    if request.method == "POST":
        versions = several.seen(request, versions_in(request.POST))
    else:
        rows = first_of(several.matching(request), order=BY_NAME, limit=MOST + 1)
        versions = dict(rows.values_list("pk", "version"))
    others = several.others(request, versions)
    if not versions.keys() - {row.pk for row in others} and (others or request.method == "POST"):
        messages.warning(request, several.not_theirs if others else several.none)
        return redirect(back)
    too_many = len(versions) > MOST
    for row in others:
        del versions[row.pk]
    form = several.form(request, request.POST if acts else None, versions)
    if acts and form.is_valid() and not too_many:
        try:
            if several.act(request, form, versions):
                return redirect(back)
        except StaleVersion as stale:
            said = _("%(row)s was changed meanwhile, so nothing was done. Look again, then decide.")
            messages.warning(request, said % {"row": stale.current})
            return redirect(back)
    context = {
        "form": form,
        "rows": [f"{pk}:{version}" for pk, version in versions.items()][:MOST],
        "number": min(len(versions), MOST),
        "named": _names(request, several, versions),
        "unnamed": min(len(versions), MOST) - NAMED,
        "too_many": too_many,
        "others": others[:NAMED],
        "others_number": len(others),
        "others_unnamed": len(others) - NAMED,
        "most": MOST,
        "back_url": back,
    }
    return render(request, several.template, context, status=422 if acts else 200)


def _names(request: HttpRequest, several: Several, versions: Versions) -> list[Any]:
    """Return the first few of them by name: whoever decides sees about what."""
    rows = several.matching(request).model._default_manager.visible_to(request.user)
    return list(rows.filter(pk__in=list(versions)[:MOST]).order_by("sort_key", "pk")[:NAMED])


def back_to(request: HttpRequest, listed: str, *keys: UUID) -> str:
    """Return the address of the list, or of what leads back to it, with the list's filters."""
    query = request.GET.urlencode()
    return reverse(listed, args=keys) + (f"?{query}" if query else "")


def _matching(request: HttpRequest) -> QuerySet[Client]:
    return ClientFilter(request.GET, by=request.user).apply(Client.objects.visible_to(request.user))


def _others(request: HttpRequest, versions: Versions) -> list[Client]:
    rows = Client.objects.visible_to(request.user).filter(pk__in=list(versions)).order_by("sort_key", "pk")
    shown = rows.only("name", "owner_id", "team_id")
    return [client for client in shown if not may_manage_client(request.user, client)]


def _act(request: HttpRequest, form: BulkForm, versions: Versions) -> bool:
    kind, colleague = form.cleaned_data["act"], form.cleaned_data["colleague"]
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
    if is_new:
        number = len(act.done)
        words = {
            BulkKind.TAG: ngettext("%(number)s client is tagged.", "%(number)s clients are tagged.", number),
            BulkKind.TIER: ngettext(
                "%(number)s client has the tier “%(tier)s”.", "%(number)s clients have the tier “%(tier)s”.", number
            ),
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
        tier = dict(Tier.choices).get(form.cleaned_data["tier"], _("None"))
        said = words % {"number": number, "colleague": colleague, "tier": tier}
        say(request, said, undo=back_to(request, "client-bulk-undo", act.pk))
    return True


CLIENTS = Several(
    listed="client-list",
    template="crm/client_bulk.html",
    none=gettext_lazy("Choose clients first."),
    matching=_matching,
    form=lambda request, sent, versions: BulkForm(sent, by=request.user),
    act=_act,
    others=_others,
    not_theirs=gettext_lazy("These clients are only shared with you: whoever looks after them decides that."),
)


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def client_bulk(request: HttpRequest) -> HttpResponse:
    """Choose what to do with clients and do it."""
    return choose_act(request, CLIENTS)


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
    return redirect(back_to(request, "client-list"))
