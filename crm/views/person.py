"""The people at a client."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.toasts import say, settle
from crm.access import may_manage_client
from crm.actions.merged import is_merged
from crm.actions.person import archive_person, create_person, edit_person, restore_person
from crm.facts import sources_of
from crm.forms.person import LANGUAGES, PersonForm
from crm.introductions import introductions_to
from crm.models import Client, Department, NotesRules, Person, Relation, Trait
from crm.models.person_date import SOON_DAYS
from crm.models.trait import ENDING_DAYS, rules
from crm.views.client import of_client
from crm.views.sourced import sourced


def of_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the address' person, with the client, if the reader sees it; else answer 404."""

    @of_client
    @wraps(view)
    def found(request: HttpRequest, client: Client, person_id: UUID, **others: Any) -> HttpResponse:
        people = (
            Person.objects.visible_to(request.user)
            .select_related("client", "department", "reports_to")
            .telling_vacant()
        )
        person = get_object_or_404(people, pk=person_id, client=client)
        person.client = client
        return view(request, person=person, **others)

    return found


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
        saved = sourced(request, form)(
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
    context = {
        "client": client, "form": form, "heading": _("New person"), "back_url": _back(request, client),
        "languages": LANGUAGES,
    }  # fmt: skip
    return render(request, "crm/person_form.html", context, status=form.status)


def _ending(trait: Trait, house: NotesRules, today: dt.date) -> dt.date | None:
    """Return the day on which a plain note is erased, if it is near enough to ask whether it is still needed."""
    day = trait.erased_on(house)
    return day if (day - today).days <= ENDING_DAYS else None


@of_person
@require_safe
def person_detail(request: HttpRequest, person: Person) -> HttpResponse:
    """Show a person on one screen: how to reach them, what they are like, whom they know, where they stand."""
    today = timezone.localdate()
    dates = [(date, date.next_after(today)) for date in person.dates.filter(removed_at=None)]
    dates.sort(key=lambda pair: (pair[1] is None, pair[1] or today))
    traits = person.traits.filter(removed_at=None).select_related("noted_by")
    relations = Relation.objects.visible_to(request.user).of(person).there()
    relations = relations.select_related("person__client", "other__client")
    moved_to = person.moved_to.all() & Person.objects.visible_to(request.user)
    came_from = Person.objects.visible_to(request.user).filter(pk=person.came_from_id).select_related("client").first()
    house = rules()
    # Of somebody who was put together with one at another client, that client's people and departments are not told.
    held = person.left_by.filter(person__client=person.client_id)
    here = Department.objects.filter(client=person.client_id)
    context = {
        "client": person.client,
        "person": person,
        "is_merged": person.archived_at is not None and is_merged(person.pk),
        "sources": sources_of(person.client_id),
        "ways": person.ways.filter(removed_at=None),
        "dates": dates,
        "soon": [(date, on) for date, on in dates if on and (on - today).days <= SOON_DAYS],
        "traits": [(trait, _ending(trait, house, today)) for trait in traits.plain()],
        "sensitive": traits.sensitive() if house.allowed else [],
        "acquaintances": person.acquaintances.filter(removed_at=None).select_related("colleague"),
        "relations": [(relation, relation.seen_from(person)) for relation in relations],
        "favours": person.favours.filter(removed_at=None).select_related("colleague"),
        "employers": _employers(request, person),
        "past_posts": person.past_posts.prefetch_related(Prefetch("department", here)),
        "held_before": held.exclude(person__name="").select_related("person").order_by("-until", "-pk"),
        "reports": person.reports.filter(archived_at=None).order_by("sort_key", "pk"),
        "moved_to": moved_to.select_related("client").order_by("-created_at").first(),
        "came_from": came_from,
        "erasure": person.erasures.select_related("by").order_by("-created_at").first() if person.erased_at else None,
        "may_manage": may_manage_client(request.user, person.client),
    }
    return render(request, "crm/person_detail.html", context)


def _employers(request: HttpRequest, person: Person) -> list[tuple[Any, bool]]:
    """Return former employers, each with whether its client may be linked for this reader."""
    rows = list(person.employers.filter(removed_at=None).select_related("competitor"))
    linked = [row.client_id for row in rows if row.client_id]
    seen = (
        set(Client.objects.visible_to(request.user).filter(pk__in=linked).values_list("pk", flat=True))
        if linked
        else ()
    )
    return [(row, row.client_id in seen) for row in rows]


@of_person
@require_safe
def person_introductions(request: HttpRequest, person: Person) -> HttpResponse:
    """List who can introduce the reader to the person (H8)."""
    context = {"person": person, "ways": introductions_to(person, user=request.user)}
    alone = "" if request.htmx else "_page"
    return render(request, f"crm/person/introductions{alone}.html", context)


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, person: Person) -> HttpResponse:
    """Change a person."""
    heading, client = str(person), person.client
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        client=client,
        instance=person,
        known=sources_of(client.pk),
    )
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_person(
                by=request.user, person=person, version=form.cleaned_data["version"], values=form.row_values()
            )
        )
        if saved:
            say(request, _("Saved."))
            return redirect("client-person", client.pk, person.pk)
    back_url = reverse("client-person", args=[client.pk, person.pk])
    context = {"client": client, "form": form, "heading": heading, "back_url": back_url, "languages": LANGUAGES}
    return render(request, "crm/person_form.html", context, status=form.status)


@of_person
@require_POST
def person_archive(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a person out of the lists; the toast takes it back."""
    return settle(
        request,
        lambda version: archive_person(by=request.user, person=person, version=version, now=timezone.now()),
        said=_("%(person)s is archived.") % {"person": person},
        undo=reverse("client-person-restore", args=[person.client_id, person.pk]),
        back=reverse("client-detail", args=[person.client_id]),
    )


@of_person
@require_POST
def person_restore(request: HttpRequest, person: Person) -> HttpResponse:
    """Bring a person back."""
    return settle(
        request,
        lambda version: restore_person(by=request.user, person=person, version=version),
        said=_("%(person)s is back.") % {"person": person},
        back=reverse("client-person", args=[person.client_id, person.pk]),
    )
