"""The words about complaints and their clocks (W6)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import moment_words
from visits.actions.words import Message
from visits.models import Complaint, ReminderKind


def about_complaint(kind: str, facts: dict[str, Any], complaint: Complaint) -> Message:
    """Return the words for one reminder; `facts` says which clock it was ("answer", "solution", "call_back")."""
    client = complaint.client.short_name or complaint.client.name
    title = _titles(kind, facts.get("clock", "solution")) % {
        "client": client,
        "owner": complaint.owner,
        "at": _moment(complaint, facts.get("clock", "solution")),
    }
    return Message(title=title, body=complaint.text[:500], path=reverse("complaint-detail", args=[complaint.pk]))


def _titles(kind: str, clock: str) -> str:
    late = {
        "answer": _("Complaint of %(client)s: the answer was due %(at)s"),
        "solution": _("Complaint of %(client)s: the solution was due %(at)s"),
        "call_back": _("Complaint of %(client)s: the call-back was due %(at)s"),
    }
    if kind == ReminderKind.COMPLAINT_NEW:
        return _("%(client)s complains: it is yours to settle")
    if kind == ReminderKind.COMPLAINT_LATE:
        return late[clock]
    if kind == ReminderKind.COMPLAINT_LATE_LEAD:
        return "%(owner)s · " + late[clock]
    return {
        "answer": _("Complaint of %(client)s: the answer is due %(at)s"),
        "solution": _("Complaint of %(client)s: the solution is due %(at)s"),
        "call_back": _("Complaint of %(client)s: the call-back is due %(at)s"),
    }[clock]


def _moment(complaint: Complaint, clock: str) -> str:
    ends = {"answer": complaint.answer_due_at, "solution": complaint.solve_due_at}.get(clock, complaint.due_at)
    zone = timezone.get_current_timezone()
    today = timezone.localdate()
    return moment_words(ends, zone=zone, today=today, language=get_language() or "en")
