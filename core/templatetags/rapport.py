"""Template tags every page may use without loading them. Examples of all are on /styleguide/."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from django import template
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core import dates
from core.badges import look_of

register = template.Library()
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# Compound surnames people keep whole (habits: 欧阳, 尉迟).
_COMPOUND = ("欧阳", "尉迟", "司马", "上官", "诸葛", "东方", "皇甫", "令狐", "慕容", "司徒", "夏侯", "长孙", "宇文")


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw an icon: `{% icon "bell" %}`; size "sm", "lg" or "xl"; with `label` it is an image that says so."""
    return _drawn(str(name), str(size), str(label))


@lru_cache(maxsize=2000)
def _drawn(name: str, size: str, label: str) -> SafeString:
    """Return an icon's markup; a list asks for the same few a hundred times."""
    drawn = get_template("components/icon.html").render({"name": name, "size": size, "label": label})
    return cast(SafeString, drawn)


@register.inclusion_tag("components/badge.html")
def badge(state: str, label: str = "", tone: str = "", icon: str = "") -> dict[str, Any]:
    """Show a state: `{% badge visit.state visit.get_state_display %}`. Tone and icon follow the state."""
    look = look_of(state)
    return {"tone": tone or look.tone, "icon": icon or look.icon, "label": label or str(state)}


def _place(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag
def place(name: str) -> str:
    """Return the address of a page that takes no arguments, or "" when this installation has none."""
    return _place(name)


@register.inclusion_tag("components/nav_item.html", takes_context=True)
def nav_place(context: template.Context, name: str, icon: str, label: str, count: int = 0) -> dict[str, Any]:
    """Show one place of the navigation, marked when it is the current one; nothing when the page does not exist."""
    url = _place(name)
    request = context.get("request")
    here = request.path if request else ""
    return {
        "url": url,
        "icon": icon,
        "label": label,
        "count": count,
        "current": bool(url) and (here == url if url == "/" else here.startswith(url)),
    }


def _today() -> dt.date:
    return timezone.localdate()


@register.inclusion_tag("components/time.html")
def when(value: dt.datetime | dt.date | None, form: str = "") -> dict[str, Any]:
    """Show a day or moment as people say it, whole in the title. `form`: "" | "time" | "ago" | "day"."""
    language, zone, today = get_language() or "en", timezone.get_current_timezone(), _today()
    if value is None:
        return {"words": ""}
    if isinstance(value, dt.datetime):
        local = value.astimezone(zone)
        words = {
            "time": f"{local:%H:%M}",
            "ago": dates.past_words(local.date(), today=today, language=language),
            "day": dates.day_words(local.date(), today=today, language=language),
        }.get(form) or dates.moment_words(value, zone=zone, today=today, language=language)
        return {
            "words": words,
            "machine": local.isoformat(),
            "title": dates.full_moment(value, zone=zone, language=language),
        }
    say = dates.past_words if form == "ago" else dates.day_words
    return {
        "words": say(value, today=today, language=language),
        "machine": value.isoformat(),
        "title": dates.full_day(value, language=language),
    }


@register.inclusion_tag("components/time.html")
def due(day: dt.date | None, settled: bool = False) -> dict[str, Any]:
    """Show how a due date stands ("in 3 days", "3 days late") in its tone; `settled` says only the day."""
    if day is None:
        return {"words": ""}
    language, today = get_language() or "en", _today()
    if settled:
        return {
            "words": dates.day_words(day, today=today, language=language),
            "machine": day.isoformat(),
            "title": dates.full_day(day, language=language),
        }
    away = (day - today).days
    return {
        "words": dates.due_words(day, today=today, language=language),
        "machine": day.isoformat(),
        "title": dates.full_day(day, language=language),
        "tone": "danger" if away < 0 else "warn" if away <= 1 else "",
    }


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
        return text[:2] if text.startswith(_COMPOUND) else text[0]
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
