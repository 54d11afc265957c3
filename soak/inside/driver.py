"""Make people, clients and reminders for a rehearsal, and count what came of them: one JSON line in, one out."""

import datetime
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402  after Django is set up
from django.db import close_old_connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.factories import TeamFactory, UserFactory  # noqa: E402
from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from crm.factories import ClientFactory  # noqa: E402
from visits.actions.mail import message_id  # noqa: E402
from visits.actions.reminder import PROMISE, schedule  # noqa: E402
from visits.factories import PromiseFactory  # noqa: E402
from visits.models import Channel, Notification, Reminder, ReminderKind, Visit  # noqa: E402


def begin() -> None:
    """Make the tables."""
    call_command("migrate", verbosity=0)


def fill(people: int, clients: int) -> dict[str, list[str]]:
    """Make a team with a lead and so many managers, each with so many clients; return the ids of these by person."""
    lead = UserFactory(username="lead", role=Role.LEAD)
    team = TeamFactory(leads=[lead])
    made = {}
    for number in range(people):
        owner: Any = UserFactory(username=f"manager{number}", team=team)
        rows: list[Any] = ClientFactory.create_batch(clients, owner=owner)
        made[str(owner.username)] = [str(row.pk) for row in rows]
    return made


def due(count: int, within: float) -> int:
    """Make so many promises whose reminders fall due one after the other within so many seconds."""
    owners = list(User.objects.filter(role=Role.MANAGER).order_by("username"))
    now = timezone.now()
    with transaction.atomic():
        for number in range(count):
            owner = owners[number % len(owners)]
            client = owner.clients.order_by("pk").first()
            promise: Any = PromiseFactory(client=client, due_on=timezone.localdate() - datetime.timedelta(days=1))
            at = now + datetime.timedelta(seconds=within * number / count)
            schedule(kind=ReminderKind.PROMISE_DUE, subject_kind=PROMISE, subject_id=promise.pk, due_at=at,
                     recipients=[owner])  # fmt: skip
    return count


def switch_off(username: str) -> int:
    """Take away a person's right to sign in, and nothing else: their session is not ended beside it."""
    return User.objects.filter(username=username).update(is_active=False)


def waiting() -> int:
    """Return how many reminders have neither been sent nor dropped."""
    return Reminder.objects.filter(sent_at=None, dropped_at=None).count()


def told() -> dict[str, Any]:
    """Count reminders, and what was told in the product, by reminder; name the Message-IDs there must be."""
    reminders = list(Reminder.objects.all())
    in_app = Counter(Notification.objects.values_list("reminder_id", flat=True))
    return {
        "reminders": sum(row.channel == Channel.IN_APP for row in reminders),
        "told once": sum(in_app[row.pk] == 1 for row in reminders if row.channel == Channel.IN_APP),
        "told": in_app.total(),
        "dropped": sum(row.dropped_at is not None for row in reminders),
        "message_ids": sorted(message_id(row) for row in reminders if row.channel == Channel.MAIL),
    }


def visits(purpose: str) -> list[str]:
    """Return the ids of the visits planned for this purpose."""
    return [str(pk) for pk in Visit.objects.filter(purpose=purpose).values_list("pk", flat=True)]


JOBS: dict[str, Callable[..., Any]] = {
    job.__name__: job for job in (begin, fill, due, switch_off, waiting, told, visits)
}

if __name__ == "__main__":
    for line in sys.stdin:
        wanted = json.loads(line)
        close_old_connections()
        print(json.dumps(JOBS[wanted.pop("do")](**wanted)), flush=True)  # noqa: T201  the answer
