"""A mail of every kind that the product sends, with whatever words: for tests that read them."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.mail import send_invitation, send_reset
from crm.factories import ContractFactory
from crm.models import ClientShare
from tests.world import World
from visits.actions.mail import send_mail
from visits.actions.message import message_of
from visits.factories import ComplaintFactory, HandoverFactory
from visits.models import Channel, Comment, Reminder, ReminderKind

ADDRESS = "manager@example.com"
# What the messages keep of the moment, all of it words that somebody typed.
FACTS = ("by", "comment", "client", "colleague", "owner")
PLAIN = {"client_id": "019a0000-0000-7000-8000-000000000000", "until": "2026-12-01", "is_theirs": "yes"}


def subjects_of(world: World) -> dict[str, Any]:
    """Store what is missing and return kind of subject → a row of the world that its reminders are about."""
    made = world.extra["visits"]
    client = world.extra["crm"]["client"]
    handover = HandoverFactory(
        client=client, from_manager=world.manager, to_manager=world.teammate, witness=world.lead
    )
    visit = made["recorded"]
    comment = Comment.objects.create(visit=visit, author=world.teammate, body="x", created_at=timezone.now())
    cover = ClientShare.objects.create(client=client, user=world.stranger, shared_by=world.lead)
    return {"promise": made["promise"], "visit": visit, "contract": ContractFactory(client=client), "cover": cover,
            "complaint": ComplaintFactory(client=client), "comment": comment, "handover": handover,
            "import": world.extra["exchange"]["job"],
            "export": world.extra["exchange"]["export"]}  # fmt: skip


def _about(kind: str) -> str:
    first = kind.split("_")[0]
    return {"record": "visit", "mention": "comment", "next": "visit"}.get(first, first)


def send_every_kind(world: World, subjects: dict[str, Any], strings: Iterable[str]) -> None:
    """Send the manager an invitation, a link to choose a password, and each kind of reminder with each string."""
    manager = type(world.manager).objects.get(pk=world.manager.pk)
    manager.email = ADDRESS
    send_invitation(manager, by=world.admin)
    send_reset(manager, by=world.admin)
    for kind in ReminderKind.values:
        row = subjects[_about(kind)]
        row = type(row)._base_manager.get(pk=row.pk)
        reminder = Reminder(subject_kind=_about(kind), subject_id=row.pk, kind=kind, due_at=timezone.now(),
                            recipient=manager, channel=Channel.MAIL)  # fmt: skip
        for text in strings:
            send_mail(reminder, message_of(kind, {**dict.fromkeys(FACTS, text), **PLAIN}, row))
