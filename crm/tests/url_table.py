from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    CompetitorPresenceFactory,
    ContactWayFactory,
    DepartmentFactory,
    PersonFactory,
    PersonPhotoFactory,
    TraitFactory,
)  # fmt: skip
from crm.models import ClientShare
from tests.url_people import ADMINS, SIGNED_IN, Row, who

SEEN = who(manager=200, lead=200, admin=200)
POST_ONLY = who(manager=405, lead=405, admin=405)  # what a POST answers to them: crm/tests/test_access.py
LEADS_POST = who(lead=405, admin=405)


def build(world):
    client = ClientFactory(owner=world.manager)
    competitor = CompetitorFactory()
    person = PersonFactory(client=client)
    PersonPhotoFactory(person=person)
    return {
        "way": ContactWayFactory(person=person, noted_by=world.manager),
        "trait": TraitFactory(person=person, noted_by=world.manager),
        "client": client,
        "department": DepartmentFactory(client=client),
        "person": person,
        "competitor": competitor,
        "presence": CompetitorPresenceFactory(client=client, competitor=competitor),
    }


def _of(*names):
    def args(world):
        return [world.extra["crm"][name].pk for name in names]

    return args


def _share(world):
    client = world.extra["crm"]["client"]
    share = ClientShare.objects.create(client=client, user=world.admin, shared_by=world.manager)
    return [client.pk, share.pk]


CLIENT, PERSON, DEPARTMENT = _of("client"), _of("client", "person"), _of("client", "department")
PRESENCE, COMPETITOR = _of("client", "presence"), _of("competitor")


def _part(world):
    rows = world.extra["crm"]
    return [rows["client"].pk, rows["person"].pk, "way", rows["way"].pk]


def _kind(world):
    rows = world.extra["crm"]
    return [rows["client"].pk, rows["person"].pk, "relation"]


TABLE = {
    "client-people": Row(SIGNED_IN),
    "notes-rules": Row(ADMINS),
    "trait-log": Row(ADMINS),
    "client-drill": Row(SEEN, CLIENT),
    "drill-answer": Row(POST_ONLY, PERSON),
    "person-leave": Row(SEEN, PERSON),
    "person-move": Row(SEEN, PERSON),
    "person-erase": Row(SEEN, PERSON),
    "person-introductions": Row(SEEN, PERSON),
    "person-photo": Row(SEEN, PERSON),
    "person-photo-edit": Row(SEEN, PERSON),
    "person-photo-remove": Row(POST_ONLY, PERSON),
    "person-photo-restore": Row(POST_ONLY, PERSON),
    "trait-read": Row(POST_ONLY, _of("client", "person", "trait")),
    "person-part-new": Row(SEEN, _kind),
    "person-part-edit": Row(SEEN, _part),
    "person-part-remove": Row(POST_ONLY, _part),
    "person-part-restore": Row(POST_ONLY, _part),
    "client-list": Row(SIGNED_IN),
    "client-new": Row(SIGNED_IN),
    "client-similar": Row(SIGNED_IN),
    "client-detail": Row(SEEN, CLIENT),
    "client-edit": Row(SEEN, CLIENT),
    "client-archive": Row(POST_ONLY, CLIENT),
    "client-restore": Row(POST_ONLY, CLIENT),
    "client-shares": Row(SEEN, CLIENT),
    "client-unshare": Row(POST_ONLY, _share),
    "client-share-again": Row(POST_ONLY, _share),
    "client-chart": Row(SEEN, CLIENT),
    "department-new": Row(SEEN, CLIENT),
    "department-edit": Row(SEEN, DEPARTMENT),
    "department-archive": Row(POST_ONLY, DEPARTMENT),
    "department-restore": Row(POST_ONLY, DEPARTMENT),
    "client-person-new": Row(SEEN, CLIENT),
    "client-person": Row(SEEN, PERSON),
    "client-person-edit": Row(SEEN, PERSON),
    "client-person-archive": Row(POST_ONLY, PERSON),
    "client-person-restore": Row(POST_ONLY, PERSON),
    "presence-new": Row(SEEN, CLIENT),
    "presence-edit": Row(SEEN, PRESENCE),
    "rivals-answer": Row(POST_ONLY, lambda world: [world.extra["crm"]["client"].pk, "none"]),
    "presence-archive": Row(POST_ONLY, PRESENCE),
    "presence-restore": Row(POST_ONLY, PRESENCE),
    "competitor-list": Row(SIGNED_IN),
    "competitor-new": Row(SIGNED_IN),
    "competitor-detail": Row(SIGNED_IN, COMPETITOR),
    "competitor-edit": Row(SIGNED_IN, COMPETITOR),
    "competitor-archive": Row(LEADS_POST, COMPETITOR),
    "competitor-restore": Row(LEADS_POST, COMPETITOR),
}
