"""The kinds of source as a person is offered them: those they gave last come first (K7)."""

from typing import Any

from crm.models import Quadrant, SourceKind

# What most people mean, offered until they have said something themselves.
USUAL = (SourceKind.STAFF, SourceKind.WEBSITE, SourceKind.ANNUAL_REPORT)
_REMEMBERED = "source_kinds"


def remember_kind(session: Any, kind: str) -> None:
    """Offer this kind first the next time."""
    others = [one for one in session.get(_REMEMBERED, ()) if one != kind]
    session[_REMEMBERED] = [kind, *others][: len(USUAL)]


def first_kinds(session: Any) -> list[SourceKind]:
    """Return the few kinds to offer first: the last ones given, filled up with the usual ones."""
    last = [SourceKind(one) for one in session.get(_REMEMBERED, ()) if one in SourceKind.values]
    return list(dict.fromkeys([*last, *USUAL]))[: len(USUAL)]


def by_quadrant() -> list[tuple[Quadrant, list[SourceKind]]]:
    """Return the kinds under their quadrants, as chips are laid out."""
    return [(quadrant, quadrant.kinds) for quadrant in Quadrant]
