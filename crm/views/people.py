"""People across all clients that one sees; the house's rules on notes about people, and the log of who read them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from accounts.views.saved_filter import begins_as_saved
from core.beginning import BY_NAME, page_by_beginning
from core.models import StaleVersion
from core.paging import page_of, prepared_page
from core.partials import wants_part
from core.toasts import say
from crm.actions.trait import set_rules
from crm.forms.people import NotesRulesForm, PeopleFilter, narrowed
from crm.models import NotesRules, Person, TraitReading
from crm.remembered import mark_days
from crm.views.client import keeps_clients

# What the list shows; a column left out here and used in the page costs a query a row, which tests count.
SHOWN = ("version", "name", "position", "courtesy_title", "photo_key", "sort_key", "erased_at", "client__name")
runs_the_house = requires(Permission.MANAGE_DATA, hide=True)


@keeps_clients
@require_safe
@begins_as_saved("client-people")
def client_people(request: HttpRequest) -> HttpResponse:
    """List people by name over all clients one sees; those with a birthday soon are marked."""
    today = timezone.localdate()
    chosen = PeopleFilter(request.GET)
    given = (request.user, *chosen.asked(today=today))
    if chosen.stretch:
        page = page_by_beginning(request, Person, _listed, *given, stretch=chosen.stretch)
    else:
        page = prepared_page(request, Person, _listed, *given, order=BY_NAME)
    mark_days(page.rows, today=today)
    context = {"page": page, "filter": chosen, "client": chosen.client_of(request.user)}
    return render(request, f"crm/people_list.html{'#narrowed' if wants_part(request) else ''}", context)


def _listed(user: User, *asked: Any) -> QuerySet[Person]:
    """Return the people of the list, narrowed to what is asked for."""
    people = narrowed(Person.objects.visible_to(user), *asked)
    return people.select_related("client").only(*SHOWN).with_ways().telling_vacant()


@runs_the_house
@require_http_methods(["GET", "HEAD", "POST"])
def notes_rules(request: HttpRequest) -> HttpResponse:
    """Say how long notes about people are kept, and which sensitive ones the house keeps."""
    row = NotesRules.objects.first() or NotesRules()
    form = NotesRulesForm(
        request.POST if request.method == "POST" else None, instance=row, initial={"version": row.version}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in form.Meta.fields}
            try:
                set_rules(by=request.user, version=form.cleaned_data["version"], values=values)
            except StaleVersion:
                status = 409
                form.add_error(
                    None, _("Somebody changed this meanwhile, so nothing was done. Look again, then decide.")
                )
            else:
                say(request, _("Saved."))
                return redirect("notes-rules")
    return render(request, "crm/notes_rules.html", {"form": form}, status=status)


@runs_the_house
@require_safe
def trait_log(request: HttpRequest) -> HttpResponse:
    """List who read which sensitive notes, the latest first."""
    readings = TraitReading.objects.select_related("reader", "person__client")
    return render(request, "crm/trait_log.html", {"page": page_of(request, readings, order=("-created_at", "-id"))})
