"""The one look each state has everywhere: tone and icon. The word comes translated from whoever knows the state."""

from typing import NamedTuple


class Look(NamedTuple):
    tone: str  # a class of static/css/components/badge.css
    icon: str  # a symbol of static/public/icons.svg


PLAIN = Look("quiet", "circle")
LOOKS: dict[str, Look] = {
    # a visit
    "planned": Look("quiet", "calendar"),
    "confirmed": Look("accent", "check"),
    "in_progress": Look("live", "visit"),
    "to_record": Look("warn", "note"),
    "recorded": Look("accent", "promise"),
    "sent_back": Look("danger", "send-back"),
    "accepted": Look("ok", "check"),
    "cancelled": Look("off", "close"),
    # a promise
    "open": Look("quiet", "circle"),
    "due": Look("warn", "clock"),
    "kept": Look("ok", "check"),
    "late": Look("danger", "alert"),
    "broken": Look("danger", "close"),
    "renegotiated": Look("quiet", "swap"),
    # a handbook page, a client
    "draft": Look("warn", "edit"),
    "published": Look("ok", "check"),
    "archived": Look("off", "archive"),
    # how an installation is ("broken" is above)
    "well": Look("ok", "check"),
    "look": Look("warn", "alert"),
    "off": Look("off", "circle"),
    # an import, its lines
    "uploaded": Look("warn", "edit"),
    "matched": Look("live", "clock"),
    "previewed": Look("warn", "search"),
    "running": Look("live", "play"),
    "undoing": Look("live", "undo"),
    "done": Look("ok", "check"),
    "failed": Look("danger", "alert"),
    "undone": Look("off", "undo"),
    "new": Look("accent", "plus"),
    "changed": Look("warn", "edit"),
    "same": Look("off", "check"),
    "duplicate": Look("plum", "copy"),
    "error": Look("danger", "alert"),
    # a complaint, its severity, what the client says in the end
    "raised": Look("danger", "alert"),
    "answered": Look("warn", "clock"),
    "solved": Look("accent", "phone"),
    "called_back": Look("accent", "check"),
    "closed": Look("ok", "check"),
    "critical": Look("danger", "alert"),
    "serious": Look("warn", "alert"),
    "minor": Look("quiet", "info"),
    "satisfied": Look("ok", "face-glad"),
    # how a purpose came out
    "achieved": Look("ok", "check"),
    "partly": Look("warn", "half"),
    "not": Look("danger", "close"),
    # said by a lead
    "lead": Look("plum", "review"),
}


def look_of(state: str) -> Look:
    """Return the look of a state; an unknown one is plain rather than an error on somebody's page."""
    return LOOKS.get(str(state), PLAIN)
