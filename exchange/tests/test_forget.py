"""Somebody is erased while imports, exports and merges keep words of them: those go, nothing else breaks (PIPL)."""

import threading
from datetime import timedelta
from itertools import chain, repeat

import pytest
from django.db import connections, transaction
from django.utils import timezone

from crm.actions.person_erase import erase_person
from crm.factories import AcquaintanceFactory, ClientFactory, PersonFactory
from crm.models import Acquaintance, Client, Person, Relation
from crm.tests.known import note
from exchange.actions import make
from exchange.actions.decide import start
from exchange.actions.merge import merge, take_back
from exchange.actions.upload import match_columns
from exchange.actions.work import work
from exchange.models import Export, ImportJob, ImportRow, MergeMove, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, carried_out, imported, previewed, taken_back

pytestmark = pytest.mark.django_db
HEAD = ["客户名称", "姓名", "职务", "手机", "汇报对象"]


@pytest.fixture
def client(manager):
    return ClientFactory(owner=manager, name="华兴物流")


def erase(by, person):
    person.refresh_from_db()
    erase_person(by=by, person=person, version=person.version, now=timezone.now())


def test_the_other_lines_of_a_file_come_in_that_named_who_is_erased_before_it_ran(manager, client):
    person = PersonFactory(client=client, name="欧阳锋", position="主任")
    lines = [["华兴物流", "欧阳锋", "处长", "", ""], ["华兴物流", "黄蓉", "科员", "", "欧阳锋"]]
    job = previewed(manager, "person", xlsx([HEAD, *lines]))
    erase(manager, person)
    assert carried_out(manager, job).state == "done"
    person.refresh_from_db()
    assert (person.name, person.position) == ("", "主任")
    assert Person.objects.get(name="黄蓉").reports_to is None
    assert taken_back(manager, job).state == "undone"


@pytest.mark.parametrize("is_back_at_columns", [False, True])
def test_a_looked_through_file_goes_with_who_is_erased_and_cannot_bring_them_back(
    manager, client, as_, is_back_at_columns
):
    person = PersonFactory(client=client, name="欧阳锋", position="主任")
    lines = [["华兴物流", "欧阳锋", "处长", "", ""], ["华兴物流", "黄蓉", "科员", "", ""]]
    job, other = (previewed(manager, "person", xlsx([HEAD, *some])) for some in (lines, lines[1:]))
    page = f"/imports/{job.pk}/"
    if is_back_at_columns:
        as_(manager).post(f"{page}columns/")
    erase(manager, person)
    job.refresh_from_db(), other.refresh_from_db()
    assert (job.file, StoredFile.objects.get()) == (None, other.file)
    assert "欧阳锋" not in str([job.columns, list(job.rows.values())])
    shown = as_(manager).get(page).text
    assert "Somebody who stood in this file has been erased" in shown
    assert "Import 1 line<" in shown
    assert "Back to the columns" not in shown
    assert "Back to the columns" in as_(manager).get(f"/imports/{other.pk}/").text
    for step in ("columns", "match", "look"):
        as_(manager).post(f"{page}{step}/")
    at_work()
    job.refresh_from_db()
    assert carried_out(manager, job).counts["made"] == 1
    assert set(Person.objects.values_list("name", flat=True)) == {"", "黄蓉"}


def test_a_file_that_waits_to_be_read_anew_when_somebody_in_it_is_erased_is_not(manager, client):
    person = PersonFactory(client=client, name="欧阳锋")
    job = previewed(manager, "person", xlsx([HEAD, ["华兴物流", "欧阳锋", "处长", "", ""]]))
    match_columns(by=manager, job=job, keys=job.keys)
    erase(manager, person)
    at_work()
    job.refresh_from_db()
    assert (job.state, job.rows.count(), StoredFile.objects.count()) == ("failed", 0, 0)
    assert "has been erased, so the file is gone" in job.error


def test_the_other_lines_are_linked_when_somebody_is_erased_between_two_batches(manager, client):
    lines = [["欧阳锋", "黄蓉"], ["黄蓉", ""], ["郭靖", "黄蓉"], ["杨康", "欧阳锋"]]
    job = previewed(manager, "person", xlsx([HEAD, *(["华兴物流", name, "", "", above] for name, above in lines)]))
    start(by=manager, job=job, now=timezone.now())
    now = timezone.now()
    ticking = chain([now, now, now], repeat(now + timedelta(minutes=1)))
    work(clock=lambda: next(ticking), until=now + timedelta(seconds=1))
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == ("running", 4)
    erase(manager, Person.objects.get(name="欧阳锋"))
    ImportJob.objects.update(leased_until=None)
    at_work()
    job.refresh_from_db()
    assert (job.state, job.error) == ("done", "")
    assert Person.objects.get(name="郭靖").reports_to.name == "黄蓉"
    assert Person.objects.get(name="杨康").reports_to is None


def test_lines_that_were_left_out_or_had_errors_go_as_well_and_a_namesake_elsewhere_keeps_theirs(manager, client):
    ClientFactory(owner=manager, name="远通物流")
    wrong = "主任" * 100
    lines = [
        ["华兴物流", "欧阳锋", "", "13912345678", ""],
        ["华兴物流", "欧阳锋", "", "13912345678", ""],
        ["华兴物流", "欧阳锋", wrong, "", ""],
        ["远通物流", "欧阳锋", wrong, "", ""],
        ["华兴物流", "黄蓉", wrong, "", "欧阳锋"],
    ]
    job = imported(manager, "person", xlsx([HEAD, *lines]))
    perhaps = imported(manager, "person", xlsx([HEAD, ["华兴物流", "欧阳烽", "", "13912345678", ""]]))
    erase(manager, Person.objects.get(name="欧阳锋"))
    cells = {row.line: row.cells for row in ImportRow.objects.filter(job=job)}
    assert "欧阳锋" not in str([cells.get(line) for line in (2, 3, 4, 6)])
    assert cells[5][:2] == ["远通物流", "欧阳锋"]
    assert cells[6][:2] == ["华兴物流", "黄蓉"]
    assert ImportRow.objects.get(job=perhaps).cells == []
    for one in (job, perhaps):
        one.refresh_from_db()
        assert "欧阳" not in str(one.columns)
    assert job.waiting == 2


def test_what_an_export_was_narrowed_to_tells_no_name(manager, client):
    person = PersonFactory(client=client, name="欧阳锋")
    queries = ["q=%E6%AC%A7%E9%98%B3%E9%94%8B&level=top", "q=%e6%ac%a7%e9%98%b3%e9%94%8b", "q=欧阳锋", "q=黄蓉"]
    for query in queries:
        Export.objects.create(by=manager, what="people", form="csv", language="en", query=query)
    erase(manager, person)
    asked = sorted(export.asked for export in Export.objects.all())
    assert asked == ["q: …", "q: …", "q: … · level: top", "q: 黄蓉"]


def test_a_tie_that_a_merge_of_two_others_kept_aside_is_forgotten_and_made_no_more(world, client):
    person = PersonFactory(client=client, name="欧阳锋")
    kept, gone = (PersonFactory(client=client, name="郭靖") for _ in range(2))
    note(world.manager, kept, Relation, other=person, note="师徒")
    note(world.manager, person, Relation, other=gone, note="不和")
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())
    assert "不和" in str([move.data for move in done.moves.all()])
    erase(world.manager, person)
    assert not Relation.pgh_event_model.objects.exists()
    take_back(by=world.manager, merge=done, now=timezone.now())
    assert not Relation.objects.exists()
    assert "不和" not in str(list(MergeMove.objects.values_list("data")))


def test_the_history_goes_of_what_a_merge_of_their_own_kept_aside(world, client):
    kept, gone = (PersonFactory(client=client, name="欧阳锋") for _ in range(2))
    for one, words in ((kept, "同学"), (gone, "老乡")):
        AcquaintanceFactory(person=one, colleague=world.teammate, note=words)
    merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())
    erase(world.manager, kept)
    assert not Acquaintance.pgh_event_model.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_done", [True, False], ids=["and that is done", "and that goes on"])
def test_a_file_that_is_being_made_while_somebody_is_erased_is_made_anew(manager, client, monkeypatch, is_done):
    person = PersonFactory(client=client, name="欧阳锋")
    PersonFactory(client=client, name="黄蓉")
    asked = {"what": "people", "form": "csv", "language": "en", "is_big": True, "query": "level=management&q="}
    out = Export.objects.create(by=manager, **asked)
    lines_of, made, go_on = make.lines_of, [], threading.Event()

    def elsewhere():
        with transaction.atomic():
            erase(manager, person)
            go_on.wait(0 if is_done else 20)
        connections.close_all()

    thread = threading.Thread(target=elsewhere)

    def meanwhile(*given):
        yield from lines_of(*given)
        if not made:
            thread.start()
            thread.join(20 if is_done else 2)
        made.append(1)

    monkeypatch.setattr(make, "lines_of", meanwhile)
    for minutes in (0, 5):
        now = timezone.now() + timedelta(minutes=minutes)
        work(clock=lambda at=now: at, until=now + timedelta(seconds=1))
        go_on.set()
        thread.join(20)
    out.refresh_from_db()
    said = out.file.read().decode()
    assert len(made) == 2
    assert "黄蓉" in said
    assert "欧阳锋" not in said
    assert StoredFile.objects.count() == 1


def test_who_was_put_into_another_is_erased_with_whom_they_became_where_that_is_ones_own(world, client):
    elsewhere = ClientFactory(owner=world.manager)
    for there, is_erased in ((client, True), (elsewhere, False)):
        gone = PersonFactory(client=client, name="欧阳锋", ways={"mobile": "13912345678"})
        kept = PersonFactory(client=there, name="欧阳锋")
        merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())
        if not is_erased:
            Client.objects.filter(pk=there.pk).update(owner=world.stranger, team=world.other_team)
        erase(world.manager, gone)
        assert bool(Person.objects.get(pk=kept.pk).erased_at) == is_erased
        assert kept.ways.exists() != is_erased
