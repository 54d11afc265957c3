"""Who gets what from each address of this app."""

from django.utils import timezone

from crm.factories import ClientFactory
from exchange.models import Export, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import previewed
from tests.url_people import SIGNED_IN, Row, who

MINE = who(manager=200, admin=200)
MINE_POST = who(manager=405, admin=405)


def build(world):
    job = previewed(world.manager, "client", xlsx([["客户名称", "等级"], ["华兴物流有限公司", "A"], ["", "A"]]))
    file = StoredFile.keep("clients.csv", [b"name\r\n"])
    export = Export.objects.create(
        by=world.manager, what="client", form="csv", language="en", is_big=True, done_at=timezone.now(), file=file
    )
    return {"job": job, "export": export, "client": ClientFactory(owner=world.manager)}


def job(world):
    return [world.extra["exchange"]["job"].pk]


def row(world):
    return [*job(world), "019a0000-0000-7000-8000-000000000000"]


TABLE = {
    "import-list": Row(SIGNED_IN),
    "import-new": Row(SIGNED_IN),
    "import-template": Row(SIGNED_IN, lambda world: ["client"]),
    "import-detail": Row(MINE, job),
    "import-progress": Row(MINE, job),
    "import-errors": Row(MINE, job),
    "import-look": Row(MINE_POST, job),
    "import-match": Row(MINE_POST, job),
    "import-people": Row(MINE_POST, job),
    "import-columns": Row(MINE_POST, job),
    "import-row": Row(MINE_POST, row),
    "import-all": Row(MINE_POST, job),
    "import-start": Row(MINE_POST, job),
    "import-resume": Row(MINE_POST, job),
    "import-undo": Row(MINE_POST, job),
    "import-discard": Row(MINE_POST, job),
    "export-list": Row(SIGNED_IN),
    "export-make": Row(who(405), lambda world: ["client", "csv"]),
    "export-fetch": Row(who(manager=200), lambda world: [world.extra["exchange"]["export"].pk]),
    "client-origin": Row(
        who(manager=200, lead=200, admin=200), lambda world: [world.extra["exchange"]["client"].pk]
    ),
}
