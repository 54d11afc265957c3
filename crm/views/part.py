"""The four views of a part of a client's file (a site, a former name, a number …): new, edit, remove, bring back.

A part says in `Part` what is its own; address names are `<name>-new`, `-edit`, `-archive`, `-restore`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.forms import RowForm
from core.toasts import say, settle
from crm.models import Client
from crm.views.client import of_client
from crm.views.sourced import sourced


@dataclass(frozen=True, slots=True)
class Part:
    """What one kind of part is: its address name, path, model, form, actions, words, place on the client's page and
    the noun of its history.

    `create(by=, client=, now=, values=, new_id=)`; `edit(by=, row=, version=, values=)`;
    `archive(by=, row=, version=, now=)`, with `now` None to bring back. `form(data, instance=, client=)` makes a form.
    """

    name: str
    path: str
    model: Any
    form: Callable[..., RowForm]
    create: Callable[..., Any]
    edit: Callable[..., Any]
    archive: Callable[..., Any]
    new_heading: Any
    anchor: str
    history: str
    template: str = "crm/part_form.html"
    related: tuple[str, ...] = ("client",)


def urls_of(part: Part) -> list[URLPattern]:
    """Return the addresses of a part's views, below a client's."""

    def back(client: Client) -> str:
        return f"{reverse('client-detail', args=[client.pk])}#{part.anchor}"

    def found(request: HttpRequest, client: Client, row_id: UUID) -> Any:
        rows = part.model.objects.visible_to(request.user).select_related(*part.related)
        return get_object_or_404(rows, pk=row_id, client=client)

    def page(request: HttpRequest, client: Client, form: RowForm, heading: str, **more: Any) -> HttpResponse:
        context = {"client": client, "form": form, "heading": heading, "part": part, "back": back(client), **more}
        return render(request, part.template, context, status=form.status)

    @of_client
    @require_http_methods(["GET", "HEAD", "POST"])
    def new(request: HttpRequest, client: Client) -> HttpResponse:
        asked = {name: value for name, value in request.GET.items() if name != "new_id"}
        form = part.form(request.POST if request.method == "POST" else None, client=client, initial=asked)
        if request.method == "POST":
            saved = sourced(request, form)(
                lambda: part.create(
                    by=request.user,
                    client=client,
                    now=timezone.now(),
                    values=form.row_values(),
                    new_id=form.cleaned_data["new_id"],
                )
            )
            if saved:
                say(request, _("%(thing)s is added.") % {"thing": saved})
                return redirect(back(client))
        return page(request, client, form, str(part.new_heading))

    @of_client
    @require_http_methods(["GET", "HEAD", "POST"])
    def edit(request: HttpRequest, client: Client, row_id: UUID) -> HttpResponse:
        row = found(request, client, row_id)
        heading, was = str(row), row.version
        form = part.form(request.POST if request.method == "POST" else None, instance=row, client=client)
        if request.method == "POST":
            saved = sourced(request, form)(
                lambda: part.edit(
                    by=request.user, row=row, version=form.cleaned_data["version"], values=form.row_values()
                )
            )
            if saved:
                say(request, _("Saved."))
                return redirect(back(client))
        remove = "" if row.archived_at else reverse(f"{part.name}-archive", args=[client.pk, row.pk])
        return page(request, client, form, heading, row=row, row_version=was, remove=remove)

    @of_client
    @require_POST
    def archive(request: HttpRequest, client: Client, row_id: UUID) -> HttpResponse:
        row = found(request, client, row_id)
        return settle(
            request,
            lambda version: part.archive(by=request.user, row=row, version=version, now=timezone.now()),
            said=_("%(thing)s is removed.") % {"thing": row},
            undo=reverse(f"{part.name}-restore", args=[client.pk, row.pk]),
            back=back(client),
        )

    @of_client
    @require_POST
    def restore(request: HttpRequest, client: Client, row_id: UUID) -> HttpResponse:
        row = found(request, client, row_id)
        return settle(
            request,
            lambda version: part.archive(by=request.user, row=row, version=version, now=None),
            said=_("%(thing)s is back.") % {"thing": row},
            back=back(client),
        )

    return [
        path(f"{part.path}/new/", new, name=f"{part.name}-new"),
        path(f"{part.path}/<uuid:row_id>/", edit, name=f"{part.name}-edit"),
        path(f"{part.path}/<uuid:row_id>/remove/", archive, name=f"{part.name}-archive"),
        path(f"{part.path}/<uuid:row_id>/restore/", restore, name=f"{part.name}-restore"),
    ]
