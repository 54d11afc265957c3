"""One vocabulary of rows for tests and demo."""

import datetime

import factory
from django.utils import timezone

from visits import models


class VisitFactory(factory.django.DjangoModelFactory):
    """A planned visit. Give `client`; its owner and team follow. Traits put it in a later state."""

    class Meta:
        model = models.Visit

    owner = factory.LazyAttribute(lambda row: row.client.owner)
    team = factory.LazyAttribute(lambda row: row.owner.team)
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=1))
    purpose = "Renew the fleet SIM contract"
    success = "A date with the IT head"

    class Params:
        confirmed = factory.Trait(
            state=models.VisitState.CONFIRMED,
            confirmed_at=factory.LazyAttribute(lambda row: row.starts_at - datetime.timedelta(days=1)),
        )
        begun = factory.Trait(
            state=models.VisitState.IN_PROGRESS,
            starts_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(minutes=30)),
            arrived_at=factory.LazyAttribute(lambda row: row.starts_at),
        )
        left = factory.Trait(
            state=models.VisitState.TO_RECORD,
            starts_at=factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=3)),
            arrived_at=factory.LazyAttribute(lambda row: row.starts_at),
            left_at=factory.LazyAttribute(lambda row: row.starts_at + datetime.timedelta(minutes=50)),
        )


class VisitRecordFactory(factory.django.DjangoModelFactory):
    """A submitted record. Give `visit` (made with `left=True, state="recorded"`)."""

    class Meta:
        model = models.VisitRecord

    result = models.PurposeResult.ACHIEVED
    gains = "They will renew"
    first_submitted_at = factory.LazyAttribute(lambda row: row.visit.left_at + datetime.timedelta(minutes=20))
    submitted_at = factory.SelfAttribute("first_submitted_at")


class PromiseFactory(factory.django.DjangoModelFactory):
    """An open promise. Give `client`; its owner and team follow."""

    class Meta:
        model = models.Promise

    owner = factory.LazyAttribute(lambda row: row.client.owner)
    team = factory.LazyAttribute(lambda row: row.owner.team)
    text = "Send the quote"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=3))


class HandoverFactory(factory.django.DjangoModelFactory):
    """A hand-over under way. Give `client`, `to_manager` and `witness`; for its checklist use the action."""

    class Meta:
        model = models.Handover

    from_manager = factory.LazyAttribute(lambda row: row.client.owner)
    effective_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=7))


class ComplaintFactory(factory.django.DjangoModelFactory):
    """An open complaint, raised an hour ago. Give `client`; its owner follows. For true clocks use the action."""

    class Meta:
        model = models.Complaint

    owner = factory.LazyAttribute(lambda row: row.client.owner)
    team = factory.LazyAttribute(lambda row: row.owner.team)
    noted_by = factory.SelfAttribute("owner")
    text = "The line is down every Monday"
    raised_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
    solve_from = factory.SelfAttribute("raised_at")
    answer_due_at = factory.LazyAttribute(lambda row: row.raised_at + datetime.timedelta(hours=4))
    solve_due_at = factory.LazyAttribute(lambda row: row.raised_at + datetime.timedelta(days=3))
    due_at = factory.SelfAttribute("answer_due_at")
