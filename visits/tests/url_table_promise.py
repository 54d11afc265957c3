"""Who gets what from promises, review, notifications and the demo's mail."""

import datetime

from django.utils import timezone

from core.ids import uuid7
from crm.factories import ClientFactory
from crm.models import BulkAct
from tests.url_people import SIGNED_IN, Row, who
from visits.actions.reminder import VISIT
from visits.factories import HandoverFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import HandoverItem, Notification, Reminder, ReminderKind, VisitState


def build(world):
    client = ClientFactory(owner=world.manager)
    visit = VisitFactory(client=client, left=True, state=VisitState.RECORDED)
    VisitRecordFactory(visit=visit)
    reminder = Reminder.objects.create(
        subject_kind=VISIT,
        subject_id=visit.pk,
        kind=ReminderKind.RECORD_OWED,
        due_at=timezone.now() - datetime.timedelta(hours=1),
        recipient=world.manager,
        channel="in_app",
    )
    notification = Notification.objects.create(
        reminder=reminder, recipient=world.manager, kind=reminder.kind, subject_kind=VISIT, subject_id=visit.pk
    )
    handover = HandoverFactory(client=client, to_manager=world.teammate, witness=world.lead)
    return {
        "promise_client": client,
        "promise": PromiseFactory(client=client),
        "review_visit": visit,
        "notification": notification,
        "handover_client": ClientFactory(owner=world.manager),
        "handover": handover,
        "handover_item": HandoverItem.objects.create(
            handover=handover, kind="person", subject_id=uuid7(), text="Li", position=0
        ),
    }


def _row(name):
    return lambda world: [world.extra["visits"][name].pk]


def _act(world):
    return [BulkAct.objects.create(by=world.manager, kind="keep").pk]


def _item(world):
    made = world.extra["visits"]
    return [made["handover"].pk, made["handover_item"].pk]


TAKER_TOO = who(manager=200, teammate=200, lead=200, admin=200)
SEEN = who(manager=200, lead=200, admin=200)
POST_ONLY = who(manager=405, lead=405, admin=405)
REVIEWED = who(lead=200, admin=200)
REVIEWED_POST = who(lead=405, admin=405)
TABLE = {
    "promise-list": Row(SIGNED_IN),
    "promise-new": Row(SIGNED_IN),
    "promise-load": Row(SIGNED_IN),
    "promise-detail": Row(SEEN, _row("promise")),
    "promise-edit": Row(SEEN, _row("promise")),
    "promise-renegotiate": Row(SEEN, _row("promise")),
    "promise-break": Row(SEEN, _row("promise")),
    "promise-keep": Row(POST_ONLY, _row("promise")),
    "promise-reopen": Row(POST_ONLY, _row("promise")),
    "promises-keep": Row(who(405)),
    "records-accept": Row(REVIEWED_POST),
    "several-undo": Row(who(manager=405), _act),
    "review-queue": Row(REVIEWED),
    "review-detail": Row(REVIEWED, _row("review_visit")),
    "review-accept": Row(REVIEWED_POST, _row("review_visit")),
    "review-send-back": Row(REVIEWED_POST, _row("review_visit")),
    "review-undo": Row(REVIEWED_POST, _row("review_visit")),
    "review-share": Row(REVIEWED_POST, _row("review_visit")),
    "notification-list": Row(SIGNED_IN),
    "notification-read-all": Row(who(405)),
    "notification-unread-again": Row(who(405)),
    "notification-open": Row(who(manager=302), _row("notification")),
    "handover-list": Row(SIGNED_IN),
    "handover-detail": Row(TAKER_TOO, _row("handover")),
    "handover-accept": Row(who(405), _row("handover")),
    "handover-cancel": Row(who(405), _row("handover")),
    "handover-plan-again": Row(who(405), _row("handover")),
    "handover-item": Row(who(405), _item),
    "client-handover": Row(who(lead=200, admin=200), _row("handover_client")),
    "demo-mail": Row(SIGNED_IN),
}
