"""What a page is drawn with and its hundred tags ask for: found out once while it is drawn, not for each of them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import get_script_prefix, get_urlconf
from django.utils import timezone
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Drawing:
    """The person's language and zone, their day, and how addresses are made."""

    language: str | None
    zone: dt.tzinfo
    today: dt.date
    urlconf: str | None
    prefix: str


def drawing_of(context: Any) -> Drawing:
    """Return what the page of this template context is drawn with; no template changes it on the way."""
    try:
        known: Drawing = context.rapport_drawing
    except AttributeError:
        zone = timezone.get_current_timezone()
        today = timezone.now().astimezone(zone).date()
        known = context.rapport_drawing = Drawing(get_language(), zone, today, get_urlconf(), get_script_prefix())
    return known
