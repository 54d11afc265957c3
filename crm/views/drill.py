"""Flash cards of key people before a visit (H2)."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.ids import one_uuid
from crm.actions.drill import answer_card
from crm.models import Client, DateKind, DrillCard, Person, PersonDate, PersonLevel
from crm.views.client import of_client

MOST_CARDS = 12
KEY_LEVELS = (PersonLevel.TOP, PersonLevel.MANAGEMENT)


@of_client
@require_safe
def client_drill(request: HttpRequest, client: Client) -> HttpResponse:
    """Show cards of the client's people, those due first; `person` in the address (repeated) names who is met.

    `visit` names the visit from which somebody came, and back to which it leads.
    """
    people = list(Person.objects.filter(client=client).active().exclude(name="").select_related("department"))
    met = set(request.GET.getlist("person"))
    key = [one for one in people if str(one.pk) in met] or [one for one in people if one.level in KEY_LEVELS] or people
    today = timezone.localdate()
    cards = {card.person_id: card for card in DrillCard.objects.filter(user=request.user, person__in=key)}
    due = [one for one in key if one.pk not in cards or cards[one.pk].due_on <= today]
    rest = sorted((one for one in key if one not in due), key=lambda one: cards[one.pk].due_on)
    wants_all = "all" in request.GET
    chosen = (due + rest if wants_all else due)[:MOST_CARDS]
    rows = Person.objects.filter(pk__in=[one.pk for one in chosen]).select_related("department")
    born = PersonDate.objects.there().filter(kind=DateKind.BIRTHDAY).order_by("pk")
    rows = rows.with_ways().prefetch_related("traits", Prefetch("dates", born, to_attr="birthdays"))
    shown = rows.in_bulk()
    visit = one_uuid(request.GET.get("visit", ""))
    context = {
        "client": client,
        "back_url": reverse("visit-detail", args=[visit]) if visit else reverse("client-detail", args=[client.pk]),
        "back_label": _("Back to the visit") if visit else client.name,
        "cards": [_card(shown[one.pk], today) for one in chosen],
        "later": min((cards[one.pk].due_on for one in rest), default=None),
        "all_url": f"?{request.GET.urlencode()}&all".replace("?&", "?"),
    }
    return render(request, "crm/drill.html", context)


def _card(person: Person, today: dt.date) -> dict[str, Any]:
    """Return what stands on the back of a card: what they are like, the birthday, and the best way to reach them."""
    birthday = next(iter(person.birthdays), None)  # type: ignore[attr-defined]
    hints = (person.department.name if person.department else "", person.get_level_display())
    return {
        "person": person,
        "asked": person.position or " · ".join(hint for hint in hints if hint) or person.address,
        "traits": _traits(person),
        "birthday": birthday,
        "next_birthday": birthday.next_after(today) if birthday else None,
        "way": next(iter(person.ways.all()), None),
    }


def _traits(person: Person) -> list[str]:
    """Return the words of a person's traits; sensitive ones are read on the person's page, with a log."""
    rows = [one for one in person.traits.all() if one.removed_at is None and not one.sensitivity]
    return [one.text for one in rows[:4]]


@of_client
@require_POST
def drill_answer(request: HttpRequest, client: Client, person_id: UUID) -> HttpResponse:
    """Note whether the person was known."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=person_id, client=client)
    answer_card(by=request.user, person=person, known=request.POST.get("known") == "1", today=timezone.localdate())
    return HttpResponse(status=204)
