"""A client's departments, edited in place on its page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.partials import wants_part
from core.toasts import say, settle
from crm.actions.department import (
    archive_department,
    create_department,
    edit_department,
    move_department,
    restore_department,
)
from crm.facts import sources_of
from crm.forms.department import DepartmentForm
from crm.models import Client, Department
from crm.views.client import of_client
from crm.views.sourced import sourced


def _department(request: HttpRequest, client: Client, department_id: UUID) -> Department:
    departments = Department.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(departments, pk=department_id, client=client)


def _page(request: HttpRequest, client: Client, form: DepartmentForm, heading: str) -> HttpResponse:
    template = f"crm/department_form.html{'#form' if wants_part(request) else ''}"
    return render(request, template, {"client": client, "form": form, "heading": heading}, status=form.status)


def _done(request: HttpRequest, client: Client) -> HttpResponse:
    if wants_part(request):  # the client's page itself: a redirect to a place on it would not load it anew
        return HttpResponseClientRefresh()
    return redirect(reverse("client-detail", args=[client.pk]) + "#departments")


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def department_new(request: HttpRequest, client: Client) -> HttpResponse:
    """Add a department; `parent` in the address puts it below another."""
    data = request.POST if request.method == "POST" else None
    form = DepartmentForm(data, client=client, initial={"parent": request.GET.get("parent")})
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: create_department(
                by=request.user,
                client=client,
                now=timezone.now(),
                values=form.row_values(),
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            say(request, _("%(department)s is added.") % {"department": saved})
            return _done(request, client)
    return _page(request, client, form, _("New department"))


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def department_edit(request: HttpRequest, client: Client, department_id: UUID) -> HttpResponse:
    """Change a department."""
    department = _department(request, client, department_id)
    heading = str(department)
    data = request.POST if request.method == "POST" else None
    form = DepartmentForm(data, client=client, instance=department, known=sources_of(client.pk))
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_department(
                by=request.user, department=department, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return _done(request, client)
    return _page(request, client, form, heading)


@of_client
@require_POST
def department_archive(request: HttpRequest, client: Client, department_id: UUID) -> HttpResponse:
    """Take a department out; the toast takes it back."""
    department = _department(request, client, department_id)
    return settle(
        request,
        lambda version: archive_department(
            by=request.user, department=department, version=version, now=timezone.now()
        ),
        said=_("%(department)s is removed. Its people stay.") % {"department": department},
        undo=reverse("department-restore", args=[client.pk, department.pk]),
        back=reverse("client-detail", args=[client.pk]) + "#departments",
    )


@of_client
@require_POST
def department_restore(request: HttpRequest, client: Client, department_id: UUID) -> HttpResponse:
    """Bring a department back."""
    department = _department(request, client, department_id)
    return settle(
        request,
        lambda version: restore_department(by=request.user, department=department, version=version),
        said=_("%(department)s is back.") % {"department": department},
        back=reverse("client-detail", args=[client.pk]) + "#departments",
    )


def _move(request: HttpRequest, client: Client, department_id: UUID, *, down: bool) -> HttpResponse:
    department = _department(request, client, department_id)
    back = reverse("department-up" if down else "department-down", args=[client.pk, department.pk])
    return settle(
        request,
        lambda version: move_department(by=request.user, department=department, version=version, down=down),
        said=_("%(department)s is moved.") % {"department": department},
        undo=back,
        back=reverse("client-detail", args=[client.pk]) + "#departments",
    )


@of_client
@require_POST
def department_up(request: HttpRequest, client: Client, department_id: UUID) -> HttpResponse:
    """Put a department before its neighbour above; the toast puts it back."""
    return _move(request, client, department_id, down=False)


@of_client
@require_POST
def department_down(request: HttpRequest, client: Client, department_id: UUID) -> HttpResponse:
    """Put a department after its neighbour below; the toast puts it back."""
    return _move(request, client, department_id, down=True)
