"""Clients: the list, one client on one screen, its form."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.beginning import page_by_beginning
from core.paging import prepared_page
from core.partials import wants_part
from core.prepared import prepared
from core.toasts import say, settle
from crm.access import may_assign_client, may_manage_client
from crm.actions.client import archive_client, create_client, edit_client, restore_client
from crm.actions.merged import is_merged
from crm.facts import coverage_of, sources_of
from crm.forms.client import ClientFilter, ClientForm, narrowed
from crm.gaps import file_of
from crm.group import group_of
from crm.models import (
    Client,
    FormerName,
    Identifier,
    IndustryNote,
    Person,
    PersonLevel,
    Site,
    Tag,
)
from crm.models.tree import build_tree
from crm.places import maps_of
from crm.registration import code_problem
from crm.search import code_hint, similar_clients
from crm.seen import client_seen, rows_seen
from crm.views.sourced import sourced

# What the list shows; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = (
    *(
        "id",
        "version",
        "name",
        "other_name",
        "tier",
        "phone",
        "last_visit_at",
        "archived_at",
        "sort_key",
        "file_score",
    ),
    *("industry__name_en", "industry__name_zh", "owner__name", "owner__username"),
)
keeps_clients = requires(Permission.RECORD)
NOTES_SHOWN = 3


def of_client(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the address' client if the person sees it; else answer 404, as for one that is not there.

    Stands before the check of the method, so that no method tells whether a client is there.
    """

    @wraps(view)
    def found(request: HttpRequest, client_id: UUID, **others: UUID) -> HttpResponse:
        return view(request, client=client_seen(request, client_id), **others)

    return keeps_clients(found)


@keeps_clients
@require_safe
@begins_as_saved("client-list")
def client_list(request: HttpRequest) -> HttpResponse:
    """List clients by name or by what their files lack, narrowed by the address; a search gets the rows alone."""
    chosen = ClientFilter(request.GET, by=request.user)
    given = (request.user, *chosen.asked)
    if chosen.stretch:
        page = page_by_beginning(request, Client, _listed, *given, stretch=chosen.stretch)
    else:
        page = prepared_page(request, Client, _listed, *given, order=chosen.in_order, planned=True)
    context = {"page": page, "filter": chosen}
    return render(request, f"crm/client_list.html{'#narrowed' if wants_part(request) else ''}", context)


def _listed(user: User, *asked: Any) -> QuerySet[Client]:
    """Return the clients of the list, narrowed to what is asked for."""
    clients = narrowed(Client.objects.visible_to(user), user, *asked)
    return clients.select_related("industry", "owner").only(*SHOWN)


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
        client = sourced(request, form)(
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
    rows = rows_seen(request, client)
    context = {
        "client": client,
        "people": rows.people,
        "levels": by_level(rows.people),
        "departments": [node for root in build_tree(rows.departments, parent="parent_id") for node in root.walk()],
        "file": file_of(client),
        "installed": rows.installed,
        "shares": rows.shares,
        **firm_of(request, client),
        "may_manage": may_manage_client(request.user, client),
        "may_assign": may_assign_client(request.user, client),
        "is_merged": client.archived_at is not None and is_merged(client.pk),
    }
    return render(request, "crm/client_detail.html", context)


def firm_of(request: HttpRequest, client: Client) -> dict[str, object]:
    """Return what the parts `crm/client_firm*.html` show of the firm itself (K1, K5)."""
    sources = sources_of(client.pk)
    rows = rows_seen(request, client)
    for contract in rows.contracts:
        contract.in_use = rows.installed.under(contract)  # type: ignore[attr-defined]
        is_followed = any(one.follows(contract) for one in rows.contracts)
        contract.awaits_next = contract.in_use or not is_followed  # type: ignore[attr-defined]
    in_group = client.parent_id is not None or rows.there.has_subsidiaries
    return {
        "sites": [(site, maps_of(site.line)) for site in _sites(client.pk)],
        "former_names": _former_names(client.pk) if rows.there.has_former_names else [],
        "contracts": rows.contracts,
        "identifiers": _identifiers(client.pk) if rows.there.has_identifiers else [],
        "tags": _tags(client.pk) if rows.there.has_tags else [],
        "group": group_of(request.user, client) if in_group else [],
        "code_problem": code_problem(client.registration_code),
        "sources": sources,
        "coverage": coverage_of(client, sources),
        "industry_notes": _industry_notes(client.industry_id) if client.industry_id else [],
    }


@prepared(planned=True)
def _sites(client_id: UUID) -> QuerySet[Site]:
    return Site.objects.filter(client_id=client_id, archived_at=None).order_by("-is_main", "created_at", "pk")


@prepared(planned=True)
def _former_names(client_id: UUID) -> QuerySet[FormerName]:
    return FormerName.objects.filter(client_id=client_id, archived_at=None).order_by("-until", "pk")


@prepared(planned=True)
def _identifiers(client_id: UUID) -> QuerySet[Identifier]:
    return Identifier.objects.filter(client_id=client_id, archived_at=None).order_by("kind", "pk")


@prepared(planned=True)
def _tags(client_id: UUID) -> QuerySet[Tag]:
    return Tag.objects.filter(taggings__client_id=client_id).order_by("name")


@prepared(planned=True)
def _industry_notes(industry_id: UUID) -> QuerySet[IndustryNote]:
    notes = IndustryNote.objects.active().filter(industry_id=industry_id).select_related("author")
    notes = notes.only("body", "created_at", "author__name", "author__username")
    return notes.order_by("-created_at", "-pk")[:NOTES_SHOWN]


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
    form = ClientForm(
        request.POST if request.method == "POST" else None,
        instance=client,
        by=request.user,
        known=sources_of(client.pk),
    )
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_client(
                by=request.user,
                client=client,
                version=form.cleaned_data["version"],
                values=form.row_values(),
                renamed_at=timezone.now() if form.cleaned_data["was_renamed"] else None,
            )
        )
        if saved:
            say(request, _("Saved."))
            seen = Client.objects.visible_to(request.user).filter(pk=saved.pk).exists()  # it may have been given away
            return redirect("client-detail", saved.pk) if seen else redirect("client-list")
    code = code_hint(request.user, client.registration_code, but=client.pk) if client.registration_code else {}
    context = {"form": form, "client": client, "heading": heading, "code": code}
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
