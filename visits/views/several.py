"""Several promises kept, several records accepted, in one press."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.roles import Permission
from core.ids import one_uuid, uuid7
from core.models import StaleVersion
from core.toasts import say
from crm.forms.bulk import versions_in
from crm.models.bulk import BulkAct, BulkKindElsewhere
from visits.actions.review import NotPossible
from visits.actions.several import MOST, accept_records, keep_promises, undo_several

CARRIED = ("owner", "team", "client", "state", "due", "choose")  # filters of the two lists, kept on the way back


@requires(Permission.RECORD)
@require_POST
def promises_keep(request: HttpRequest) -> HttpResponse:
    """Mark the chosen promises kept."""

    def said(number: int) -> str:
        return ngettext("%(number)s promise is kept.", "%(number)s promises are kept.", number) % {"number": number}

    return _do(request, keep_promises, said, back="promise-list", none=_("Choose promises first."))


@requires(Permission.REVIEW, hide=True)
@require_POST
def records_accept(request: HttpRequest) -> HttpResponse:
    """Accept the chosen records."""

    def said(number: int) -> str:
        return ngettext("%(number)s record is accepted.", "%(number)s records are accepted.", number) % {
            "number": number
        }

    return _do(request, accept_records, said, back="review-queue", none=_("Choose records first."))


@requires(Permission.RECORD)
def several_undo(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Take an act on several back, all of it."""
    act = get_object_or_404(BulkAct, pk=act_id, by=request.user, kind__in=BulkKindElsewhere.values)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        undo_several(by=request.user, now=timezone.now(), act=act)
    except (StaleVersion, NotPossible):
        messages.warning(request, _("One of them was changed since, so nothing was taken back."))
    else:
        say(request, _("Undone."))
    return redirect(_address("promise-list" if act.kind == BulkKindElsewhere.KEEP else "review-queue", _kept(request)))


def _do(
    request: HttpRequest,
    act_on: Callable[..., tuple[BulkAct, bool]],
    said: Callable[[int], str],
    *,
    back: str,
    none: str,
) -> HttpResponse:
    kept = _kept(request)
    versions = versions_in(request.POST)
    if not versions or len(versions) > MOST:
        many = _("At most %(most)s at once.") % {"most": MOST}
        messages.warning(request, many if versions else none)
        return redirect(_address(back, kept))
    new_id = one_uuid(request.POST.get("new_id", "")) or uuid7()
    try:
        act, is_new = act_on(by=request.user, now=timezone.now(), versions=versions, new_id=new_id)
    except StaleVersion:
        messages.warning(
            request, _("One of them was changed meanwhile, so nothing was done. Look again, then decide.")
        )
        return redirect(_address(back, kept))
    kept.pop("choose", None)
    if is_new:
        say(request, said(len(act.done)), undo=_address("several-undo", kept, act.pk))
    return redirect(_address(back, kept))


def _kept(request: HttpRequest) -> QueryDict:
    """Return the filters of the list that the press came from."""
    kept = request.GET.copy()
    for name in set(kept) - set(CARRIED):
        del kept[name]
    return kept


def _address(name: str, query: QueryDict, *keys: UUID) -> str:
    return reverse(name, args=keys) + (f"?{query.urlencode()}" if query else "")
