"""Fill an empty house with the demo, and take it out again."""

import datetime
import zoneinfo
from random import Random

from django.conf import settings
from django.db import transaction

from accounts.models import User
from core.house import house_day
from crm.actions.file import score_all
from crm.models import Client
from etiquette.actions.standard_pages import load_standard_pages
from visits.actions import reminder
from visits.actions.calendar import seed_calendar
from visits.actions.handover import plan_handover
from visits.actions.ladder import plan_ladders
from visits.actions.promise_reminders import rewrite_reminders
from visits.demo.care import make_comments, make_complaints
from visits.demo.clients import make_clients
from visits.demo.people import make_people
from visits.demo.sources import make_sources
from visits.demo.year import make_year
from visits.models import Promise, Reminder, ReminderKind

SEED = 20260101
FIRST_REMINDER_AFTER = datetime.timedelta(minutes=3)


class RealPeopleHere(Exception):
    """The database has people who are not of the demo."""


def build_demo(*, now: datetime.datetime, seed: int = SEED) -> dict[str, int]:
    """Create the whole demo relative to `now`; the same seed makes the same demo. Return counts by name.

    Raises `RealPeopleHere` where anyone real has an account, and writes nothing then.
    """
    zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    rng = Random(seed)  # noqa: S311  a story, not a secret
    with transaction.atomic():
        if User.objects.filter(is_demo=False).exists():
            raise RealPeopleHere
        people = make_people()
        clients = make_clients(people=people, rng=rng, today=now.astimezone(zone).date())
        year = make_year(clients=clients, people=people, now=now, zone=zone, rng=rng)
        make_sources(people=people, today=now.astimezone(zone).date(), seed=seed)
        seed_calendar(years=range(now.year - 1, now.year + 2), now=now)
        load_standard_pages(now=now)
        for promise in Promise.objects.open().select_related("owner"):
            rewrite_reminders(promise, now=now)
        plan_ladders(now=now)
        make_complaints(people, now)
        make_comments(people, now)
        _handover(people, now)
        _first_reminder(people["manager"], now)
        score_all(today=house_day(now))
    return {"people": len(people), "clients": len(clients), **{m.__name__: len(rows) for m, rows in year.rows.items()}}


def _handover(people: dict[str, User], now: datetime.datetime) -> None:
    """Let one client be on its way from the teammate to the manager."""
    client = Client.objects.filter(owner=people["teammate"], shares=None).order_by("-sort_key", "pk").first()
    if client:
        plan_handover(
            by=people["lead"],
            now=now,
            client=client,
            to_manager=people["manager"],
            effective_on=house_day(now) + datetime.timedelta(days=6),
            note="他们的信息中心主任下午才有空。",
        )


def _first_reminder(manager: User, now: datetime.datetime) -> None:
    """Let one promise come back a few minutes after the first start, so that it is seen to."""
    promise = Promise.objects.filter(owner=manager, state="open").order_by("-created_at").first()
    if promise:
        # Told once, then, and not now as well.
        Reminder.objects.filter(subject_id=promise.pk, due_at__lte=now).delete()
        reminder.schedule(
            kind=ReminderKind.PROMISE_DUE,
            subject_kind=reminder.PROMISE,
            subject_id=promise.pk,
            due_at=now + FIRST_REMINDER_AFTER,
            recipients=[manager],
        )
