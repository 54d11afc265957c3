"""Where we know a client from (K7): the four quadrants, what was tried, where each fact comes from."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.prepared import prepared
from core.templatetags.rapport import day_words
from core.toasts import say, settle
from crm.actions.source import archive_source, archive_tried, edit_tried, give_source, settle_tried, try_source
from crm.facts import NOUNS, FactSources, coverage_of, facts_of, is_known, said_of, sources_of
from crm.forms.source import SourceForm, TriedForm
from crm.models import Client, FactSource, Person, PersonPart, Quadrant, SourceKind, SourceTried, TryOutcome
from crm.source_kinds import by_quadrant, first_kinds, remember_kind
from crm.templatetags.crm import money
from crm.views.client import of_client

MOST_TRIED = 300
EARLIER_SHOWN = 20


@dataclass(slots=True)
class Tile:
    """One kind of source at a client: who tried it (newest first), how many facts it told."""

    kind: SourceKind
    tried: list[SourceTried]
    facts: int
    was_visited: bool

    @property
    def is_tried(self) -> bool:
        """Whether anybody tried it, or it told anything."""
        return bool(self.tried or self.facts or self.was_visited)


@of_client
@require_safe
def client_sources(request: HttpRequest, client: Client) -> HttpResponse:
    """Show the four quadrants: what was tried, when and by whom, what it gave, and what nobody tried yet."""
    sources = sources_of(client.pk)
    bare = list(facts_of(client, sources))
    context = {
        "client": client,
        "quadrants": _quadrants(client, sources),
        "coverage": coverage_of(client, sources),
        "outcomes": TryOutcome.choices,
        "bare": bare,
        "bare_count": sum(len(facts) for *_row, facts in bare),
    }
    return render(request, "crm/client_sources.html", context)


def _quadrants(client: Client, sources: FactSources) -> list[tuple[Quadrant, list[Tile], int]]:
    """Return (quadrant, its tiles, how many of them were tried)."""
    tried: dict[str, list[SourceTried]] = {}
    for row in _tried(client.pk):
        tried.setdefault(row.kind, []).append(row)
    facts = sources.facts_by_kind()
    quadrants = []
    for quadrant in Quadrant:
        tiles = [
            Tile(
                kind, tried.get(kind, []), facts.get(kind, 0), kind is SourceKind.STAFF and bool(client.last_visit_at)
            )
            for kind in quadrant.kinds
        ]
        quadrants.append((quadrant, tiles, sum(tile.is_tried for tile in tiles)))
    return quadrants


@prepared(planned=True)
def _tried(client_id: UUID) -> QuerySet[SourceTried]:
    rows = SourceTried.objects.there().filter(client_id=client_id).select_related("by")
    return rows.order_by("-tried_on", "-pk")[:MOST_TRIED]


def _page(client: Client, kind: str = "") -> str:
    return reverse("client-sources", args=[client.pk]) + (f"#{kind}" if kind else "")


@of_client
@require_POST
def source_try(request: HttpRequest, client: Client, kind: str, way: str) -> HttpResponse:
    """Note in one tap that a kind of source was asked or looked up today; the toast takes it back."""
    if kind not in SourceKind.values or way not in SourceKind(kind).ways:
        raise Http404
    by: Any = request.user
    tried = try_source(by=by, client=client, kind=kind, way=way, today=timezone.localdate(), now=timezone.now())
    undo = reverse("source-tried-remove", args=[client.pk, tried.pk]) + f"?version={tried.version}"
    say(request, _("%(kind)s: %(way)s.") % {"kind": tried, "way": tried.get_way_display()}, undo=undo)
    return redirect(_page(client, kind))


def _back_of(request: HttpRequest, client: Client, row: Any) -> tuple[str, str]:
    """Return the page that a fact's mark was pressed on, and its name; else the four quadrants."""
    if request.GET.get("from") != "page":
        return _page(client, "facts"), _("Where we know them from")
    person = row if isinstance(row, Person) else row.person if isinstance(row, PersonPart) else None
    if person is not None:
        return reverse("client-person", args=[client.pk, person.pk]), str(person)
    return reverse("client-detail", args=[client.pk]), str(client)


def _tried_row(request: HttpRequest, client: Client, tried_id: UUID) -> SourceTried:
    rows = SourceTried.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, pk=tried_id, client=client)


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def source_tried_edit(request: HttpRequest, client: Client, tried_id: UUID) -> HttpResponse:
    """Change when it was, what it gave, whom they asked."""
    tried = _tried_row(request, client, tried_id)
    was = tried.version
    form = TriedForm(request.POST if request.method == "POST" else None, instance=tried)
    if request.method == "POST":
        by: Any = request.user
        saved = form.submit(
            lambda: edit_tried(by=by, tried=tried, version=form.cleaned_data["version"], values=form.row_values())
        )
        if saved:
            say(request, _("Saved."))
            return redirect(_page(client, tried.kind))
    context = {"client": client, "form": form, "tried": tried, "row_version": was, "back": _page(client, tried.kind)}
    return render(request, "crm/source_tried_form.html", context, status=form.status)


@of_client
@require_POST
def source_tried_outcome(request: HttpRequest, client: Client, tried_id: UUID, outcome: str) -> HttpResponse:
    """Say in one tap what it gave; "open" says nothing has come yet. The toast takes it back."""
    tried = _tried_row(request, client, tried_id)
    words = {"open": _("Nothing yet"), **dict(TryOutcome.choices)}
    if outcome not in words:
        raise Http404
    was, by = tried.outcome or "open", request.user
    kept = "" if outcome == "open" else outcome
    return settle(
        request,
        lambda version: settle_tried(by=by, tried=tried, version=version, outcome=kept),
        said=_("%(kind)s: %(way)s.") % {"kind": tried, "way": words[outcome]},
        undo=reverse("source-tried-outcome", args=[client.pk, tried.pk, was]) if was != outcome else "",
        back=_page(client, tried.kind),
    )


@of_client
@require_POST
def source_tried_remove(request: HttpRequest, client: Client, tried_id: UUID) -> HttpResponse:
    """Take it back that a kind was tried; the toast brings it back."""
    tried = _tried_row(request, client, tried_id)
    by = request.user
    return settle(
        request,
        lambda version: archive_tried(by=by, tried=tried, version=version, now=timezone.now()),
        said=_("%(thing)s is removed.") % {"thing": tried},
        undo=reverse("source-tried-restore", args=[client.pk, tried.pk]),
        back=_page(client, tried.kind),
    )


@of_client
@require_POST
def source_tried_restore(request: HttpRequest, client: Client, tried_id: UUID) -> HttpResponse:
    """Bring it back."""
    tried = _tried_row(request, client, tried_id)
    by = request.user
    return settle(
        request,
        lambda version: archive_tried(by=by, tried=tried, version=version, now=None),
        said=_("%(thing)s is back.") % {"thing": tried},
        back=_page(client, tried.kind),
    )


def _fact_row(client: Client, noun: str, row_id: UUID, field: str) -> Any:
    """Return the row of a fact's address, one of this client's; 404 for any other."""
    if noun not in NOUNS or field not in NOUNS[noun].fields:
        raise Http404
    if not NOUNS[noun].column:
        if row_id != client.pk:
            raise Http404
        return client
    row = get_object_or_404(NOUNS[noun].rows_at(client), pk=row_id)
    if getattr(row, "erased_at", None):  # nothing is noted of a person again
        raise Http404
    return row


@of_client
@require_http_methods(["GET", "HEAD", "POST"])
def fact_source(request: HttpRequest, client: Client, noun: str, row_id: UUID, field: str) -> HttpResponse:
    """Say where one fact comes from, the kind being the button; below, where it came from before."""
    row = _fact_row(client, noun, row_id, field)
    back, back_label = _back_of(request, client, row)
    form = SourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        by: Any = request.user
        saved = form.submit(
            lambda: give_source(
                by=by,
                client=client,
                row=row,
                field=field,
                now=timezone.now(),
                kind=form.cleaned_data["kind"],
                learnt_on=form.cleaned_data["learnt_on"],
                note=form.cleaned_data["note"],
                new_id=form.cleaned_data["new_id"],
            )
        )
        if saved:
            remember_kind(request.session, saved.kind)
            undo = reverse("fact-source-remove", args=[client.pk, saved.pk]) + f"?version={saved.version}"
            say(request, _("%(field)s: %(source)s.") % {"field": _label(noun, field), "source": saved}, undo=undo)
            return redirect(back)
    about = said_of(row, field)
    columns = {name: value for name, value in about.items() if name not in ("seal", "superior_id")}
    if not NOUNS[noun].column:
        columns |= {f"{key}_id": None for key in NOUNS if NOUNS[key].column}
    earlier = FactSource.objects.there().filter(client=client, **columns).select_related("by")
    context = {
        "client": client,
        "form": form,
        "row": NOUNS[noun].named(row) if NOUNS[noun].column else "",
        "label": _label(noun, field),
        "value": _said(noun, row, field),
        "is_known": is_known(row, field),
        "sources": [(one, _is_of(one, about)) for one in earlier.order_by("-created_at", "-pk")[:EARLIER_SHOWN]],
        "first_kinds": first_kinds(request.session),
        "quadrants": by_quadrant(),
        "back": back,
        "back_label": back_label,
    }
    return render(request, "crm/fact_source.html", context, status=form.status)


def _label(noun: str, field: str) -> str:
    label = NOUNS[noun].label(field)
    return label[:1].upper() + label[1:]


def _said(noun: str, row: Any, field: str) -> str:
    """Return the field's value in the words of the page."""
    value = getattr(row, field)
    if isinstance(value, Decimal):
        return money(value, settings.CURRENCY)
    return day_words(value) if isinstance(value, dt.date) else NOUNS[noun].said(row, field)


def _is_of(source: FactSource, about: dict[str, Any]) -> bool:
    """Whether a source was given for the value there is now."""
    return source.seal == about["seal"] and source.superior_id == about.get("superior_id")


def _source_row(request: HttpRequest, client: Client, source_id: UUID) -> FactSource:
    rows = FactSource.objects.visible_to(request.user).select_related("client")
    return get_object_or_404(rows, pk=source_id, client=client)


@of_client
@require_POST
def fact_source_remove(request: HttpRequest, client: Client, source_id: UUID) -> HttpResponse:
    """Take a source out; the toast brings it back."""
    source = _source_row(request, client, source_id)
    by = request.user
    return settle(
        request,
        lambda version: archive_source(by=by, source=source, version=version, now=timezone.now()),
        said=_("%(thing)s is removed.") % {"thing": source},
        undo=reverse("fact-source-restore", args=[client.pk, source.pk]),
        back=_page(client, "facts"),
    )


@of_client
@require_POST
def fact_source_restore(request: HttpRequest, client: Client, source_id: UUID) -> HttpResponse:
    """Bring a source back."""
    source = _source_row(request, client, source_id)
    by = request.user
    return settle(
        request,
        lambda version: archive_source(by=by, source=source, version=version, now=None),
        said=_("%(thing)s is back.") % {"thing": source},
        back=_page(client, "facts"),
    )
