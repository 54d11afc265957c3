"""The words about comments and mentions."""

from typing import Any

from django.utils.translation import gettext as _

from crm.models import Person
from visits.actions.commented import client_of, place_of
from visits.actions.words import Message
from visits.models import Comment, ReminderKind


def about_comment(kind: str, facts: dict[str, Any], comment: Comment) -> Message:
    """Return the words for a comment or a mention; the comment as it reads now, where it was edited since."""
    row = comment.subject
    client = client_of(row)
    words = {
        "by": facts.get("by") or comment.author,
        "client": client.short_name or client.name,
        "person": row if isinstance(row, Person) else "",
    }
    if kind == ReminderKind.MENTION:
        title = _("%(by)s mentioned you: %(client)s")
    else:
        title = _("%(by)s commented: %(client)s")
    title %= words
    return Message(title=f"{title} · {row}" if words["person"] else title, body=comment.body[:500], path=place_of(row))
