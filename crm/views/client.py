"""Clients: the list, one client on one screen, its form."""

from collections.abc import Callable, Iterable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.paging import page_of
from core.partials import wants_part
from core.toasts import say, settle
from crm.access import may_manage_client
from crm.actions.client import archive_client, create_client, edit_client, restore_client
from crm.forms.client import ClientFilter, ClientForm
from crm.models import Client, Person, PersonLevel
from crm.models.tree import build_tree
from crm.search import similar_clients

keeps_clients = requires(Permission.RECORD)


def of_client(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the address' client if the person sees it; else answer 404, as for one that is not there.

    Stands before the check of the method, so that no method tells whether a client is there.
    """

    @wraps(view)
    def found(request: HttpRequest, client_id: UUID, **others: UUID) -> HttpResponse:
        clients = Client.objects.visible_to(request.user).select_related("industry", "owner", "team")
        return view(request, client=get_object_or_404(clients, pk=client_id), **others)

    return keeps_clients(found)


@keeps_clients
@require_safe
def client_list(request: HttpRequest) -> HttpResponse:
    """List clients by name, narrowed by the address; a search in the page gets the rows alone."""
    chosen = ClientFilter(request.GET, by=request.user)
    clients = chosen.apply(Client.objects.visible_to(request.user)).select_related("industry", "owner")
    page = page_of(request, clients, order=("sort_key", "id"))
    context = {"page": page, "filter": chosen}
    return render(request, f"crm/client_list.html{'#found' if wants_part(request) else ''}", context)


@keeps_clients
@require_safe
def client_similar(request: HttpRequest) -> HttpResponse:
    """Answer whether a client with a name like `name` is there already, for the form."""
    found = similar_clients(request.user, request.GET.get("name", "")[:200])
    return render(request, "crm/client_form.html#similar", {"similar": found})


@keeps_clients
@require_http_methods(["GET", "HEAD", "POST"])
def client_new(request: HttpRequest) -> HttpResponse:
    """Make a client."""
    form = ClientForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST":
        client = form.submit(
            lambda: create_client(
                by=request.user, now=timezone.now(), values=form.row_values(), new_id=form.cleaned_data["new_id"]
            )
        )
        if client:
            say(request, _("%(client)s is here. Next: who decides there?") % {"client": client})
            return redirect("client-detail", client.pk)
    return render(request, "crm/client_form.html", {"form": form, "similar": form.similar}, status=form.status)


@of_client
@require_safe
def client_detail(request: HttpRequest, client: Client) -> HttpResponse:
    """Show one client on one screen (K1–K5, P3): who decides, how to reach them, rivals, what happened."""
    people = list(client.people.active().select_related("department").with_ways().order_by("sort_key", "pk"))
    departments = list(client.departments.order_by("name", "pk"))
    rivals = client.rivals.filter(archived_at=None).select_related("competitor")
    context = {
        "client": client,
        "people": people,
        "levels": by_level(people),
        "departments": [node for root in build_tree(departments, parent="parent_id") for node in root.walk()],
        "rivals": rivals.order_by("contract_end", "pk"),
        "shares": client.shares.select_related("user").order_by("user__name", "pk"),
        "may_manage": may_manage_client(request.user, client),
    }
    return render(request, "crm/client_detail.html", context)


def by_level(people: Iterable[Person]) -> list[tuple[str, str, list[Person]]]:
    """Return (level, its name, people) from the top down; those whose level is unknown come last."""
    levels = [*reversed(PersonLevel.choices), ("", _("Level unknown"))]
    people = list(people)
    grouped = [(str(level), str(label), [one for one in people if one.level == level]) for level, label in levels]
    return [group for group in grouped if group[2]]


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def client_edit(request: HttpRequest, client: Client) -> HttpResponse:
    """Change a client's own data."""
    heading = str(client)
    form = ClientForm(request.POST if request.method == "POST" else None, instance=client, by=request.user)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_client(
                by=request.user, client=client, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            seen = Client.objects.visible_to(request.user).filter(pk=saved.pk).exists()  # it may have been given away
            return redirect("client-detail", saved.pk) if seen else redirect("client-list")
    context = {"form": form, "client": client, "heading": heading}
    return render(request, "crm/client_form.html", context, status=form.status)


@of_client
@require_POST
def client_archive(request: HttpRequest, client: Client) -> HttpResponse:
    """Take a client out of the lists; the toast takes it back."""
    return settle(
        request,
        lambda version: archive_client(by=request.user, client=client, version=version, now=timezone.now()),
        said=_("%(client)s is archived.") % {"client": client},
        undo=reverse("client-restore", args=[client.pk]),
        back=reverse("client-list"),
    )


@of_client
@require_POST
def client_restore(request: HttpRequest, client: Client) -> HttpResponse:
    """Bring a client back."""
    return settle(
        request,
        lambda version: restore_client(by=request.user, client=client, version=version),
        said=_("%(client)s is back.") % {"client": client},
        back=reverse("client-detail", args=[client.pk]),
    )
