"""The checklist of a hand-over while it is under way (W5): what opens meanwhile, and what is not taken."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.house import day_begins, house_day
from crm.factories import ClientFactory
from visits.actions import handover as actions
from visits.factories import PromiseFactory, VisitFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = house_day(NOW) + dt.timedelta(days=5)
THAT_DAY = day_begins(LATER)


@pytest.fixture
def planned(world):
    client = ClientFactory(owner=world.manager)
    PromiseFactory(client=client, text="Send the quote")
    return actions.plan_handover(by=world.lead, now=NOW, client=client, to_manager=world.teammate, effective_on=LATER)


def test_what_opens_after_the_planning_is_on_the_checklist_when_the_day_comes(world, planned, as_):
    """Who hands over goes on working: what they promised meanwhile goes along, and is to be gone through."""
    client = planned.client
    was = set(planned.items.values_list("kind", "subject_id"))
    promise = PromiseFactory(client=client, text="Promised meanwhile")
    VisitFactory(client=client, owner=world.teammate, purpose="The introduction")
    actions.carry_out_due(now=THAT_DAY)
    added = set(planned.items.values_list("kind", "subject_id")) - was
    assert added == {("promise", promise.pk)}
    line = planned.items.get(subject_id=promise.pk)
    assert line.position == len(was)
    page = as_(world.teammate).get(reverse("handover-detail", args=[planned.pk])).content.decode()
    assert page.count("opened after this was planned") == 1


def test_a_line_that_is_not_taken_keeps_a_note_without_being_gone_through(world, planned, as_):
    line = planned.items.get(kind="promise")
    address = reverse("handover-detail", args=[planned.pk])
    page = as_(world.teammate).get(address).content.decode()
    assert "Note only" in page
    assert f"{reverse('visit-new')}?client={planned.client_id}&amp;purpose=first" in page
    sent = {"version": 1, "done": "0", "note": "The sum is wrong"}
    as_(world.teammate).post(reverse("handover-item", args=[planned.pk, line.pk]), sent)
    line.refresh_from_db()
    assert (line.note, line.ticked_at) == ("The sum is wrong", None)
