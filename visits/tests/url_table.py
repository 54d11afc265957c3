from django.utils import timezone

from crm.factories import ClientFactory
from tests.url_people import ADMINS, ADMINS_POST, SIGNED_IN, Row, who
from visits.factories import VisitFactory, VisitRecordFactory
from visits.models import Objection, Request, VisitTopic


def build(world):
    client = ClientFactory(owner=world.manager)
    begun = VisitFactory(client=client, begun=True)
    said = {"client": client, "visit": begun, "noted_by": world.manager, "noted_at": timezone.now(), "text": "More"}
    made = {
        "client": client,
        "planned": VisitFactory(client=client),
        "begun": begun,
        "left": VisitFactory(client=client, left=True),
        "recorded": VisitFactory(client=client, left=True, state="recorded"),
        "topic": VisitTopic.objects.create(visit=begun, text="Outage"),
        "request": Request.objects.create(**said),
        "objection": Objection.objects.create(**said),
    }
    VisitRecordFactory(visit=made["recorded"])
    return made


def of(name):
    return lambda world: [world.extra["visits"][name].pk]


def topic(world):
    made = world.extra["visits"]
    return [made["begun"].pk, made["topic"].pk]


READERS = who(manager=200, lead=200, admin=200)
OWN = who(manager=200)
OWN_POST = who(manager=405)

TABLE = {
    "demo-data": Row(ADMINS),
    "today": Row(SIGNED_IN),
    "search": Row(SIGNED_IN, query="?q=华"),
    "workdays": Row(ADMINS),
    "workdays-confirm": Row(ADMINS_POST),
    "day-said": Row(SIGNED_IN, query="?said=fri"),
    "find": Row(SIGNED_IN, query="?q=华"),
    "visit-list": Row(SIGNED_IN),
    "visit-new": Row(SIGNED_IN),
    "visit-drop-in": Row(SIGNED_IN),
    "visit-detail": Row(READERS, of("begun")),
    "visit-edit": Row(OWN, of("planned")),
    "visit-reschedule": Row(OWN, of("planned")),
    "visit-cancel": Row(OWN, of("planned")),
    "visit-confirm": Row(OWN_POST, of("planned")),
    "visit-arrive": Row(OWN_POST, of("planned")),
    "visit-leave": Row(OWN_POST, of("begun")),
    "visit-hold": Row(OWN_POST, of("planned")),
    "visit-undo": Row(OWN_POST, lambda world: [world.extra["visits"]["planned"].pk, "confirm"]),
    "visit-notes": Row(OWN_POST, of("begun")),
    "visit-topics": Row(OWN_POST, of("begun")),
    "visit-topic": Row(OWN_POST, topic),
    "visit-request": Row(OWN, of("begun")),
    "visit-objection": Row(OWN, of("begun")),
    "visit-promise": Row(OWN, of("begun")),
    "visit-record": Row(OWN, of("left")),
    "visit-record-draft": Row(OWN_POST, of("left")),
    "request-edit": Row(OWN, of("request")),
    "objection-edit": Row(OWN, of("objection")),
    "client-glance": Row(READERS, of("client")),
    "client-timeline": Row(READERS, of("client")),
}
