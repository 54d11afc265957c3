"""What a client's page says of its file: the score, and each gap in words with the way to mend it (H2)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from core.house import house_day
from crm.completeness import Gap, Section, Standing, standing_of
from crm.file_counts import counts_of
from crm.models import Client

SECTION_NAMES = {
    Section.FIRM: gettext_lazy("Firm"),
    Section.DEPARTMENTS: gettext_lazy("Departments"),
    Section.PEOPLE: pgettext_lazy("at a client", "People"),
    Section.INSTALLED: gettext_lazy("Products in use"),
    Section.RIVALS: gettext_lazy("Rivals"),
    Section.CONTACT: gettext_lazy("Last visit"),
}
# What `/clients/<id>/gaps/` asks itself; other gaps are mended on the page of what is missing.
ASKED = frozenset(
    ("tier", "industry", "size", "function", "level", "decider_way", "way", "preferred", "product_end",
     "satisfaction", "used_by", "rivals", "stale")
)  # fmt: skip
ELSEWHERE = {
    "business": ("client-edit", "#id_business"),
    "switchboard": ("client-edit", "#id_phone"),
    "place": ("site-new", ""),
    "departments": ("department-new", ""),
    "people": ("client-person-new", ""),
    "deciders": ("client-person-new", ""),
    "products": ("installed-new", ""),
    "contract_end": ("client-detail", "#contracts"),
}


@dataclass(frozen=True, slots=True)
class SaidGap:
    """A gap in words, the address that mends it, its points of the 100 (0: nothing any more), whether it is asked."""

    text: str
    url: str
    points: int
    is_asked: bool


@dataclass(frozen=True, slots=True)
class ClientFile:
    """How a client's file stands, for a page: score of 100, (section, name, its own 0–100), all gaps in words."""

    score: int
    sections: list[tuple[str, str, int]]
    gaps: list[SaidGap]

    @property
    def top(self) -> list[SaidGap]:
        """The three that bring most."""
        return self.gaps[:3]

    @property
    def is_asked(self) -> bool:
        """Whether `/clients/<id>/gaps/` has a question about any of them."""
        return any(gap.is_asked for gap in self.gaps)

    @property
    def elsewhere(self) -> list[SaidGap]:
        """Those that no question is about: each is filled on a page of its own."""
        return [gap for gap in self.gaps if not gap.is_asked and gap.url]


def standing_now(client: Client) -> Standing:
    """Return how a client's file stands at this moment, by one query."""
    counts = counts_of([client.pk])[client.pk]
    return standing_of(counts, today=house_day(timezone.now()))


def file_of(client: Client) -> ClientFile:
    """Return what a client's page shows of its file, by one query."""
    return file_as(client, standing_now(client))


def file_as(client: Client, standing: Standing) -> ClientFile:
    """Return what a page shows of a file that stands so."""
    return ClientFile(
        score=standing.score,
        sections=[(str(section), str(SECTION_NAMES[section]), share) for section, share in standing.sections],
        gaps=[
            SaidGap(words_of(gap), url_of(client, gap), round(gap.points), gap.kind in ASKED) for gap in standing.gaps
        ],
    )


def url_of(client: Client, gap: Gap) -> str:
    """Return the address of ours that mends a gap; "" where this installation has none."""
    if gap.kind in ASKED:
        section = f":{gap.section}" if gap.kind == "stale" else ""
        return f"{reverse('client-gaps', args=[client.pk])}?first={gap.kind}{section}"
    if gap.kind == "no_contact":
        try:
            return f"{reverse('visit-new')}?client={client.pk}"
        except NoReverseMatch:
            return ""
    name, anchor = ELSEWHERE[gap.kind]
    return reverse(name, args=[client.pk]) + anchor


def words_of(gap: Gap) -> str:
    """Say a gap as a colleague would: "contract end unknown for 2 of 5 products"."""
    said = SAID.get(gap.kind)
    if said is not None:
        return str(said)
    if gap.kind == "stale":
        return _stale(gap)
    if gap.kind == "no_contact":
        return _("no visit since %(month)s") % {"month": _month(gap)} if gap.day else _("never visited")
    return COUNTED[gap.kind](gap.unknown) % {"count": gap.unknown, "of": gap.of, "there": gap.of - gap.unknown}


def _stale(gap: Gap) -> str:
    facts = {"section": SECTION_NAMES[gap.section], "month": _month(gap)}
    return _("%(section)s: nothing looked at since %(month)s") % facts


def _month(gap: Gap) -> str:
    """Return the month a gap dates from: "March", of another year "March 2025"."""
    if gap.day is None:
        return ""
    is_now = gap.day.year == timezone.localdate().year
    return date_format(gap.day, pgettext("format of a month", "F") if is_now else "YEAR_MONTH_FORMAT")


SAID = {
    "tier": gettext_lazy("tier not set"),
    "industry": gettext_lazy("industry not set"),
    "size": gettext_lazy("number of staff unknown"),
    "business": gettext_lazy("their business not described"),
    "place": gettext_lazy("no address"),
    "switchboard": gettext_lazy("neither switchboard nor website"),
    "rivals": gettext_lazy("not known whether rivals are there"),
}
COUNTED: dict[str, Callable[[int], str]] = {
    "departments": lambda n: gettext("%(there)s of at least %(of)s departments known"),
    "people": lambda n: gettext("%(there)s of at least %(of)s people known"),
    "deciders": lambda n: gettext("%(there)s of at least %(of)s deciders known"),
    "products": lambda n: gettext("%(there)s of at least %(of)s products in use known"),
    "function": lambda n: ngettext(
        "what it does is unknown for %(count)s of %(of)s departments",
        "what they do is unknown for %(count)s of %(of)s departments", n),
    "level": lambda n: ngettext(
        "level unknown for %(count)s of %(of)s people", "level unknown for %(count)s of %(of)s people", n),
    "decider_way": lambda n: ngettext(
        "%(count)s key person without a way to call", "%(count)s key people without a way to call", n),
    "way": lambda n: ngettext(
        "%(count)s person without a way to call", "%(count)s people without a way to call", n),
    "preferred": lambda n: ngettext(
        "best way to reach unknown for %(count)s person", "best way to reach unknown for %(count)s people", n),
    "product_end": lambda n: ngettext(
        "contract end unknown for %(count)s of %(of)s products",
        "contract end unknown for %(count)s of %(of)s products", n),
    "satisfaction": lambda n: ngettext(
        "satisfaction unknown for %(count)s of %(of)s products",
        "satisfaction unknown for %(count)s of %(of)s products", n),
    "used_by": lambda n: ngettext(
        "who uses it unknown for %(count)s of %(of)s products",
        "who uses it unknown for %(count)s of %(of)s products", n),
    "contract_end": lambda n: ngettext(
        "%(count)s contract of ours without an end", "%(count)s contracts of ours without an end", n),
}  # fmt: skip
