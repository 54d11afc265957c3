"""The one thing to do next at a client, with its reasons (V13): rules in the order of what cannot wait. Pure.

`RULES` is the list to read: the first that has something to say is the suggestion. A rule looks at the `Standing` and
at nothing else, and says why.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import day_words, due_words, past_words
from visits.standing import RIVAL_NEAR, Fact, Standing

DISSATISFIED = 2  # or less, of five
SOON_DAYS = 1


class Act(StrEnum):
    """What there is to do; a page knows the address for each."""

    GO_ON = "go_on"  # with the visit that is being made
    MEND = "mend"  # a record that was sent back
    RECORD = "record"
    KEEP = "keep"  # a promise
    ACCEPT = "accept"  # a hand-over
    SETTLE = "settle"  # say what became of a contract
    CONFIRM = "confirm"  # the visit with the client
    PREPARE = "prepare"  # the visit that is coming
    MEET = "meet"  # note who decides
    LEVEL = "level"  # say which of those known decides
    ANSWER = "answer"  # a request
    SEE_TO = "see_to"  # a complaint: its next step
    PLAN = "plan"  # a visit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do, the button's words, why, and the row it is about (None: the client itself).

    `purpose` is the chip of `visits/purposes.py` that a planned visit may begin with.
    """

    act: Act
    label: str
    why: tuple[str, ...]
    subject: UUID | None = None
    purpose: str = ""


Rule = Callable[[Standing], Suggestion | None]


def suggest(standing: Standing) -> Suggestion | None:
    """Return the one thing to do next; None for a client that is archived."""
    if standing.is_archived:
        return None
    return next((found for rule in RULES if (found := rule(standing)) is not None), None)


def _go_on_with_the_visit(standing: Standing) -> Suggestion | None:
    return _about(standing.in_progress, Act.GO_ON, _("Go on with the visit"), _("A visit is under way."))


def _see_to_a_pressing_complaint(standing: Standing) -> Suggestion | None:
    soon = standing.today + dt.timedelta(days=SOON_DAYS)
    return _complaint(next((one for one in standing.settleable if one.on and one.on <= soon), None), standing)


def _see_to_a_complaint(standing: Standing) -> Suggestion | None:
    return _complaint(next(iter(standing.settleable), None), standing)


def _mend_the_record(standing: Standing) -> Suggestion | None:
    return _about(standing.sent_back, Act.MEND, _("Mend the record"), _("Your lead sent it back."))


def _finish_the_record(standing: Standing) -> Suggestion | None:
    owed = standing.owed
    why = "" if owed is None else _("You were there %(day)s; it takes three minutes.") % {"day": _ago(owed, standing)}
    return _about(owed, Act.RECORD, _("Finish the record"), why)


def _keep_what_is_late(standing: Standing) -> Suggestion | None:
    late = next((one for one in standing.keepable if one.on and one.on < standing.today), None)
    return None if late is None else _keep(late, standing)


def _accept_the_handover(standing: Standing) -> Suggestion | None:
    if not standing.handover_waits or standing.handover is None:
        return None
    why = _("The client comes to you %(day)s.") % {"day": _day(standing.handover.on, standing)}
    return _about(standing.handover, Act.ACCEPT, _("Go through the hand-over"), why)


def _keep_what_is_due(standing: Standing) -> Suggestion | None:
    soon = standing.today + dt.timedelta(days=SOON_DAYS)
    due = next((one for one in standing.keepable if one.on and one.on <= soon), None)
    return None if due is None else _keep(due, standing)


def _settle_the_contract(standing: Standing) -> Suggestion | None:
    ended = next(iter(standing.ended_contracts), None)
    why = "" if ended is None else _("%(contract)s ended %(day)s.") % _contract(ended, standing)
    return _about(ended, Act.SETTLE, _("Say what became of the contract"), why)


def _get_ready_for_the_visit(standing: Standing) -> Suggestion | None:
    visit = standing.next_visit
    if visit is None or visit.on is None or (visit.on - standing.today).days > SOON_DAYS:
        return None
    why = _("%(day)s: %(purpose)s") % {"day": _day(visit.on, standing), "purpose": visit.words}
    if standing.next_is_confirmed:
        return _about(visit, Act.PREPARE, _("Prepare the visit"), why)
    return _about(visit, Act.CONFIRM, _("Confirm the visit"), why)


def _note_who_decides(standing: Standing) -> Suggestion | None:
    if standing.deciders:
        return None
    why = _("Nobody of the top or of management is known.")
    if not standing.level_unknown:
        return Suggestion(Act.MEET, _("Note who decides"), (why,))
    return Suggestion(Act.LEVEL, _("Say who decides"), (_("Of those known, nobody has said who decides."),))


def _visit_for_a_reason(standing: Standing) -> Suggestion | None:
    reasons = reasons_to_visit(standing)
    if standing.next_visit is not None or not reasons:
        return None
    purpose, _why = reasons[0]
    return Suggestion(Act.PLAN, _("Plan a visit"), tuple(why for _purpose, why in reasons), purpose=purpose)


def _answer_the_request(standing: Standing) -> Suggestion | None:
    waiting = next((one for one in standing.answerable if standing.has_waited(one)), None)
    why = "" if waiting is None else f"{waiting.words} · {_ago(waiting, standing)}"
    return _about(waiting, Act.ANSWER, _("Answer the request"), why)


def _prepare_what_is_planned(standing: Standing) -> Suggestion | None:
    visit = standing.next_visit
    if visit is None:
        return None
    why = _("%(day)s: %(purpose)s") % {"day": _day(visit.on, standing), "purpose": visit.words}
    return _about(visit, Act.PREPARE, _("Prepare the visit"), why)


def _plan_a_visit(standing: Standing) -> Suggestion | None:
    return Suggestion(Act.PLAN, _("Plan a visit"), (_("Nothing presses. A good moment for a new topic."),))


RULES: tuple[Rule, ...] = (
    _go_on_with_the_visit,
    _see_to_a_pressing_complaint,
    _mend_the_record,
    _finish_the_record,
    _keep_what_is_late,
    _accept_the_handover,
    _keep_what_is_due,
    _see_to_a_complaint,
    _settle_the_contract,
    _get_ready_for_the_visit,
    _note_who_decides,
    _visit_for_a_reason,
    _answer_the_request,
    _prepare_what_is_planned,
    _plan_a_visit,
)


def reasons_to_visit(standing: Standing) -> list[tuple[str, str]]:
    """Return (purpose chip, why) of everything that asks for a visit, the strongest first."""
    found = []
    if ending := next(iter(standing.ending_contracts), None):
        found.append(("renewal", _("%(contract)s ends %(day)s.") % _contract(ending, standing)))
    if standing.last_visit_on is None:
        found.append(("first", _("Nobody has visited them yet.")))
    if standing.is_neglected:
        words = _("The last visit was %(days)d days ago; the rhythm here is %(rhythm)d.")
        found.append(("care", words % {"days": standing.days_without, "rhythm": standing.rhythm_days}))
    if standing.next_contact_on is not None and standing.next_contact_on <= standing.today:
        said = due_words(standing.next_contact_on, today=standing.today, language=get_language() or "en")
        found.append(("care", _("The next contact was agreed: %(day)s.") % {"day": said}))
    if standing.often_asked:
        words = _("They keep asking: several open requests are “%(kind)s”.")
        found.append(("needs", words % {"kind": standing.often_asked}))
    return found + _chances(standing)


def _chances(standing: Standing) -> list[tuple[str, str]]:
    """Return where a rival may be followed: they are dissatisfied, or its contract ends within half a year."""
    found = []
    for rival in standing.rivals:
        if rival.satisfaction is not None and rival.satisfaction <= DISSATISFIED:
            found.append(("rival", _("They are dissatisfied with %(rival)s.") % {"rival": rival.words}))
        elif rival.ends_on is not None and standing.today <= rival.ends_on <= standing.today + RIVAL_NEAR:
            said = {"rival": rival.words, "day": _day(rival.ends_on, standing)}
            found.append(("rival", _("Their contract with %(rival)s ends %(day)s.") % said))
    return found


def _keep(promise: Fact, standing: Standing) -> Suggestion:
    assert promise.on is not None  # noqa: S101  a promise has a day
    day = due_words(promise.on, today=standing.today, language=get_language() or "en")
    return Suggestion(Act.KEEP, _("Keep the promise"), (f"{promise.words} · {day}",), promise.id)


def _complaint(one: Fact | None, standing: Standing) -> Suggestion | None:
    if one is None or one.on is None:
        return None
    clock = standing.clock_words(one, language=get_language() or "en")
    return _about(one, Act.SEE_TO, _("See to the complaint"), f"{one.words} · {clock}")


def _about(row: Fact | None, act: Act, label: str, why: str) -> Suggestion | None:
    return None if row is None else Suggestion(act, label, (why,), row.id)


def _contract(one: Fact, standing: Standing) -> dict[str, str]:
    return {"contract": one.words, "day": _day(one.on, standing)}


def _day(day: dt.date | None, standing: Standing) -> str:
    return "" if day is None else day_words(day, today=standing.today, language=get_language() or "en")


def _ago(one: Fact, standing: Standing) -> str:
    return "" if one.on is None else past_words(one.on, today=standing.today, language=get_language() or "en")
