"""Template tags every page may use without loading them. Examples of all are on /styleguide/."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django import template
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext

from core import dates
from core.badges import look_of
from core.drawing import drawing_of
from core.markup import filled
from core.names import COMPOUND_SURNAMES
from core.partials import draw_part

register = template.Library()
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw an icon: `{% icon "bell" %}`; size "sm", "lg" or "xl"; with `label` it is an image that says so."""
    return _drawn(str(name), str(size), str(label))


icon.is_constant = True  # type: ignore[attr-defined]  # for core/templating.py: with constant arguments it draws the same in each request


@lru_cache(maxsize=2000)
def _drawn(name: str, size: str, label: str) -> SafeString:
    """Return an icon's markup; a list asks for the same few a hundred times."""
    drawn = get_template("components/icon.html").render({"name": name, "size": size, "label": label})
    return cast(SafeString, drawn)


@register.simple_tag
def badge(state: str, label: str = "", tone: str = "", icon: str = "") -> SafeString:
    """Show a state: `{% badge visit.state visit.get_state_display %}`. Tone and icon follow the state."""
    look = look_of(state)
    return _badge(str(tone or look.tone), str(icon or look.icon), capfirst(str(label or state)))


@lru_cache(maxsize=2000)
def _badge(tone: str, icon: str, label: str) -> SafeString:
    drawn = get_template("components/badge.html").render({"tone": tone, "icon": icon, "label": label})
    return cast(SafeString, drawn)


@register.simple_tag
def avatar(name: object, size: str = "") -> SafeString:
    """Draw what stands for a person: `{% avatar person.name "sm" %}`; size "", "sm" or "lg"."""
    return _avatar(str(name or ""), str(size))


@lru_cache(maxsize=5000)
def _avatar(name: str, size: str) -> SafeString:
    return filled(_AVATAR, f" avatar-{size}" if size else "", str(hue(name)), initials(name))


_AVATAR = '<span class="avatar{} hue-{}" aria-hidden="true">{}</span>'


def _place(name: str) -> str:
    return _address(name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=500)
def _address(name: str, urlconf: str | None, prefix: str) -> str:
    """Return the address of a page without arguments, or ""; the frame asks for thirty on each page."""
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def frame_part(context: template.Context, name: str) -> SafeString:
    """Draw a template of the frame: `{% frame_part "components/sidebar.html" %}`.

    For parts that are the same for everybody of one role, language and place, as they know nothing but `may`, `demo`
    and `here` (the first part of the path, "/clients/"): each is drawn once in the life of a process.
    """
    request = context.get("request")
    here = "/" + request.path.lstrip("/").partition("/")[0] + "/" if request else ""
    may = tuple(sorted(context.get("may") or ()))
    return _part(name, get_language(), may, bool(context.get("demo")), "/" if here == "//" else here, get_urlconf())


@lru_cache(maxsize=1000)
def _part(
    name: str, language: str | None, may: tuple[str, ...], demo: bool, here: str, urlconf: str | None
) -> SafeString:
    drawn = get_template(name).render({"may": dict.fromkeys(may, True), "demo": demo, "here": here})
    return cast(SafeString, drawn)


@register.simple_tag(takes_context=True)
def part(context: template.Context, name: str, *ids: UUID, query: str = "") -> SafeString:
    """Draw a part of another app's making: `{% part "client-glance" client.pk %}`, what htmx would get there.

    For what stands in the page before anybody acts. Nothing where the person may not see it or no such address is.
    """
    try:
        return cast(SafeString, mark_safe(draw_part(context["request"], name, *ids, query=query)))  # noqa: S308  a page of ours
    except NoReverseMatch:
        return SafeString()


@register.simple_tag(takes_context=True)
def row_url(context: template.Context, name: str, *ids: UUID) -> str:
    """Return the address of a row's page in a list: `{% row_url "visit-detail" visit.pk %}`.

    As `{% url %}` for names whose arguments are all UUIDs, without finding the way anew for each row.
    """
    drawing = drawing_of(context)
    return _pattern(name, len(ids), drawing.urlconf, drawing.prefix).format(*ids)


_NOBODY = UUID(int=0)


@lru_cache(maxsize=500)
def _pattern(name: str, count: int, urlconf: str | None, prefix: str) -> str:
    return reverse(name, urlconf, args=[_NOBODY] * count).replace(str(_NOBODY), "{}")


@register.simple_tag
def place(name: str) -> str:
    """Return the address of a page that takes no arguments, or "" when this installation has none."""
    return _place(name)


@register.inclusion_tag("components/nav_item.html", takes_context=True)
def nav_place(
    context: template.Context, name: str, icon: str, label: str, count: int = 0, also: str = ""
) -> dict[str, Any]:
    """Show one place of the navigation, marked when it is the current one; nothing when the page does not exist.

    `also` names pages, with blanks between, that belong to the place though their addresses do not begin with its own;
    one with a stroke is the beginning of an address, where no page of it is without a row.
    """
    url, here = _place(name), context.get("here") or ""
    return {
        "url": url,
        "icon": icon,
        "label": label,
        "count": count,
        "current": here == url if url == "/" else _is_in(here, [url, *map(_beginning, also.split())]),
    }


def _beginning(name: str) -> str:
    return name if "/" in name else _place(name)


def _is_in(here: str, urls: list[str]) -> bool:
    return any(url and here.startswith(url) for url in urls)


def _today() -> dt.date:
    return timezone.localdate()


@register.simple_tag(takes_context=True)
def when(context: template.Context, value: dt.datetime | dt.date | None, form: str = "") -> str:
    """Show a day or moment as people say it, whole in the title. `form`: "" | "time" | "ago" | "day"."""
    if value is None:
        return ""
    drawing = drawing_of(context)
    return _when(value, form, drawing.language or "en", drawing.zone, drawing.today)


@lru_cache(maxsize=5000)
def _when(value: dt.datetime | dt.date, form: str, language: str, zone: dt.tzinfo, today: dt.date) -> SafeString:
    say = dates.past_words if form == "ago" else dates.day_words
    if not isinstance(value, dt.datetime):
        said = say(value, today=today, language=language)
        return _time(said, value.isoformat(), dates.full_day(value, language=language))
    local = value.astimezone(zone)
    if form == "time":
        said = f"{local:%H:%M}"
    elif form:
        said = say(local.date(), today=today, language=language)
    else:
        said = dates.moment_words(value, zone=zone, today=today, language=language)
    return _time(said, local.isoformat(), dates.full_moment(value, zone=zone, language=language))


@register.simple_tag(takes_context=True)
def due(context: template.Context, day: dt.date | None, settled: bool = False) -> str:
    """Show how a due date stands ("in 3 days", "3 days late") in its tone; `settled` says only the day."""
    if day is None:
        return ""
    drawing = drawing_of(context)
    return _due(day, settled, drawing.language or "en", drawing.today)


@lru_cache(maxsize=5000)
def _due(day: dt.date, settled: bool, language: str, today: dt.date) -> SafeString:
    full = dates.full_day(day, language=language)
    if settled:
        return _time(dates.day_words(day, today=today, language=language), day.isoformat(), full)
    away = (day - today).days
    tone = "danger" if away < 0 else "warn" if away <= 1 else ""
    return _time(dates.due_words(day, today=today, language=language), day.isoformat(), full, tone)


_TIME = '<time datetime="{}" title="{}"{}>{}<span class="visually-hidden"> ({})</span></time>'


def _time(words: str, machine: str, title: str, tone: str = "") -> SafeString:
    tone_class = filled(' class="tone-text-{}"', tone) if tone else ""
    return filled(_TIME, machine, title, tone_class, words, title)


@register.simple_tag
def between_names() -> str:
    """Return what stands between the names of a list: ", " or "、"."""
    return pgettext("between names", ", ")


@register.simple_tag
def word_gap() -> str:
    """Return what stands between two words of one phrase (raised yesterday, 提出于昨天): a space or nothing."""
    return "" if dates.tongue(get_language() or "en") == "zh" else " "


@register.simple_tag
def minutes(value: float | None) -> str:
    """Return a length in minutes in words: "1 h 30 min"."""
    return "" if value is None else dates.minutes_words(round(value), language=get_language() or "en")


@register.filter
def day_words(value: dt.datetime | dt.date | None) -> str:
    """Return a day or moment as people say it, as plain text (for a title, a mail, an attribute)."""
    if value is None:
        return ""
    language, today = get_language() or "en", _today()
    if isinstance(value, dt.datetime):
        return dates.moment_words(value, zone=timezone.get_current_timezone(), today=today, language=language)
    return dates.day_words(value, today=today, language=language)


@register.filter
def date_words(value: dt.date) -> str:
    """Return a date without its weekday, for beside a word that says it: "27 Nov"."""
    return dates.date_words(value, today=_today(), language=get_language() or "en")


@register.filter
def initials(name: object) -> str:
    """Return what stands for a person in an avatar: a Chinese surname, or up to two Latin initials."""
    text = str(name or "").strip()
    if not text:
        return "?"
    if _HAN.match(text):
        return text[:2] if text[:2] in COMPOUND_SURNAMES else text[0]
    words = [word for word in re.split(r"[\s.\-_]+", text) if word]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words[:1])).upper()


@register.filter
def hue(value: object) -> int:
    """Return 1 to 6: which quiet tint an avatar has, the same for the same person everywhere."""
    return sum(str(value).encode()) % 6 + 1


@register.filter
def undo_url(message: Any) -> str:
    """Return the address to post to that takes a message's act back, from its extra tag "undo:/path/"; else ""."""
    for tag in (getattr(message, "extra_tags", "") or "").split():
        if tag.startswith("undo:"):
            url = tag[5:]
            parts = urlsplit(url)
            if url.startswith("/") and not parts.netloc and not parts.scheme:
                return url
    return ""


@register.filter
def tone(message: Any) -> str:
    """Return the tone of a Django message."""
    level = getattr(message, "level_tag", "")
    return {"success": "ok", "warning": "warn", "error": "danger"}.get(level, "accent")


@register.filter
def percent(part: float, whole: float) -> int:
    """Return `part` of `whole` in whole hundredths, 0 to 100, for a bar."""
    return max(0, min(100, round(100 * part / whole))) if whole else 0
