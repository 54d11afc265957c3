"""Words and marks of clients: `{% load crm %}`."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.drawing import drawing_of
from core.house import unit_of
from core.markup import escaped, filled
from core.phones import Number, numbers_in
from core.templatetags.rapport import icon
from crm.introductions import SAID, Introduction
from crm.models import InstalledProduct, Tier

register = template.Library()

_LEVEL_ICONS = {"top": "star", "management": "people", "maintainer": "tools", "user": "person"}
_FUNCTION_ICONS = {"using": "desk", "purchasing": "cart", "supporting": "tools", "other": "door"}
_DAYS_PER_MONTH = 30.44


@register.filter
def phones(typed: str) -> tuple[Number, ...]:
    """Return the numbers in a phone field: `{% for number in person.mobile|phones %}`."""
    return numbers_in(typed or "")


@register.simple_tag(takes_context=True)
def call_button(context: template.Context, typed: str, name: str) -> SafeString:
    """Draw a button that dials the first number of a phone field; nothing where there is none to dial."""
    found = numbers_in(typed or "")[:1]
    if not found or not found[0].dial:
        return SafeString()
    said = _call_words(drawing_of(context).language) % {"name": name}
    button = '<a class="btn-icon" href="tel:{}">{}<span class="visually-hidden">{}</span></a>'
    return filled(button, found[0].dial, icon("phone"), said)


@lru_cache(maxsize=10)
def _call_words(language: str | None) -> str:
    return _("Call %(name)s")


@register.simple_tag(takes_context=True)
def tier_mark(context: template.Context, tier: str) -> SafeString:
    """Draw a client's tier, its words in the title; nothing where none is set."""
    return _tier(tier, drawing_of(context).language) if tier else SafeString()


@lru_cache(maxsize=20)
def _tier(tier: str, language: str | None) -> SafeString:
    words = dict(Tier.choices).get(tier, tier)
    return filled('<span class="tier tier-{}" title="{}">{}</span>', tier.lower(), words, tier)


@register.simple_tag(takes_context=True)
def introduced(context: template.Context, way: Introduction) -> SafeString:
    """Say a way as a sentence: "You and 王芳 are friends; 王芳 and 李明 used to work together." """
    name = _("You") if way.colleague == context["request"].user else str(way.colleague)
    one = filled('<bdi class="introduction-who">{}</bdi>', name)
    clauses = []
    for person, kind in way.steps:
        if person == context["person"]:
            other, at = filled("<strong><bdi>{}</bdi></strong>", person), SafeString()
        else:
            url = reverse("client-person", args=[person.client_id, person.pk])
            other = filled('<a href="{}"><bdi>{}</bdi></a>', url, person)
            firm = filled('<bdi class="quiet">{}</bdi>', person.client)
            at = SafeString(escaped(pgettext("a sentence", " ({firm})")).format(firm=firm))
        clauses.append(escaped(str(SAID[kind])).format(one=one, other=other + at))
        one = filled("<bdi>{}</bdi>", person)
    said = pgettext("between clauses", "; ").join(clauses)
    return SafeString(pgettext("a sentence", "{said}.").format(said=said))


@register.filter
def level_icon(level: str) -> str:
    """Return the icon of a person's level (K3)."""
    return _LEVEL_ICONS.get(level, "circle")


@register.filter
def function_icon(function: str) -> str:
    """Return the icon of a department's function (K2)."""
    return _FUNCTION_ICONS.get(function, "door")


@register.filter
def installed_tone(row: InstalledProduct) -> str:
    """Return the tone of how satisfied a client is with a product: low with ours is our worry.

    A rival's has none: green beside “dissatisfied” misleads who reads quickly, and red beside “satisfied” no less.
    """
    if not row.is_ours:
        return "quiet"
    return {1: "danger", 2: "warn", 4: "ok", 5: "ok"}.get(row.satisfaction or 0, "quiet")


@register.filter
def satisfaction_icon(value: int | None) -> str:
    """Return the face that goes with a satisfaction."""
    return {1: "face-sad", 2: "face-sad", 4: "face-glad", 5: "face-glad"}.get(value or 0, "face-flat")


@register.filter
def contract_words(end: dt.date | None) -> str:
    """Say when a contract ends: "ends in 4 months", "ends in 12 days", "ended 3 months ago" (P3)."""
    if end is None:
        return ""
    days = (end - timezone.localdate()).days
    months = round(abs(days) / _DAYS_PER_MONTH)
    if days == 0:
        return _("ends today")
    if days < 0:
        if months < 2:
            return ngettext("ended %(count)d day ago", "ended %(count)d days ago", -days) % {"count": -days}
        return ngettext("ended %(count)d month ago", "ended %(count)d months ago", months) % {"count": months}
    if months < 2:
        return ngettext("ends in %(count)d day", "ends in %(count)d days", days) % {"count": days}
    return ngettext("ends in %(count)d month", "ends in %(count)d months", months) % {"count": months}


_WAN = 10_000
_YI = 100_000_000


@register.filter
def money(amount: Decimal | None, currency: str = "CNY") -> str:
    """Say an amount as people do: "12.5 万元" in Chinese, "¥125,000" in English, "EUR 125,000" in other currencies."""
    if amount is None:
        return ""
    if not (get_language() or "").startswith("zh"):
        shown = f"{amount:,.2f}".removesuffix(".00")
        return f"¥{shown}" if currency == "CNY" else f"{currency} {shown}"
    unit = unit_of(currency) if currency == "CNY" else f" {currency}"
    for size, word in ((_YI, "亿"), (_WAN, "万")):
        if abs(amount) >= size:
            return f"{Decimal(amount) / size:,.2f}".rstrip("0").rstrip(".") + f" {word}{unit}"
    return f"{amount:,.2f}".removesuffix(".00") + f" {unit.strip()}"


@register.filter
def is_ending(end: dt.date | None) -> bool:
    """Whether a contract ends within 90 days: the time to be there."""
    return end is not None and 0 <= (end - timezone.localdate()).days <= 90
