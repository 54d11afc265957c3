"""What hangs on a person, edited in place on their page: one set of views for all kinds (crm/parts.py)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.months import months_on
from core.partials import wants_part
from core.templatetags.rapport import day_words
from core.toasts import say, settle
from crm.actions.person_part import create_part, edit_part, remove_part, restore_part
from crm.actions.trait import keep_trait, read_trait
from crm.facts import sources_of
from crm.forms.person_part import PartForm
from crm.forms.source import SourcedMixin
from crm.models import Person, PersonPart, Trait
from crm.models.trait import rules
from crm.parts import KINDS, PartKind
from crm.search import find_people
from crm.views.person import of_person
from crm.views.sourced import sourced


def _kind(kind: str) -> PartKind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _row(request: HttpRequest, person: Person, kind: str, part_id: UUID) -> PersonPart:
    rows = _kind(kind).model.objects.visible_to(request.user).of(person).select_related("person__client")
    return get_object_or_404(rows, pk=part_id)


def _anchor(person: Person, kind: str) -> str:
    return reverse("client-person", args=[person.client_id, person.pk]) + f"#{kind}s"


def _page(request: HttpRequest, person: Person, kind: str, form: PartForm, **more: Any) -> HttpResponse:
    template = f"crm/person_part_form.html{'#form' if wants_part(request) else ''}"
    context = {
        "client": person.client, "person": person, "form": form, "heading": _kind(kind).heading,
        "back_url": _anchor(person, kind), **more,
    }  # fmt: skip
    return render(request, template, context, status=form.status)


def _done(request: HttpRequest, person: Person, kind: str) -> HttpResponse:
    say(request, _("Saved."))
    return HttpResponseClientRefresh() if wants_part(request) else redirect(_anchor(person, kind))


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def part_new(request: HttpRequest, person: Person, kind: str) -> HttpResponse:
    """Note something about a person. A relation asks first with whom."""
    found = _kind(kind)
    other = None
    if kind == "relation":
        other = _other(request, person)
        if other is None:
            return _pick(request, person)
    data = request.POST if request.method == "POST" else None
    initial = {"other": other.pk} if other else {}
    form = found.form(data, by=request.user, person=person, initial=initial)
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: create_part(
                by=request.user, person=person, model=found.model, now=timezone.now(), values=form.row_values(),
                new_id=form.cleaned_data["new_id"],
            )
        )  # fmt: skip
        if saved:
            return _done(request, person, kind)
    return _page(request, person, kind, form, other=other)


def _other(request: HttpRequest, person: Person) -> Person | None:
    sent = request.POST.get("other") or request.GET.get("other")
    people = Person.objects.visible_to(request.user).select_related("client").exclude(pk=person.pk)
    try:
        return people.filter(pk=sent).first() if sent else None
    except ValidationError:
        return None


def _pick(request: HttpRequest, person: Person) -> HttpResponse:
    typed = request.GET.get("q", "")[:80]
    found = [one for one in find_people(request.user, typed, 12) if one.pk != person.pk] if typed.strip() else []
    if not typed.strip():
        here = Person.objects.filter(client=person.client).active().exclude(pk=person.pk)
        found = list(here.select_related("client").order_by("sort_key", "pk")[:12])
    context = {"client": person.client, "person": person, "found": found, "q": typed}
    return render(request, "crm/person_pick.html", context)


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def part_edit(request: HttpRequest, person: Person, kind: str, part_id: UUID) -> HttpResponse:
    """Change what was noted. To open a sensitive note is to read it, and is logged."""
    row = _row(request, person, kind, part_id)
    if isinstance(row, Trait) and row.sensitivity:
        read_trait(by=request.user, trait=row, now=timezone.now())
    data = request.POST if request.method == "POST" else None
    made = _kind(kind).form
    more = {"known": sources_of(person.client_id)} if issubclass(made, SourcedMixin) else {}
    form = made(data, instance=row, by=request.user, person=person, **more)
    if request.method == "POST":
        saved = sourced(request, form)(
            lambda: edit_part(
                by=request.user, row=row, version=form.cleaned_data["version"], values=form.row_values()
            )
        )  # fmt: skip
        if saved:
            return _done(request, person, kind)
    remove_url = reverse("person-part-remove", args=[person.client_id, person.pk, kind, row.pk])
    history = _kind(kind).history
    history_url = reverse("history", args=[history, row.pk]) if history else ""
    return _page(request, person, kind, form, remove_url=remove_url, history_url=history_url, row=row)


@of_person
@require_POST
def part_remove(request: HttpRequest, person: Person, kind: str, part_id: UUID) -> HttpResponse:
    """Take a row out; the toast brings it back."""
    row = _row(request, person, kind, part_id)
    return settle(
        request,
        lambda version: remove_part(by=request.user, row=row, version=version, now=timezone.now()),
        said=_("Removed."),
        undo=reverse("person-part-restore", args=[person.client_id, person.pk, kind, row.pk]),
        back=_anchor(person, kind),
    )


@of_person
@require_POST
def part_restore(request: HttpRequest, person: Person, kind: str, part_id: UUID) -> HttpResponse:
    """Bring a removed row back."""
    row = _row(request, person, kind, part_id)
    return settle(
        request,
        lambda version: restore_part(by=request.user, row=row, version=version),
        said=_("It is back."),
        back=_anchor(person, kind),
    )


@of_person
@require_POST
def trait_read(request: HttpRequest, person: Person, part_id: UUID) -> HttpResponse:
    """Show the words of one sensitive note, and log who read it."""
    traits = Trait.objects.visible_to(request.user).of(person).there().sensitive()
    trait = get_object_or_404(traits, pk=part_id)
    words = read_trait(by=request.user, trait=trait, now=timezone.now())
    if not wants_part(request):
        say(request, f"{words} · {trait.get_source_display()} · {day_words(trait.noted_on)}")
        return redirect(_anchor(person, "trait"))
    return render(request, "crm/person/trait_words.html", {"words": words, "trait": trait})


@of_person
@require_POST
def trait_keep(request: HttpRequest, person: Person, part_id: UUID) -> HttpResponse:
    """Find a note still needed: it is kept for as long again."""
    trait = get_object_or_404(Trait.objects.visible_to(request.user).of(person).there().plain(), pk=part_id)
    today = timezone.localdate()
    return settle(
        request,
        lambda version: keep_trait(by=request.user, trait=trait, version=version, today=today),
        said=_("Kept until %(day)s.") % {"day": day_words(months_on(today, rules().months_kept))},
        back=_anchor(person, "trait"),
    )
