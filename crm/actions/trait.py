"""Notes about people (PIPL): erased once needed no more; sensitive ones read with a log and ruled by the house."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from crm.access import NotYours, check, may_edit_client
from crm.actions.client import lock_client
from crm.actions.person_erase import delete_with_history
from crm.models import NotesRules, Trait, TraitReading
from crm.models.trait import rules

BATCH = 500


@transaction.atomic
def read_trait(*, by: User, trait: Trait, now: dt.datetime) -> str:
    """Log that `by` reads a sensitive note, and return its words.

    Raises `NotYours`, also where the house has none, and once its last day is over or it was removed.
    """
    check(may_edit_client(by, trait.person.client) and rules().allows(trait.sensitivity))
    check(trait.removed_at is None and (trait.expires_on is None or trait.expires_on >= timezone.localdate(now)))
    TraitReading.objects.create(person_id=trait.person_id, reader=by, sensitivity=trait.sensitivity, created_at=now)
    return trait.text


@transaction.atomic
def keep_trait(*, by: User, trait: Trait, version: int, today: dt.date) -> Trait:
    """Find a plain note still needed `today`, so that its months begin anew. Raises `StaleVersion`, `NotYours`."""
    lock_client(by=by, client=trait.person.client)
    check(trait.removed_at is None and not trait.sensitivity)
    trait.kept_on = today
    return trait.save_checked(version=version, fields=["kept_on"])


@transaction.atomic
def set_rules(*, by: User, version: int, values: Mapping[str, Any]) -> NotesRules:
    """Say how long notes are kept, and which sensitive ones. Raises `StaleVersion`, `NotYours` for who may not."""
    if not by.may(Permission.MANAGE_DATA):
        raise NotYours
    row, _is_new = NotesRules.objects.get_or_create(is_only=True)
    for name, value in values.items():
        setattr(row, name, value)
    return row.save_checked(version=version, fields=list(values))


def erase_expired(*, today: dt.date) -> int:
    """Delete the notes whose day has come, words and history and all; return how many.

    The day of a plain one comes when nobody has written it or found it needed for as long as the house keeps them;
    one that was removed has the same day. Of sensitive ones whose end was moved, or that are sensitive no more, what
    the history says goes on the day given before.
    """
    erased = 0
    for due in (Trait.objects.filter(expires_on__lte=today), Trait.objects.unneeded_since(rules().kept_since(today))):
        while keys := list(due.values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                delete_with_history(Trait.objects.filter(pk__in=keys))
            erased += len(keys)
    events: Any = Trait.pgh_event_model  # type: ignore[attr-defined]
    while keys := list(events.objects.filter(expires_on__lte=today).values_list("pk", flat=True)[:BATCH]):
        events.objects.filter(pk__in=keys).delete()
    return erased
