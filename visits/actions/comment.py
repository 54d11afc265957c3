"""Comment on a client, a person, a complaint, a visit or a promise; name colleagues; take words back for a day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.ids import uuid7
from core.text import clean_text
from core.writes import create_once
from visits.actions.commented import Subject, colleagues_who_see, lock_subject, owner_of, sees
from visits.actions.mention import mentioned_in, names_in
from visits.actions.reminder import COMMENT, leads_of, schedule, withdraw
from visits.models import Comment, Reminder, ReminderKind, Visit

KINDS = (ReminderKind.COMMENT, ReminderKind.MENTION)


@transaction.atomic
def comment_on(
    *, name: str, row: Subject, by: User, now: dt.datetime, body: str, id: UUID | None = None
) -> tuple[Comment, bool]:
    """Add a comment and tell those concerned: whom it names, whose the row is, who commented before, and for a
    manager's own words on a visit the leads who answer for them. Return it and whether it is new: the same `id` again
    adds nothing.

    Parameters: `name`, one of `visits.models.comment.SUBJECTS`; `row`, which must have come from what `by` may see.
    Only colleagues who see the row are named. Raises ForeignDraft for the id of somebody else's comment, NotYours for
    a row that is gone and a person who is erased.
    """
    lock_subject(row)
    made = Comment(id=id or uuid7(), author=by, body=clean_text(body), created_at=now, updated_at=now, **{name: row})
    comment, is_new = create_once(made, same=(f"{name}_id", "author_id"))
    if is_new:
        named = _name(comment, row, by)
        _tell(ReminderKind.MENTION, comment, named, now)
        _tell(ReminderKind.COMMENT, comment, _concerned(name, row, by, named), now)
    return comment, is_new


@transaction.atomic
def edit_comment(*, comment: Comment, by: User, version: int, now: dt.datetime, body: str) -> Comment:
    """Change one's own words within a day; whom they name besides is told. Raises StaleVersion, PermissionDenied."""
    if not comment.may_change(by, now) or comment.removed_at:
        raise PermissionDenied
    before = set(comment.mentioned.values_list("pk", flat=True))
    comment.body, comment.edited_at = clean_text(body), now
    comment.save_checked(version=version, fields=("body", "edited_at"))
    named = _name(comment, comment.subject, by)
    _tell(ReminderKind.MENTION, comment, [one for one in named if one.pk not in before], now)
    return comment


@transaction.atomic
def remove_comment(*, comment: Comment, by: User, version: int, now: dt.datetime) -> Comment:
    """Take one's own words away within a day; what has not gone out is not told.

    Raises StaleVersion, PermissionDenied.
    """
    if not comment.may_change(by, now):
        raise PermissionDenied
    comment.removed_at = now
    comment.save_checked(version=version, fields=("removed_at",))
    withdraw(subject_id=comment.pk, now=now)
    return comment


@transaction.atomic
def restore_comment(*, comment: Comment, by: User, version: int, now: dt.datetime) -> Comment:
    """Bring them back; what was withdrawn waits again. Raises StaleVersion, PermissionDenied."""
    if not comment.may_change(by, now) or comment.removed_at is None:
        raise PermissionDenied
    removed_at, comment.removed_at = comment.removed_at, None
    comment.save_checked(version=version, fields=("removed_at",))
    withdrawn = Reminder.objects.filter(subject_id=comment.pk, kind__in=KINDS, sent_at=None, dropped_at=removed_at)
    withdrawn.update(dropped_at=None)
    return comment


def not_reached(comment: Comment, named: Iterable[User]) -> list[User]:
    """Return the colleagues whose full names stand behind an @ but who do not see the row, and so were not told."""
    parts, told = names_in(comment.body), {one.pk for one in named}
    if not parts:
        return []
    people = User.objects.filter(is_active=True).exclude(pk__in=[*told, comment.author_id]).exclude(name="")
    starts = {part[:1].casefold() for part in parts if part}
    others = [one for one in people.only("id", "name", "username") if one.name[:1].casefold() in starts]
    reached = mentioned_in(comment.body, [*named, *others])
    return [one for one in reached if one.pk not in told]


def _name(comment: Comment, row: Subject, by: User) -> list[User]:
    """Keep whom the words name; only those who see the row, and nobody themselves."""
    if "@" not in comment.body and "＠" not in comment.body:  # noqa: RUF001
        comment.mentioned.clear()
        return []
    people = mentioned_in(comment.body, colleagues_who_see(row))
    named = [one for one in people if one.pk != by.pk and sees(one, row)]
    comment.mentioned.set(named)
    return named


def _concerned(name: str, row: Subject, by: User, named: list[User]) -> list[User]:
    """Return who hears of a comment without being named in it."""
    owner = owner_of(row)
    found: dict[Any, User] = {owner.pk: owner}
    earlier = Comment.objects.filter(**{name: row}).shown().select_related("author").order_by("author_id")
    found |= {one.author_id: one.author for one in earlier.distinct("author_id")}
    if isinstance(row, Visit) and by.pk == row.owner_id:
        found |= {lead.pk: lead for lead in leads_of(by)}
    for one in (by, *named):
        found.pop(one.pk, None)
    return list(found.values())


def _tell(kind: ReminderKind, comment: Comment, people: list[User], now: dt.datetime) -> None:
    schedule(kind=kind, subject_kind=COMMENT, subject_id=comment.pk, due_at=now, recipients=people)
