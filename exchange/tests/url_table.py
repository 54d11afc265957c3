"""Who gets what from each address of this app."""

from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from exchange.actions.merge import merge
from exchange.models import DuplicateHint, Export, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import previewed
from tests.url_people import SIGNED_IN, Row, who

MINE = who(manager=200, admin=200)
SEEN = who(manager=200, lead=200, admin=200)
SEEN_POST = who(manager=405, lead=405, admin=405)
MINE_POST = who(manager=405, admin=405)


def build(world):
    job = previewed(world.manager, "client", xlsx([["客户名称", "等级"], ["华兴物流有限公司", "A"], ["", "A"]]))
    file = StoredFile.keep("clients.csv", [b"name\r\n"])
    export = Export.objects.create(
        by=world.manager, what="client", form="csv", language="en", is_big=True, done_at=timezone.now(), file=file
    )
    one, other = (ClientFactory(owner=world.manager, team=world.team) for _ in range(2))
    person = PersonFactory(client=one)
    done = merge(
        by=world.manager,
        noun="client",
        winner=one.pk,
        loser=ClientFactory(owner=world.manager).pk,
        take=(),
        now=timezone.now(),
    )
    hint = DuplicateHint.objects.create(one=one, other=other, why="name")
    return {"job": job, "export": export, "client": one, "other": other, "person": person, "merge": done, "hint": hint}


def person(world):
    return [world.extra["exchange"][name].pk for name in ("client", "person")]


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
    "import-firms": Row(MINE_POST, job),
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
    "client-origin": Row(who(manager=200, lead=200, admin=200), lambda world: [world.extra["exchange"]["client"].pk]),
    "merge-find": Row(SEEN, lambda world: ["client", world.extra["exchange"]["client"].pk]),
    "merge-two": Row(
        SEEN, lambda world: ["client", *(world.extra["exchange"][name].pk for name in ("client", "other"))]
    ),
    "merge-told": Row(who(manager=200, lead=200, admin=200), lambda world: [world.extra["exchange"]["merge"].loser]),
    "merge-undo": Row(SEEN_POST, lambda world: [world.extra["exchange"]["merge"].pk]),
    "duplicate-list": Row(who(403, lead=200, admin=200)),
    "duplicate-settle": Row(who(403, lead=405, admin=405), lambda world: [world.extra["exchange"]["hint"].pk]),
    "card-in": Row(SEEN, lambda world: [world.extra["exchange"]["client"].pk]),
    "card-show": Row(SEEN, person),
    "card-out": Row(SEEN, person),
}
