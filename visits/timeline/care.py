"""What a client is unhappy with (W6), and what colleagues say to each other about it."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from visits.models import Comment, Complaint, ComplaintState
from visits.timeline.source import Entry, Line, Source, name_of, of_seen
from visits.timeline.work import cut


def _complaints(user: Any, client_id: UUID) -> Any:
    return of_seen(Complaint, user, client_id)


def _say_complaint(entry: Entry, client_id: UUID) -> Line:
    return Line(
        moment=entry.moment,
        title=_("Complaint · %(person)s") % {"person": entry.about} if entry.about else _("Complaint"),
        url=reverse("complaint-detail", args=[entry.link]),
        icon="alert",
        tone="" if entry.state == ComplaintState.CLOSED else "danger",
        badge=(entry.state, str(ComplaintState(entry.state).label)),
        by=entry.who,
        words=entry.words,
    )


def _comments(user: Any, client_id: UUID) -> Any:
    return of_seen(Comment, user, client_id).filter(removed_at=None)


def _say_comment(entry: Entry, client_id: UUID) -> Line:
    url = reverse("client-detail", args=[client_id]) + "#comments"
    return Line(moment=entry.moment, title=_("Comment"), url=url, icon="chat", by=entry.who, words=entry.words)


SOURCES = (
    Source(
        "complaint", ("complaint",), _complaints, "raised_at", _say_complaint,
        {"words": cut("text"), "state": F("state"), "who": name_of("owner"), "about": "person__name", "link": "pk"},
    ),
    Source(
        "comment", ("comment",), _comments, "created_at", _say_comment,
        {"words": cut("body"), "who": name_of("author")},
    ),
)  # fmt: skip
