"""What is at risk at a client (V13, W5–W7): rules over its standing, the gravest first. Pure."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.dates import day_words, due_words
from visits.standing import Standing

DANGER, WARN, NOTE = "danger", "warn", "plum"
CONTRACT_URGENT_DAYS = 30
SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Risk:
    """One line: how grave (a tone), its icon, the words, and the part of the page or the row that tells more."""

    tone: str
    icon: str
    words: str
    anchor: str = ""


def risks_of(standing: Standing) -> list[Risk]:
    """Return what may go wrong, the gravest first."""
    found = [
        *_complaints(standing),
        *_promises(standing),
        *_contracts(standing),
        *_keeper(standing),
        *_contact(standing),
        *_loops(standing),
    ]
    found += _rivals(standing)
    gravity = {DANGER: 0, WARN: 1, NOTE: 2}
    return sorted(found, key=lambda risk: gravity[risk.tone])


def _said(day, standing: Standing) -> str:  # type: ignore[no-untyped-def]
    return day_words(day, today=standing.today, language=get_language() or "en")


def _due(day, standing: Standing) -> str:  # type: ignore[no-untyped-def]
    return due_words(day, today=standing.today, language=get_language() or "en")


def _complaints(standing: Standing) -> list[Risk]:
    if not standing.complaints:
        return []
    count, first = len(standing.complaints), standing.complaints[0]
    words = ngettext("%(count)d open complaint", "%(count)d open complaints", count) % {"count": count}
    clock = standing.clock_words(first, language=get_language() or "en")
    presses = first.on is not None and first.on <= standing.today
    return [Risk(DANGER if presses else WARN, "alert", f"{words} · {clock}", "complaints")]


def _promises(standing: Standing) -> list[Risk]:
    late = standing.late_promises
    if not late:
        return []
    words = ngettext("%(count)d promise overdue", "%(count)d promises overdue", len(late)) % {"count": len(late)}
    return [Risk(DANGER, "promise", f"{words} · {_due(late[0].on, standing)}", "glance-open")]


def _contracts(standing: Standing) -> list[Risk]:
    found = [
        Risk(DANGER, "note", _("%(contract)s ended %(day)s: what became of it?") % _of(one, standing), "contracts")
        for one in standing.ended_contracts
    ]
    for one in standing.ending_contracts:
        near = one.on is not None and (one.on - standing.today).days <= CONTRACT_URGENT_DAYS
        words = _("%(contract)s ends %(day)s") % _of(one, standing)
        found.append(Risk(DANGER if near else WARN, "clock", words, "contracts"))
    return found


def _of(one, standing: Standing) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {"contract": one.words, "day": _said(one.on, standing)}


def _keeper(standing: Standing) -> list[Risk]:
    found = []
    if standing.owner_is_away:
        found.append(Risk(DANGER, "person", _("Its account manager is switched off. Hand it over.")))
    if standing.handover is not None:
        words = _("Hand-over to %(taker)s · %(day)s")
        said = {"taker": standing.handover.words, "day": _said(standing.handover.on, standing)}
        found.append(Risk(NOTE, "swap", words % said, "handover"))
    for cover in standing.covers:
        words = _("%(colleague)s covers until %(day)s")
        found.append(Risk(NOTE, "people", words % {"colleague": cover.words, "day": _said(cover.on, standing)}))
    return found


def _contact(standing: Standing) -> list[Risk]:
    if standing.last_visit_on is None:
        return [] if standing.next_visit else [Risk(WARN, "visit", _("Nobody has visited them yet"))]
    if not standing.is_neglected:
        return []
    words = _("No visit for %(days)d days; %(rhythm)d is the rhythm here")
    return [Risk(WARN, "visit", words % {"days": standing.days_without, "rhythm": standing.rhythm_days})]


def _loops(standing: Standing) -> list[Risk]:
    found = []
    if (owed := standing.owed or standing.owed_by_others) is not None:
        found.append(Risk(WARN, "note", _("The record of %(day)s is missing") % {"day": _said(owed.on, standing)}))
    if (sent := standing.sent_back or standing.sent_back_to_others) is not None:
        words = _("The record of %(day)s was sent back")
        found.append(Risk(WARN, "note", words % {"day": _said(sent.on, standing)}))
    if waiting := standing.waiting_requests:
        words = ngettext(
            "%(count)d request open for more than a week", "%(count)d requests open for more than a week", len(waiting)
        )
        found.append(Risk(WARN, "chat", words % {"count": len(waiting)}, "glance-open"))
    return found


def _rivals(standing: Standing) -> list[Risk]:
    return [
        Risk(WARN, "rival", _("They are satisfied with %(rival)s") % {"rival": rival.words}, "installed")
        for rival in standing.rivals
        if rival.satisfaction is not None and rival.satisfaction >= SATISFIED
    ]
