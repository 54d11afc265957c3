"""Somebody of whom all is kept is erased: nowhere in the database, nor in the folder of uploads, is a word left.

A name is looked for in a dump as `pg_dump` writes it, with what is kept as bytes; so a new table is met on its first
day. What people wrote into visits, promises and complaints is theirs, and is not made here.
"""

import base64
import datetime as dt
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.actions.drill import answer_card
from crm.actions.people_bulk import act_on_people
from crm.actions.person import edit_person
from crm.actions.person_erase import erase_person
from crm.actions.person_move import move_person
from crm.actions.person_part import edit_part
from crm.actions.person_photo import set_photo
from crm.actions.source import give_source
from crm.actions.trait import read_trait, set_rules
from crm.factories import ClientFactory, PersonFactory
from crm.models import (
    Acquaintance,
    ContactWay,
    Favour,
    FormerEmployer,
    Person,
    PersonDate,
    Relation,
    Trait,
)
from crm.models.trait import rules
from crm.tests.known import note
from exchange.actions.cards import bring_cards
from exchange.actions.make import order_export
from exchange.actions.merge import merge
from exchange.models import Export, ImportJob, ImportRow, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, carried_out, imported
from exchange.vcard import read_cards
from upkeep import programs
from visits.actions.attachment import add_file
from visits.actions.comment import comment_on
from visits.actions.handover import plan_handover
from visits.factories import VisitFactory
from visits.tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)
NAME, ALSO, NUMBER, NOTED = "欧阳锋", "Ouyang Feng", "13912345678", "zqxnoted"
MAIL = "ouyang.feng@example.com"
# As a name or a number may stand in a dump: the sounds it is found by too.
WORDS = (NAME, "欧阳", "Ouyang", "ouyang", NUMBER, "139 1234 5678", "12345678", MAIL, NOTED, quote(NAME))


def dumped() -> str:
    command = [programs.program("pg_dump", 18), "--data-only", "--no-password"]
    command += [f"--dbname={programs.connection_string(connection.settings_dict)}"]
    environment = programs.environment(connection.settings_dict)
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


def left() -> list[str]:
    """Return the lines of the dump, and the files, that hold one of the words, whatever they are written as."""
    raw = [word.encode() for word in WORDS]
    inside = {one.hex() for one in raw} | {base64.b64encode(one).decode().rstrip("=")[:-1] for one in raw}
    table, found = "", []
    for line in dumped().split("\n"):
        if line.startswith("COPY "):
            table = line.split(" ")[1]
        if any(word in line for word in (*WORDS, *inside)):
            found.append(f"{table}: {line[:300]}")
    for file in Path(default_storage.location).rglob("*"):
        if file.is_file() and any(word in file.read_bytes() or word.decode() in file.name for word in raw):
            found.append(str(file))
    return found


@pytest.fixture
def known(world, settings, tmp_path, as_):
    """Store a person with all that the product can keep of one, and return them."""
    settings.MEDIA_ROOT = tmp_path
    by, now, today = world.manager, timezone.now(), timezone.localdate()
    client = ClientFactory(owner=by, name="华兴物流")
    head = ["客户名称", "姓名", "手机", "职位", "汇报对象"]
    lines = [
        ["华兴物流", NAME, NUMBER, "主任", ""],
        ["华兴物流", NAME, NUMBER, "主任", ""],  # again
        ["华兴物流", "黄蓉", "", "科员", NAME],
        ["华兴物流", NAME, NUMBER, "主任" * 100, ""],  # with an error
    ]
    imported(by, "person", xlsx([head, *lines]))
    person = Person.objects.get(name=NAME)
    imported(by, "person", xlsx([head, ["华兴物流", NAME, "010-12345678", "处长", ""]]))
    # Left out as perhaps here already: another name, the same number.
    imported(by, "person", xlsx([head, ["华兴物流", "欧阳烽", NUMBER, "", ""]]))
    card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{NAME}\r\nTEL;TYPE=CELL:{NUMBER}\r\nTITLE:局长\r\nEND:VCARD\r\n"
    job = bring_cards(
        by=by, client=client, cards=read_cards(card.encode()), now=now, new_id=uuid7(), name=f"{NAME}.vcf"
    )
    at_work()
    job.refresh_from_db()
    carried_out(by, job)

    person.refresh_from_db()
    person = edit_person(
        by=by, person=person, version=person.version, values={"other_name": ALSO, "languages": f"粤语 {NOTED}"}
    )
    other = PersonFactory(client=client, name="洪七")
    way = note(by, person, ContactWay, channel="email", value=MAIL, note=NOTED)
    edit_part(by=by, row=way, version=way.version, values={"note": f"{NOTED} two"})
    note(by, person, PersonDate, kind="birthday", month=6, day=28, note=NOTED)
    trait = note(by, person, Trait, kind="habit", text=f"{NOTED} tea")
    set_rules(by=world.admin, version=rules().version, values={"health": True})
    sensitive = note(
        by, person, Trait, kind="habit", text=f"{NOTED} gout", sensitivity="health", reason=NOTED,
        expires_on=today + dt.timedelta(days=30),
    )  # fmt: skip
    read_trait(by=by, trait=sensitive, now=now)
    as_(by).post(reverse("person-part-edit", args=[client.pk, person.pk, "trait", trait.pk]), {})
    note(by, person, Acquaintance, colleague=world.teammate, note=NOTED)
    note(by, person, Relation, other=other, note=NOTED, source=NOTED)
    note(by, other, Relation, other=PersonFactory(client=client, name="周伯"), note="x")
    note(by, person, Favour, side="given", text=NOTED, on=today)
    note(by, person, FormerEmployer, name=NOTED)
    answer_card(by=by, person=person, known=True, today=today)
    for colour in (b"\xff\xd8one", b"\xff\xd8two"):
        person.refresh_from_db()
        set_photo(by=by, person=person, version=person.version, image=colour, now=now)
    for row, field in ((person, "position"), (way, "value")):
        row.refresh_from_db()
        give_source(
            by=by, client=client, row=row, field=field, kind="staff", learnt_on=today, note=NOTED, now=now
        )  # fmt: skip
    comment_on(name="person", row=person, by=world.lead, now=now, body=f"@manager {NOTED} {NAME}")
    add_file(
        name="person", row=person, by=by, now=now, file=SimpleUploadedFile(f"{NAME}.jpg", picture())
    )  # fmt: skip
    VisitFactory(client=client).people.add(person)
    return person


def test_nothing_is_left_of_who_is_erased(known, world, as_):
    by, now, today, person, client = world.manager, timezone.now(), timezone.localdate(), known, known.client
    person.refresh_from_db()
    person = move_person(
        by=by, person=person, version=person.version, now=now, on=today, keep_seat=True, position="局长"
    )  # fmt: skip
    act_on_people(by=by, now=now, kind="level", versions={person.pk: person.version}, level="top")
    act_on_people(by=by, now=now, kind="know", versions={person.pk: person.version + 1}, strength=3)
    # Two others become one, who both know them; the same human stands here twice.
    first, second = (PersonFactory(client=client, name="郭靖") for _ in range(2))
    note(by, first, Relation, other=person, note=f"{NOTED} {NAME}")
    note(by, person, Relation, other=second, note=f"{NOTED} {NAME}")
    merge(by=by, noun="person", winner=first.pk, loser=second.pk, take=(), now=now)
    twin = PersonFactory(client=client, name=NAME, ways={"mobile": NUMBER, "wechat": "ouyang"})
    set_photo(by=by, person=twin, version=twin.version, image=b"\xff\xd8three", now=now)
    merge(by=by, noun="person", winner=person.pk, loser=twin.pk, take=("photo",), now=now)
    plan_handover(
        by=world.lead, now=now, client=client, to_manager=world.teammate, effective_on=today + dt.timedelta(days=5)
    )  # fmt: skip
    for what in ("people", "person"):
        order_export(by=by, now=now, what=what, form="csv", query=f"q={quote(NAME)}")
    Export.objects.create(
        by=world.lead, what="people", form="csv", language="zh-hans", is_big=True, done_at=now,
        file=StoredFile.keep("people.csv", [f"{NAME},{NUMBER}".encode()]),
    )  # fmt: skip
    assert len(left()) > 30

    person.refresh_from_db()
    erase_person(by=by, person=person, version=person.version, now=now)
    assert left() == []
    # What is told of others stays.
    assert ImportRow.objects.filter(cells__contains=["黄蓉"]).exists()
    assert ImportJob.objects.count() == 4
