from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContactWayFactory,
    ContractFactory,
    DepartmentFactory,
    FactSourceFactory,
    FormerNameFactory,
    IdentifierFactory,
    IndustryFactory,
    IndustryNoteFactory,
    InstalledProductFactory,
    PersonFactory,
    PersonPhotoFactory,
    SiteFactory,
    SourceTriedFactory,
    TagFactory,
    TraitFactory,
)
from crm.models import BulkAct, ClientShare
from tests.url_people import ADMINS, ADMINS_POST, SIGNED_IN, Row, who

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
        "contract": ContractFactory(client=client),
        "site": SiteFactory(client=client),
        "former_name": FormerNameFactory(client=client),
        "identifier": IdentifierFactory(client=client),
        "industry": (industry := IndustryFactory()),
        "note": IndustryNoteFactory(industry=industry, author=world.manager),
        "source": FactSourceFactory(row=client, field="business", by=world.manager),
        "tried": SourceTriedFactory(client=client, by=world.manager),
        "tag": TagFactory(),
        "installed": InstalledProductFactory(client=client, competitor=competitor),
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


def _fact(world):
    client = world.extra["crm"]["client"]
    return [client.pk, "client", client.pk, "business"]


SOURCE, TRIED = _of("client", "source"), _of("client", "tried")
CLIENT, PERSON, DEPARTMENT = _of("client"), _of("client", "person"), _of("client", "department")
INSTALLED, COMPETITOR = _of("client", "installed"), _of("competitor")

CONTRACT = _of("client", "contract")
SITE, FORMER_NAME, IDENTIFIER = _of("client", "site"), _of("client", "former_name"), _of("client", "identifier")
INDUSTRY, NOTE, TAG, CLIENT_TAG = _of("industry"), _of("industry", "note"), _of("tag"), _of("client", "tag")


def _part(name, args):
    return {
        f"{name}-new": Row(SEEN, CLIENT),
        f"{name}-edit": Row(SEEN, args),
        f"{name}-archive": Row(POST_ONLY, args),
        f"{name}-restore": Row(POST_ONLY, args),
    }


def _person_part(world):
    rows = world.extra["crm"]
    return [rows["client"].pk, rows["person"].pk, "way", rows["way"].pk]


def _kind(world):
    rows = world.extra["crm"]
    return [rows["client"].pk, rows["person"].pk, "relation"]


TABLE = {
    **_part("contract", CONTRACT),
    "contract-settle": Row(POST_ONLY, lambda world: [*CONTRACT(world), "renewed"]),
    **_part("site", SITE),
    **_part("former-name", FORMER_NAME),
    **_part("identifier", IDENTIFIER),
    "client-code": Row(SIGNED_IN),
    "client-parents": Row(SIGNED_IN),
    "client-tags-known": Row(SIGNED_IN),
    "client-tag": Row(POST_ONLY, CLIENT),
    "client-untag": Row(POST_ONLY, CLIENT_TAG),
    "client-tag-again": Row(POST_ONLY, CLIENT_TAG),
    "department-up": Row(POST_ONLY, DEPARTMENT),
    "department-down": Row(POST_ONLY, DEPARTMENT),
    "industry-list": Row(SIGNED_IN),
    "industry-detail": Row(SIGNED_IN, INDUSTRY),
    "industry-new": Row(ADMINS),
    "industry-edit": Row(ADMINS, INDUSTRY),
    "industry-archive": Row(ADMINS_POST, INDUSTRY),
    "industry-restore": Row(ADMINS_POST, INDUSTRY),
    "industry-note-edit": Row(who(manager=200, admin=200), NOTE),
    "industry-note-archive": Row(who(405), NOTE),
    "industry-note-restore": Row(who(405), NOTE),
    "tag-list": Row(ADMINS),
    "tag-edit": Row(ADMINS, TAG),
    "tag-archive": Row(ADMINS_POST, TAG),
    "tag-restore": Row(ADMINS_POST, TAG),
    "client-people": Row(SIGNED_IN),
    "notes-rules": Row(ADMINS),
    "trait-log": Row(ADMINS),
    "client-gaps": Row(SEEN, CLIENT),
    "gap-undo": Row(POST_ONLY, lambda world: [CLIENT(world)[0], "tier", CLIENT(world)[0]]),
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
    "trait-keep": Row(POST_ONLY, _of("client", "person", "trait")),
    "trait-read": Row(POST_ONLY, _of("client", "person", "trait")),
    "person-part-new": Row(SEEN, _kind),
    "person-part-edit": Row(SEEN, _person_part),
    "person-part-remove": Row(POST_ONLY, _person_part),
    "person-part-restore": Row(POST_ONLY, _person_part),
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
    "client-sources": Row(SEEN, CLIENT),
    "source-try": Row(POST_ONLY, lambda world: [*CLIENT(world), "staff", "asked"]),
    "source-tried-edit": Row(SEEN, TRIED),
    "source-tried-remove": Row(POST_ONLY, TRIED),
    "source-tried-restore": Row(POST_ONLY, TRIED),
    "source-tried-outcome": Row(POST_ONLY, lambda world: [*TRIED(world), "gave"]),
    "fact-source": Row(SEEN, _fact),
    "fact-source-remove": Row(POST_ONLY, SOURCE),
    "fact-source-restore": Row(POST_ONLY, SOURCE),
    "installed-new": Row(SEEN, CLIENT),
    "installed-edit": Row(SEEN, INSTALLED),
    "rivals-answer": Row(POST_ONLY, lambda world: [world.extra["crm"]["client"].pk, "none"]),
    "installed-archive": Row(POST_ONLY, INSTALLED),
    "installed-restore": Row(POST_ONLY, INSTALLED),
    "competitor-list": Row(SIGNED_IN),
    "competitor-new": Row(SIGNED_IN),
    "competitor-detail": Row(SIGNED_IN, COMPETITOR),
    "competitor-edit": Row(SIGNED_IN, COMPETITOR),
    "competitor-archive": Row(LEADS_POST, COMPETITOR),
    "competitor-restore": Row(LEADS_POST, COMPETITOR),
}
