"""Lists as a person has saved them: keep one, change it, remove it; and the one that a list begins with."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from accounts.actions.saved_filter import ALL, as_kept, bring_filter_back, edit_filter, remove_filter, save_filter
from accounts.forms.saved_filter import SavedFilterForm
from accounts.models import SavedFilter, User
from accounts.roles import Permission
from core.partials import wants_part
from core.prepared import prepared
from core.toasts import say, settle

PLACES = ("client-list", "client-people", "visit-list", "promise-list", "competitor-list", "review-queue")


def begins_as_saved(place: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Begin a list with the filter its reader made the default.

    Only when they come from elsewhere: within the list, an address without filters means all of it. It then becomes
    one that says so (`?all=1`), so that it means the same when it is read again, shared or come back to.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def begun(request: HttpRequest) -> HttpResponse:
            if request.GET or (request.htmx and not wants_part(request)):
                return view(request)
            default = _defaults(request.user, place)
            if not default or not default[0].query:
                return view(request)
            whole = f"{request.path}?{ALL}=1"
            if wants_part(request):
                response = view(request)
                response.headers["HX-Push-Url"] = whole
                return response
            here = urlsplit(request.headers.get("Referer", "")).path == request.path
            return redirect(whole if here else f"{request.path}?{default[0].query}")

        return begun

    return decorate


@prepared(planned=True)
def _defaults(user: User, place: str) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.visible_to(user).of(place).filter(is_default=True).order_by("pk")[:1]


@requires(Permission.USE)
@require_http_methods(["GET", "HEAD", "POST"])
def filter_new(request: HttpRequest) -> HttpResponse:
    """Keep the filters of a list (`?place=` and its `query`) under a name."""
    place, query = request.GET.get("place", ""), as_kept(request.GET.get("query", ""))
    if place not in PLACES:
        raise Http404
    form = SavedFilterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        saved = form.submit(
            lambda: save_filter(
                by=request.user,
                now=timezone.now(),
                place=place,
                query=query,
                **form.row_values(),
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("“%(name)s” is saved.") % {"name": saved})
            return redirect(address_of(saved))
    context = {
        "form": form,
        "back_url": reverse(place) + (f"?{query}" if query else ""),
        "heading": _("Save this filter"),
    }
    return render(request, "accounts/filter_form.html", context, status=form.status)


def of_filter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the address' filter, the person's own."""

    @wraps(view)
    def found(request: HttpRequest, pk: UUID) -> HttpResponse:
        return view(request, get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk))

    return requires(Permission.USE)(found)


@of_filter
@require_http_methods(["GET", "HEAD", "POST"])
def filter_edit(request: HttpRequest, row: SavedFilter) -> HttpResponse:
    """Rename a filter, pin it, make it the beginning of its list."""
    heading, back = str(row), address_of(row)
    form = SavedFilterForm(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_filter(
                by=request.user, now=timezone.now(), row=row, version=form.cleaned_data["version"], **form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect(address_of(saved))
    context = {"form": form, "row": row, "back_url": back, "heading": heading}
    return render(request, "accounts/filter_form.html", context, status=form.status)


@of_filter
@require_POST
def filter_remove(request: HttpRequest, row: SavedFilter) -> HttpResponse:
    """Remove a filter; the toast takes it back."""
    return settle(
        request,
        lambda version: remove_filter(by=request.user, now=timezone.now(), row=row, version=version),
        said=_("“%(name)s” is removed.") % {"name": row},
        undo=reverse("filter-back", args=[row.pk]),
        back=reverse(row.place),
    )


@of_filter
@require_POST
def filter_back(request: HttpRequest, row: SavedFilter) -> HttpResponse:
    """Bring a removed filter back."""
    return settle(
        request,
        lambda version: bring_filter_back(by=request.user, now=timezone.now(), row=row, version=version),
        said=_("“%(name)s” is back.") % {"name": row},
        back=address_of(row),
    )


def address_of(row: SavedFilter) -> str:
    """Return the address of the list with the filter on."""
    return reverse(row.place) + (f"?{row.query}" if row.query else "")
