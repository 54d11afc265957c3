"""Tag clients, and keep the vocabulary of tags."""

import datetime as dt
import unicodedata
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.identity import NO_IDENTITY_NUMBERS, holds_identity_number
from crm.access import check
from crm.actions.client import lock_client
from crm.models import Client, Tag, Tagging


def tidy(name: str) -> str:
    """Return a tag as it is kept: full width folded, "#" and spaces around taken off, 40 characters."""
    return " ".join(unicodedata.normalize("NFKC", name).lstrip("# ").split())[:40]


@transaction.atomic
def tag_client(*, by: User, client: Client, name: str, now: dt.datetime) -> tuple[Tagging, bool]:
    """Put a tag on a client, made now if nobody used the word before; return it and whether it is new there.

    Raises `ValidationError` for no word, `NotYours`.
    """
    lock_client(by=by, client=client)
    word = tidy(name)
    if not word:
        raise ValidationError(_("Type a word."))
    if holds_identity_number(word):
        raise ValidationError(NO_IDENTITY_NUMBERS)
    tag = Tag.objects.filter(name__iexact=word).first()
    if tag is None:
        try:
            with transaction.atomic():
                tag = Tag.objects.create(name=word, created_at=now, updated_at=now)
        except IntegrityError:  # typed by two people in the same second
            tag = Tag.objects.get(name__iexact=word)
    elif tag.archived_at:
        tag.archived_at = None
        tag.save_checked(version=tag.version, fields=["archived_at"])
    return Tagging.objects.get_or_create(tag=tag, client=client, defaults={"tagged_by": by, "created_at": now})


@transaction.atomic
def untag_client(*, by: User, client: Client, tag_id: UUID) -> Tag | None:
    """Take a tag off a client; return it, or None when it was off already. Raises `NotYours`."""
    lock_client(by=by, client=client)
    tagging = Tagging.objects.select_related("tag").filter(client=client, tag_id=tag_id).first()
    if tagging is None:
        return None
    tagging.delete()
    return tagging.tag


@transaction.atomic
def rename_tag(*, by: User, tag: Tag, version: int, name: str) -> Tag:
    """Change a word everywhere. Raises `StaleVersion`, `NotYours`, `ValidationError` for a word that is there."""
    check(by.may(Permission.MANAGE_DATA))
    tag.name = tidy(name)
    try:
        with transaction.atomic():
            return tag.save_checked(version=version, fields=["name"])
    except IntegrityError:
        raise ValidationError({"name": _("There is such a tag already.")}) from None


@transaction.atomic
def retire_tag(*, by: User, tag: Tag, version: int, now: dt.datetime | None) -> Tag:
    """Offer a tag no more, or again with `now` None; clients that carry it keep it. Raises `StaleVersion`."""
    check(by.may(Permission.MANAGE_DATA))
    tag.archived_at = now
    return tag.save_checked(version=version, fields=["archived_at"])
