"""People across all clients that one sees; the house's rules on notes about people, and the log of who read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import requires
from accounts.roles import Permission
from core.models import StaleVersion
from core.paging import page_of
from core.partials import wants_part
from core.toasts import say
from crm.actions.trait import set_rules
from crm.forms.people import NotesRulesForm, PeopleFilter
from crm.models import NotesRules, Person, PersonDate, TraitReading
from crm.views.client import keeps_clients

runs_the_house = requires(Permission.MANAGE_DATA, hide=True)


@keeps_clients
@require_safe
def client_people(request: HttpRequest) -> HttpResponse:
    """List people by name over all clients one sees; those with a birthday soon are marked."""
    today = timezone.localdate()
    chosen = PeopleFilter(request.GET)
    people = chosen.apply(Person.objects.visible_to(request.user), today=today)
    page = page_of(request, people.select_related("client", "department").with_ways(), order=("sort_key", "id"))
    soon = PersonDate.objects.soon(today).filter(person__in=[one.pk for one in page.rows])
    dates = {date.person_id: date for date in soon}
    for person in page.rows:
        person.soon = dates.get(person.pk)
    context = {"page": page, "filter": chosen}
    return render(request, f"crm/people_list.html{'#found' if wants_part(request) else ''}", context)


@runs_the_house
@require_http_methods(["GET", "HEAD", "POST"])
def notes_rules(request: HttpRequest) -> HttpResponse:
    """Say which sensitive notes the house keeps."""
    row = NotesRules.objects.first() or NotesRules()
    form = NotesRulesForm(
        request.POST if request.method == "POST" else None, instance=row, initial={"version": row.version}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("religion", "health", "children")}
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
