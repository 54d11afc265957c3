"""What a client's history tells of besides its own fields: with whom it was shared, which tags it wore.

Neither is brought back from there: to share is decided on its own page, a tag is put on again in one tap.
"""

import datetime as dt
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from core.dates import full_day
from core.history_parts import Part
from core.history_words import Names, words_for
from crm.models import ClientShare, Tagging

AT_ONCE = dt.timedelta(minutes=1)  # between the clock that ended a cover and the database's


def _share_words(event: Any, names: Names) -> str:
    colleague = words_for(ClientShare._meta.get_field("user"), event.user_id, names)
    until = ClientShare(ends_at=event.ends_at).until
    if until is None:
        return colleague
    day = full_day(until, language=get_language() or "en")
    return _("%(colleague)s, until %(day)s") % {"colleague": colleague, "day": day}


def _has_ended(event: Any, at: dt.datetime) -> bool:
    """Whether a cover was over: that its row is tidied away later is told to nobody."""
    return event.ends_at is not None and event.ends_at <= at + AT_ONCE


SHARES = Part(
    name="shares",
    label=gettext_lazy("Shared with"),
    model=ClientShare,
    column="client",
    words=_share_words,
    said=(
        pgettext_lazy("in a history", "shared it"),
        pgettext_lazy("in a history", "changed a share"),
        pgettext_lazy("in a history", "ended a share"),
    ),
    icon="people",
    named=("user",),
    ended=_has_ended,
)
TAGS = Part(
    name="tags",
    label=gettext_lazy("Tags"),
    model=Tagging,
    column="client",
    words=lambda event, names: words_for(Tagging._meta.get_field("tag"), event.tag_id, names),
    said=(
        pgettext_lazy("in a history", "put a tag on"),
        pgettext_lazy("in a history", "changed a tag"),
        pgettext_lazy("in a history", "took a tag off"),
    ),
    icon="edit",
    named=("tag",),
)
PARTS_OF_CLIENT = (SHARES, TAGS)
