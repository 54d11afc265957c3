"""The flash-card drill of key people (H2)."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from crm.access import check, may_see_person
from crm.models import DrillCard, Person


@transaction.atomic
def answer_card(*, by: User, person: Person, known: bool, today: dt.date) -> DrillCard:
    """Note whether `by` knew the person; known often, it comes back later. Raises `NotYours`."""
    check(may_see_person(by, person))
    DrillCard.objects.bulk_create([DrillCard(user=by, person=person, due_on=today)], ignore_conflicts=True)
    card = DrillCard.objects.select_for_update().get(user=by, person=person)
    card.answer(known=known, today=today)
    card.save(update_fields=["box", "due_on"])
    return card
