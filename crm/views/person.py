"""The people at a client."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.toasts import say, settle
from crm.actions.person import archive_person, create_person, edit_person, restore_person
from crm.forms.person import PersonForm
from crm.models import Client, Person
from crm.views.client import of_client


def _person(request: HttpRequest, client: Client, person_id: UUID) -> Person:
    people = Person.objects.visible_to(request.user).select_related("client", "department", "reports_to")
    return get_object_or_404(people, pk=person_id, client=client)


def _back(request: HttpRequest, client: Client) -> str:
    """Return the page that the person came from: the chart, or the client."""
    return reverse("client-chart" if request.GET.get("from") == "chart" else "client-detail", args=[client.pk])


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: HttpRequest, client: Client) -> HttpResponse:
    """Add a person or a placeholder; `reports_to` and `department` in the address are filled in."""
    initial = {name: request.GET.get(name) for name in ("reports_to", "department")}
    form = PersonForm(request.POST if request.method == "POST" else None, client=client, initial=initial)
    if request.method == "POST":
        saved = form.submit(
            lambda: create_person(
                by=request.user,
                client=client,
                now=timezone.now(),
                values=form.row_values(),
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("%(person)s is added.") % {"person": saved})
            return redirect(_back(request, client))
    context = {"client": client, "form": form, "heading": _("New person"), "back_url": _back(request, client)}
    return render(request, "crm/person_form.html", context, status=form.status)


@of_client
@require_safe
def person_detail(request: HttpRequest, client: Client, person_id: UUID) -> HttpResponse:
    """Show a person: place in the chart, ways to reach them."""
    person = _person(request, client, person_id)
    reports = person.reports.filter(archived_at=None).order_by("sort_key", "pk")
    return render(request, "crm/person_detail.html", {"client": client, "person": person, "reports": reports})


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, client: Client, person_id: UUID) -> HttpResponse:
    """Change a person."""
    person = _person(request, client, person_id)
    heading = str(person)
    form = PersonForm(request.POST if request.method == "POST" else None, client=client, instance=person)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_person(
                by=request.user, person=person, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("client-person", client.pk, person.pk)
    back_url = reverse("client-person", args=[client.pk, person.pk])
    context = {"client": client, "form": form, "heading": heading, "back_url": back_url}
    return render(request, "crm/person_form.html", context, status=form.status)


@of_client
@require_POST
def person_archive(request: HttpRequest, client: Client, person_id: UUID) -> HttpResponse:
    """Take out a person who has left; the toast takes it back."""
    person = _person(request, client, person_id)
    return settle(
        request,
        lambda version: archive_person(by=request.user, person=person, version=version, now=timezone.now()),
        said=_("%(person)s is archived.") % {"person": person},
        undo=reverse("client-person-restore", args=[client.pk, person.pk]),
        back=reverse("client-detail", args=[client.pk]),
    )


@of_client
@require_POST
def person_restore(request: HttpRequest, client: Client, person_id: UUID) -> HttpResponse:
    """Bring a person back."""
    person = _person(request, client, person_id)
    return settle(
        request,
        lambda version: restore_person(by=request.user, person=person, version=version),
        said=_("%(person)s is back.") % {"person": person},
        back=reverse("client-person", args=[client.pk, person.pk]),
    )
