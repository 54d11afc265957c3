"""What tests of people note about them, and where the pages for it are."""

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from crm.actions.person_part import create_part


def note(by, person, model, **values) -> Model:
    """Store one row of `model` about a person, as `by` would."""
    return create_part(by=by, person=person, model=model, now=timezone.now(), values=values)


def part(person, kind, row=None, act="") -> str:
    """Return the address of a kind's new row, or of `act` on one that is there."""
    where = [person.client_id, person.pk, kind]
    return reverse(f"person-part-{act}", args=[*where, row.pk]) if row else reverse("person-part-new", args=where)
