"""Keep photos and files: looked at from inside, pictures written anew, the same file known again, removed with a way
back. A file lies in the storage under its row's id, so that what is sent twice is kept once.
"""

import datetime as dt
import hashlib
import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.identity import holds_identity_number
from core.ids import uuid7
from core.images import JPEG, PNG, drawn, one_at_a_time, open_picture, written
from core.text import clean_text
from core.writes import create_once, made_already
from crm.access import check, may_manage_client
from visits.actions.commented import Subject, client_of, lock_subject
from visits.actions.file_kind import IMAGE, TYPES, kind_of
from visits.models import Attachment

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 60  # with one thing
SIDE, SMALL_SIDE = 2560, 320  # pixels
PNG_BYTES = 3 * 1024 * 1024  # a screenshot that is larger becomes a JPEG
KEPT_AFTER = dt.timedelta(days=30)  # what was removed, before it is gone for good
log = logging.getLogger(__name__)


class SameFile(Exception):
    """The file is there already. Carries the `attachment`."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__("there already")
        self.attachment = attachment


@dataclass(frozen=True, slots=True)
class Content:
    """What is written: the file itself, its type, and for a picture the small one."""

    file: Any
    size: int
    content_type: str
    ending: str
    small: bytes = b""


def add_file(
    *, name: str, row: Subject, by: User, now: dt.datetime, file: Any, id: UUID | None = None
) -> tuple[Attachment, bool]:
    """Keep an uploaded file with `row`, which must have come from what `by` may see; return it and whether it is new.

    Parameters: `name`, one of `visits.models.attachment.HOLDERS`; `file`, with `name`, `size` and what a file has.
    The same `id` again keeps nothing. Raises `ValidationError` for what is not taken, `SameFile` for what is there
    already, ForeignDraft for somebody else's id, NotYours for a row that is gone and a person who is erased.
    """
    key = id or uuid7()
    made = Attachment(id=key, added_by=by, created_at=now, updated_at=now, name=_tidy(file.name), **{name: row})
    same = (f"{name}_id", "added_by_id")
    earlier = made_already(made, same=same)
    if earlier is not None:
        return earlier, False
    if holds_identity_number(made.name):
        raise ValidationError(_("The name of this file holds the number of an identity card. Rename it first."))
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})
    made.digest = _digest(file)
    _check_room(made, name)
    content = _content(file, made.name)
    folder = f"attachments/{key.hex[-2:]}"
    made.size, made.content_type = content.size, content.content_type
    try:
        made.stored_as = _write(f"{folder}/{key}.{content.ending}", content.file)
        if content.small:
            made.small_as = _write(f"{folder}/{key}.small.jpg", ContentFile(content.small))
        with transaction.atomic():
            lock_subject(row)
            _check_room(made, name)  # of two that come at once the second sees the first
            kept, is_new = create_once(made, same=same)
    except Exception:
        _let_go(made)
        raise
    if not is_new:
        _let_go(made)
    return kept, is_new


def _check_room(made: Attachment, name: str) -> None:
    """Refuse what is there already, and one file too many; what came under the same id is the same."""
    there = Attachment.objects.filter(**{f"{name}_id": getattr(made, f"{name}_id")}).kept().exclude(pk=made.pk)
    twin = there.filter(digest=made.digest).first()
    if twin is not None:
        raise SameFile(twin)
    if there.count() >= MOST_FILES:
        raise ValidationError(_("No more than %(most)s files here. Take some away first.") % {"most": MOST_FILES})


@transaction.atomic
def remove_file(*, attachment: Attachment, by: User, version: int, now: dt.datetime) -> Attachment:
    """Take a file away; its content stays for thirty days. Raises StaleVersion, NotYours."""
    check(may_remove(by, attachment))
    attachment.removed_at = now
    return attachment.save_checked(version=version, fields=("removed_at",))


@transaction.atomic
def restore_file(*, attachment: Attachment, by: User, version: int, now: dt.datetime) -> Attachment:
    """Bring it back. Raises StaleVersion, NotYours."""
    check(may_remove(by, attachment) and attachment.removed_at is not None)
    attachment.removed_at = None
    return attachment.save_checked(version=version, fields=("removed_at",))


def may_remove(user: User, attachment: Attachment) -> bool:
    """Whether `user` may take away a file they see: who added it, and who answers for the client."""
    return attachment.added_by_id == user.pk or may_manage_client(user, client_of(attachment.holder))


def tidy_files(*, now: dt.datetime) -> int:
    """Delete what was removed more than thirty days ago, content and all; return how many."""
    old = Attachment.objects.filter(removed_at__lt=now - KEPT_AFTER).order_by("removed_at")
    return delete_files(old[:500])


@transaction.atomic
def delete_files(rows: QuerySet[Attachment]) -> int:
    """Delete rows, and their content once that is certain."""
    found = list(rows.values_list("pk", "stored_as", "small_as"))
    Attachment.objects.filter(pk__in=[row[0] for row in found]).delete()
    transaction.on_commit(lambda: _forget(name for row in found for name in row[1:]))
    return len(found)


def _let_go(made: Attachment) -> None:
    """Delete the content of a try that made no row, unless a row of the same id names it: two tries may cross."""
    kept = Attachment.objects.filter(pk=made.pk).values_list("stored_as", "small_as").first() or ()
    _forget(name for name in (made.stored_as, made.small_as) if name not in kept)


def _forget(names: Iterable[str]) -> None:
    for name in filter(None, names):
        try:
            default_storage.delete(name)
        except Exception:  # the row is gone; a file that stays harms nobody
            log.exception("the content of a removed file stays in the storage")


def _tidy(name: str) -> str:
    """Return a file's name without folders and what no name holds, its ending kept."""
    name = clean_text(name or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(one for one in name if one.isprintable()).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= 200 else f"{(stem or ending)[: 190 - len(ending[:9])]}{dot}{ending[:9]}"


def _digest(file: Any) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    return found.hexdigest()


def _content(file: Any, name: str) -> Content:
    kind = kind_of(file, name)
    if kind != IMAGE:
        file.seek(0)
        return Content(file, file.size, TYPES[kind], kind)
    with one_at_a_time:
        return _picture(file)


def _picture(file: Any) -> Content:
    picture = open_picture(file)
    small = written(picture, side=SMALL_SIDE, quality=80)
    if picture.format == "PNG" or "A" in picture.getbands():
        as_png = drawn(picture, side=SIDE)
        if len(as_png) <= PNG_BYTES:
            return Content(io.BytesIO(as_png), len(as_png), PNG, "png", small)
    as_jpeg = written(picture, side=SIDE)
    return Content(io.BytesIO(as_jpeg), len(as_jpeg), JPEG, "jpg", small)


def _write(name: str, content: Any) -> str:
    """Write under this name and return it; what an earlier try left there is written anew."""
    default_storage.delete(name)
    return default_storage.save(name, content if isinstance(content, File) else File(content))
