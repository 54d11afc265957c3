from crm.factories import ClientFactory, CompetitorFactory, CompetitorPresenceFactory, DepartmentFactory, PersonFactory
from crm.models import BulkAct, ClientShare
from tests.url_people import SIGNED_IN, Row, who

SEEN = who(manager=200, lead=200, admin=200)
POST_ONLY = who(manager=405, lead=405, admin=405)  # what a POST answers to them: crm/tests/test_access.py
LEADS_POST = who(lead=405, admin=405)


def build(world):
    client = ClientFactory(owner=world.manager)
    competitor = CompetitorFactory()
    return {
        "client": client,
        "department": DepartmentFactory(client=client),
        "person": PersonFactory(client=client),
        "competitor": competitor,
        "presence": CompetitorPresenceFactory(client=client, competitor=competitor),
    }


def _of(*names):
    def args(world):
        return [world.extra["crm"][name].pk for name in names]

    return args


def _share(world):
    client = world.extra["crm"]["client"]
    given = {"user": world.admin, "defaults": {"shared_by": world.manager}}
    share, _is_new = ClientShare.objects.get_or_create(client=client, **given)
    return [client.pk, share.pk]


def _bulk(world):
    return [BulkAct.objects.create(by=world.manager, kind="archive").pk]


CLIENT, PERSON, DEPARTMENT = _of("client"), _of("client", "person"), _of("client", "department")
PRESENCE, COMPETITOR = _of("client", "presence"), _of("competitor")

TABLE = {
    "client-list": Row(SIGNED_IN),
    "client-new": Row(SIGNED_IN),
    "client-similar": Row(SIGNED_IN),
    "client-bulk": Row(SIGNED_IN),
    "client-bulk-undo": Row(who(manager=405), _bulk),
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
