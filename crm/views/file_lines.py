"""What a section of a client's file says now, in lines short enough to be found right or not on a phone (H2)."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from crm.completeness import Section
from crm.models import Client, Department, InstalledProduct, Person
from crm.templatetags.crm import contract_words

MOST = 12


def lines_of(client: Client, section: str) -> list[str]:
    """Return a section's lines, at most 12."""
    found = []
    for parts in LINES[Section(section)](client):
        found.append(" · ".join(str(part) for part in parts if part))
    return [line for line in found if line][:MOST]


def _firm(client: Client) -> Iterator[tuple[Any, ...]]:
    yield client.get_tier_display(), client.industry, client.get_headcount_display()
    yield (client.business,)
    yield client.phone, client.address


def _departments(client: Client) -> Iterator[tuple[Any, ...]]:
    for row in Department.objects.filter(client=client, archived_at=None).order_by("position", "name", "pk")[:MOST]:
        yield row.name, row.get_function_display()


def _people(client: Client) -> Iterator[tuple[Any, ...]]:
    rows = Person.objects.filter(client=client).active().exclude(name="").with_ways().order_by("sort_key", "pk")
    for row in rows[:MOST]:
        yield row.name, row.position, row.get_level_display(), next(iter(row.ways.all()), "")


def _products(client: Client, **only: Any) -> Iterator[tuple[Any, ...]]:
    rows = InstalledProduct.objects.filter(client=client, archived_at=None, **only)
    for row in rows.select_related("competitor", "contract").order_by("competitor__sort_key", "pk")[:MOST]:
        yield row, row.get_satisfaction_display(), contract_words(row.ends_on) or _("end unknown")


def _rivals(client: Client) -> Iterator[tuple[Any, ...]]:
    if client.rivals_answer:
        yield (client.get_rivals_answer_display(),)
    yield from _products(client, competitor__isnull=False)


LINES: dict[Section, Callable[[Client], Iterator[tuple[Any, ...]]]] = {
    Section.FIRM: _firm,
    Section.DEPARTMENTS: _departments,
    Section.PEOPLE: _people,
    Section.INSTALLED: _products,
    Section.RIVALS: _rivals,
}
