"""Two rows side by side, made one; and what may be the same."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.methods import reads
from core.models import StaleVersion
from core.paging import page_of
from core.toasts import say
from crm.models import Client, Person
from crm.models.client import REVENUE_WORDS
from crm.search import similar_clients
from exchange.access import may_merge
from exchange.actions.merge import MERGED, merge, settle_hint, take_back
from exchange.actions.merge_photo import PHOTO, takes_photo, two_photos
from exchange.actions.relations import choosable_fields, pointing_at
from exchange.models import DuplicateHint, Merge
from exchange.nouns import NOUNS
from exchange.views.apart import apart, rows_to_tell
from exchange.views.job import keeps_clients


def of_row(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view a client or person that the person may see; else answer 404."""

    @wraps(view)
    def found(request: HttpRequest, noun: str, row_id: UUID, **others: Any) -> HttpResponse:
        if noun not in MERGED:
            raise Http404
        rows = MERGED[noun].objects.visible_to(request.user)
        row = get_object_or_404(rows.filter(archived_at=None), pk=row_id)
        if not may_merge(request.user, row, _other_like(row)):
            raise Http404
        return view(request, noun=noun, row=row, **others)

    return keeps_clients(found)


def _other_like(row: Any) -> Any:
    """Return a stand-in beside `row`, to ask whether it may be merged at all."""
    other = type(row)(pk=UUID(int=0))
    for name in ("client_id", "owner_id", "team_id"):
        if hasattr(row, name):
            setattr(other, name, getattr(row, name))
    return other


@of_row
@require_safe
def merge_find(request: HttpRequest, noun: str, row: Any) -> HttpResponse:
    """Ask which row is the same: likely ones first, others by name."""
    typed = request.GET.get("q", "").strip()[:100]
    rows = MERGED[noun].objects.visible_to(request.user).exclude(pk=row.pk)
    if typed:
        found = list(rows_to_tell(noun, rows.found_by(typed).order_by("sort_key", "pk"))[:20])
    elif noun == "client":
        found = similar_clients(request.user, row.name, but=row.pk)
    else:
        there = rows.filter(client_id=row.client_id, archived_at=None).order_by("sort_key", "pk")
        found = list(rows_to_tell(noun, there)[:50])
    if noun == "client":  # who sees somebody at a client may edit them
        found = [one for one in found if may_merge(request.user, row, one)]
    for one in found:
        one.apart = apart(noun, one)
        if noun == "person" and one.client_id != row.client_id:
            one.apart.insert(0, str(one.client))
    context = {"row": row, "noun": noun, "found": found, "typed": typed, "back_url": address_of(row)}
    return render(request, "exchange/merge_find.html", context)


@of_row
@require_http_methods(["GET", "HEAD", "POST"])
def merge_two(request: HttpRequest, noun: str, row: Any, other_id: UUID) -> HttpResponse:
    """Show both, field by field; sent, the other becomes a part of this one."""
    other = get_object_or_404(MERGED[noun].objects.visible_to(request.user), pk=other_id)
    if not may_merge(request.user, row, other):
        raise Http404
    stale = False
    if request.method == "POST":
        names = [*(field.name for field in choosable_fields(row, other)), PHOTO]
        taken = [name for name in names if request.POST.get(name) == "other"]
        try:
            done = merge(
                by=request.user, noun=noun, winner=row.pk, loser=other.pk, take=taken, now=timezone.now(),
                versions=_versions(request),
            )  # fmt: skip
        except StaleVersion:
            stale = True
            row, other = (type(row).objects.visible_to(request.user).get(pk=one.pk) for one in (row, other))
        else:
            undo = reverse("merge-undo", args=[done.pk])
            say(request, _("%(other)s is now a part of %(row)s.") % {"other": other, "row": row}, undo=undo)
            return redirect(address_of(row))
    both = [(one, [*apart(noun, one), *([str(one.client)] if noun == "person" else [])]) for one in (row, other)]
    context = {
        "row": row, "other": other, "noun": noun, "fields": _side_by_side(request.user, row, other),
        "photos": two_photos(row, other), "both": both, "back_url": address_of(row),
        "moves": _counts(request.user, row, other), "stale": stale,
    }  # fmt: skip
    return render(request, "exchange/merge_two.html", context, status=409 if stale else 200)


def _versions(request: HttpRequest) -> tuple[int, int]:
    """Return the versions of the two rows that the page showed, else 404."""
    sent = request.POST.get("versions", "").split("-")
    if len(sent) != 2 or not all(one.isascii() and one.isdigit() and len(one) < 10 for one in sent):
        raise Http404
    return int(sent[0]), int(sent[1])


@keeps_clients
@reads
def merge_told(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Say of a row that was put into another which one that is: a part of its page."""
    done = get_object_or_404(Merge, loser=row_id, undone_at=None)
    rows = MERGED[done.noun].objects.visible_to(request.user)
    gone = get_object_or_404(rows, pk=done.loser)
    kept = rows.filter(pk=done.winner).first()
    may_undo = kept is not None and may_merge(request.user, kept, gone)
    context = {"done": done, "kept": kept, "url": address_of(kept) if kept else "", "may_undo": may_undo}
    return render(request, "exchange/merge_told.html", context)


@keeps_clients
def merge_undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Make two of one again."""
    done = get_object_or_404(Merge, pk=merge_id, undone_at=None)
    rows = MERGED[done.noun].objects.visible_to(request.user)
    kept, gone = (get_object_or_404(rows, pk=pk) for pk in (done.winner, done.loser))
    if not may_merge(request.user, kept, gone):
        raise Http404
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    take_back(by=request.user, merge=done, now=timezone.now())
    say(request, _("%(other)s and %(row)s are two again.") % {"other": gone, "row": kept})
    return redirect(address_of(gone))


@requires(Permission.REVIEW)
@require_safe
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """List clients that came in beside one the importer could not see."""
    hints = DuplicateHint.objects.visible_to(request.user).open().select_related("one__owner", "other__owner")
    page = page_of(request, hints, order=("-created_at", "-id"))
    for hint in page.rows:
        hint.both = [(one, apart("client", one)) for one in hint.pair]
    return render(request, "exchange/duplicate_list.html", {"page": page})


@requires(Permission.REVIEW)
@require_POST
def duplicate_settle(request: HttpRequest, hint_id: UUID) -> HttpResponse:
    """Say that two clients are two; from the toast, that this is open again."""
    hints = DuplicateHint.objects.visible_to(request.user).select_related("one", "other")
    is_back = "back" in request.GET
    now = None if is_back else timezone.now()
    settle_hint(by=request.user, hint=get_object_or_404(hints, pk=hint_id), now=now)
    if is_back:
        say(request, _("Open again."))
    else:
        say(request, _("Noted: two clients."), undo=reverse("duplicate-settle", args=[hint_id]) + "?back=1")
    return redirect("duplicate-list")


def address_of(row: Any) -> str:
    """Return the row's own page."""
    if isinstance(row, Person):
        return reverse("client-person", args=[row.client_id, row.pk])
    return reverse("client-detail", args=[row.pk])


def merges_of(client: Client, user: User) -> list[Any]:
    """Return what was put into a client and can be taken out again, each with whether `user` may (`may_undo`)."""
    rows = Merge.objects.filter(winner=client.pk, undone_at=None).select_related("by").order_by("-created_at")
    merges: list[Any] = list(rows[:20])
    others = Client.objects.visible_to(user).in_bulk([one.loser for one in merges]) if merges else {}
    for one in merges:
        one.may_undo = one.loser in others and may_merge(user, client, others[one.loser])
    return merges


def _side_by_side(user: User, row: Any, other: Any) -> list[dict[str, Any]]:
    """Return the fields that differ, with both texts and which is proposed: this row's, unless it is empty.

    Where one names the other, as who reports to whom, there is nothing to choose: nobody stands above themselves.
    """
    found, two = [], (row.pk, other.pk)
    columns = NOUNS["person" if isinstance(row, Person) else "client"].columns_kept
    for field in choosable_fields(row, other):
        one, another = getattr(row, field.attname), getattr(other, field.attname)
        if another in two:
            continue
        mine, theirs = "" if one in two else _words(user, row, field), _words(user, other, field)
        column = next((column for column in columns if column.to == field.name), None)
        is_same = column is not None and one and another and column.widget.same(str(one), str(another))
        if one != another and not is_same:
            take = bool(theirs) and not mine
            said = {"mine": mine, "theirs": theirs, "take": take}
            found.append({"name": field.name, "label": field.verbose_name, **said})
    return found


def _words(user: User, row: Any, field: Any) -> str:
    """Return a value as people read it; a row that it names and the reader may not see stays without its name."""
    if field.related_model and hasattr(field.related_model._default_manager, "visible_to"):
        key = getattr(row, field.attname)
        named = field.related_model._default_manager.visible_to(user).filter(pk=key).first() if key else None
        return str(named) if named else _("not open to you") if key else ""
    if field.name == "revenue":
        return str(REVENUE_WORDS.get(row.revenue, ""))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    return "" if value in (None, "") else str(localize(value))


def _counts(user: User, row: Any, other: Any) -> list[tuple[str, int]]:
    """Return what moves along, as far as the reader sees it: the name of each noun and how many.

    That the two are perhaps one is settled by it, and what somebody has settled is no news.
    """
    found: dict[str, int] = {}
    for model, key in pointing_at(type(other)):
        rows = model._default_manager
        rows = rows.visible_to(user) if hasattr(rows, "visible_to") else model._base_manager
        if model is DuplicateHint:
            rows = rows.filter(settled_at=None).exclude(Q(one=row.pk) | Q(other=row.pk))
        count = rows.filter(**{key.attname: other.pk}).count()
        if key.primary_key and not takes_photo(row, other):
            continue
        if count and not model._meta.auto_created:
            below = _("people below") if model is Person else _("clients of its group")
            name = below if model is type(row) else str(model._meta.verbose_name_plural)
            found[name] = found.get(name, 0) + count  # who knows whom is said once, whichever side names them
    return list(found.items())
