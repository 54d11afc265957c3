"""Write handbook pages. Each save keeps a revision; what readers see changes only by publishing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from core.ids import uuid7
from core.writes import create_once
from etiquette.markdown import lead
from etiquette.models import Page, Revision
from etiquette.models.revision import MAX_EXCERPT, TEXT_FIELDS


class NotReadyError(Exception):
    """The page has no language with both a title and a text, so there is nothing to publish."""


@transaction.atomic
def create_page(
    *, slug: str, occasion: str, position: int, text: Mapping[str, str], by: User | None, now: datetime,
    note: str = "", is_standard: bool = False, new_id: UUID | None = None,
) -> Page:  # fmt: skip
    """Make a page as a draft with its first revision.

    Parameters: `text`, the four `TEXT_FIELDS` by name; `is_standard`, it came with the product; `new_id`, made with
    the form: sent twice it makes one page.
    Raises `IntegrityError` when the address is taken, `ForeignDraft` when `new_id` is a page of another address.
    """
    page = Page(id=new_id or uuid7(), slug=slug, occasion=occasion, position=position, created_at=now, updated_at=now)
    _put(page, text)
    saved, is_new = create_once(page, same=("slug",))
    if is_new:
        _keep(saved, by=by, now=now, note=note, is_standard=is_standard)
    return saved


@transaction.atomic
def save_draft(
    *, page: Page, version: int, text: Mapping[str, str], by: User | None, now: datetime,
    occasion: str | None = None, position: int | None = None, note: str = "", is_standard: bool = False,
) -> Page:  # fmt: skip
    """Save the working copy and keep it as the next revision; a text that is the same keeps none.

    Occasion and place in the list hold for readers at once; the text does not.
    Raises `StaleVersion` when the page was changed since `version`.
    """
    same = {name: text[name] for name in TEXT_FIELDS} == page.text
    _put(page, text)
    page.occasion = occasion or page.occasion
    page.position = page.position if position is None else position
    page.latest_number += 0 if same else 1
    page.save_checked(version=version, fields=(*TEXT_FIELDS, "occasion", "position", "latest_number"))
    if not same:
        _keep(page, by=by, now=now, note=note, is_standard=is_standard)
    return page


@transaction.atomic
def publish(*, page: Page, version: int, by: User | None, now: datetime) -> Page:
    """Let everyone read the working copy. Raises `StaleVersion`, and `NotReadyError` where no text is whole."""
    if not page.languages:
        raise NotReadyError
    return show_revision(page=page, number=page.latest_number, version=version, by=by, now=now)


def unpublish(*, page: Page, version: int, by: User, now: datetime) -> Page:
    """Take the page away from readers; its text stays. Raises `StaleVersion`."""
    return show_revision(page=page, number=None, version=version, by=by, now=now)


@transaction.atomic
def show_revision(*, page: Page, number: int | None, version: int, by: User | None, now: datetime) -> Page:
    """Make the saved text `number` the one everyone reads, or none. It is also how publishing is undone.

    Raises `StaleVersion`, and `Revision.DoesNotExist` for a number the page never had.
    """
    revision = page.revisions.get(number=number) if number else None
    page.published = revision
    page.published_at = now if revision else None
    page.save_checked(version=version, fields=("published", "published_at"))
    if revision:
        Revision.objects.filter(pk=revision.pk).update(published_at=now, published_by=by)
    return page


def restore_revision(*, page: Page, revision: Revision, version: int, by: User, now: datetime) -> Page:
    """Make an earlier text the working copy again, as a new revision; nothing between is lost.

    Raises `StaleVersion`, and `ValueError` for another page's revision.
    """
    if revision.page_id != page.pk:
        raise ValueError("the revision belongs to another page")
    note = gettext("Revision %(number)s restored") % {"number": revision.number}
    return save_draft(page=page, version=version, text=revision.text, by=by, now=now, note=note)


def _put(page: Page, text: Mapping[str, str]) -> None:
    for name in TEXT_FIELDS:
        setattr(page, name, text[name])


def _keep(page: Page, *, by: User | None, now: datetime, note: str, is_standard: bool) -> None:
    Revision.objects.create(
        page=page,
        number=page.latest_number,
        **page.text,
        excerpt_en=lead(page.body_en)[:MAX_EXCERPT],
        excerpt_zh=lead(page.body_zh)[:MAX_EXCERPT],
        note=note,
        author=by,
        created_at=now,
        is_standard=is_standard,
    )
