"""Whose rows an import touches and what its pages tell: what the person may see, in a constant number of queries."""

import pytest
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from crm.models import Client, ClientShare, Person
from exchange.access import NotOpen
from exchange.actions.decide import choose, start
from exchange.actions.merge import merge
from exchange.actions.upload import match_columns, upload
from exchange.models import DuplicateHint, Export, ImportJob, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, carried_out, imported, previewed, taken_back
from visits.factories import ComplaintFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(world):
    """Return a client of another team that the manager knows nothing of."""
    return ClientFactory(
        owner=world.stranger, team=world.stranger.team, name="华兴物流有限公司", phone="010-1", tier="B"
    )


def test_a_client_nobody_showed_one_is_neither_changed_nor_told_of(world, theirs):
    job = previewed(world.manager, "client", xlsx([["客户名称", "等级"], ["华兴物流有限公司", "A"]]))
    row = job.rows.get()
    assert (row.kind, row.target, row.candidates, row.notices) == ("new", None, [], {})
    with pytest.raises(NotOpen):
        choose(by=world.manager, job=job, row=row, choice="merge", target=theirs.pk)
    start(by=world.manager, job=job, now=timezone.now())
    at_work()
    theirs.refresh_from_db()
    assert (theirs.tier, theirs.owner) == ("B", world.stranger)
    assert Client.objects.visible_to(world.manager).get().tier == "A"
    # Those who see both are told that there are two; the importer is not.
    assert DuplicateHint.objects.visible_to(world.admin).count() == 1
    assert not DuplicateHint.objects.visible_to(world.manager).exists()


@pytest.mark.parametrize("noun", ["person", "department", "product"])
def test_what_hangs_on_a_client_goes_to_the_importers_own(world, theirs, noun):
    PersonFactory(client=theirs, name="王建国", position="经理")
    lines = {
        "person": [["客户名称", "姓名", "职务"], ["华兴物流有限公司", "王建国", "总经理"]],
        "department": [["客户名称", "部门名称"], ["华兴物流有限公司", "信息部"]],
        "product": [["客户名称", "厂商", "产品"], ["华兴物流有限公司", "联讯", "专线"]],
    }[noun]
    job = imported(world.manager, noun, xlsx(lines))
    assert job.state == "done", job.error
    model = job.kind.model
    assert model._base_manager.exclude(client=theirs).get().client.owner == world.manager
    assert Person.objects.get(client=theirs).position == "经理"


def test_a_client_that_moved_out_of_sight_after_the_preview_is_left_alone(world):
    mine = ClientFactory(owner=world.manager, name="华兴物流", tier="B")
    job = previewed(world.manager, "client", xlsx([["客户名称", "等级"], ["华兴物流", "A"]]))
    assert job.rows.get().target == mine.pk
    Client.objects.filter(pk=mine.pk).update(owner=world.stranger, team=world.stranger.team)
    start(by=world.manager, job=job, now=timezone.now())
    at_work()
    mine.refresh_from_db()
    assert mine.tier == "B"
    assert job.rows.get().notices["_"]["code"] == "gone"


def test_a_client_that_an_import_gives_to_a_colleague_takes_its_complaints_along_and_back(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    complaint = ComplaintFactory(client=client)
    lines = [["客户名称", "客户经理"], ["华兴物流", world.teammate.username]]
    job = imported(world.admin, "client", xlsx(lines))
    client.refresh_from_db(), complaint.refresh_from_db()
    assert (client.owner, complaint.owner) == (world.teammate, world.teammate)
    taken_back(world.admin, job)
    client.refresh_from_db(), complaint.refresh_from_db()
    assert (client.owner, complaint.owner) == (world.manager, world.manager)


def test_a_share_of_who_is_given_a_client_by_an_import_ends_and_comes_back(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    share = ClientShare.objects.create(client=client, user=world.teammate, shared_by=world.manager)
    lines = [["客户名称", "客户经理"], ["华兴物流", world.teammate.username]]
    job = imported(world.admin, "client", xlsx(lines))
    assert not ClientShare.objects.exists()
    taken_back(world.admin, job)
    again = ClientShare.objects.get()
    assert (again, again.client, again.user) == (share, client, world.teammate)


def test_taking_an_import_back_leaves_a_colleague_the_complaint_they_had_before(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    theirs = ComplaintFactory(client=client, owner=world.teammate, team=world.teammate.team)
    moved = ComplaintFactory(client=client)
    lines = [["客户名称", "客户经理"], ["华兴物流", world.teammate.username]]
    taken_back(world.admin, imported(world.admin, "client", xlsx(lines)))
    theirs.refresh_from_db(), moved.refresh_from_db()
    assert (theirs.owner, moved.owner) == (world.teammate, world.manager)


@pytest.mark.parametrize("is_run", [False, True])
def test_a_client_that_moved_out_of_sight_is_told_of_no_more_by_the_lines_that_change_it(world, as_, is_run):
    mine = ClientFactory(owner=world.manager, name="华兴物流", phone="010-70000001")
    job = previewed(world.manager, "client", xlsx([["客户名称", "电话"], ["华兴物流", "010-70000002"]]))
    if is_run:
        carried_out(world.manager, job)
    address = f"/imports/{job.pk}/?kind={'updated' if is_run else 'changed'}"
    assert "010-70000001" in as_(world.manager).get(address).content.decode()
    Client.objects.filter(pk=mine.pk).update(owner=world.stranger, team=world.stranger.team)
    told = as_(world.manager).get(address).content.decode()
    assert "010-70000001" not in told
    assert "010-70000002" in told, "what the file says is the person's own"
    assert "010-70000001" in as_(world.admin).get(address).content.decode()


@pytest.mark.parametrize("is_line", [False, True])
def test_a_client_taken_to_be_meant_is_named_only_to_who_may_see_it_now(world, as_, is_line):
    mine = ClientFactory(owner=world.manager, name="华兴物流有限公司")
    head, line = (
        (["客户名称", "上级单位"], ["西方", "华兴物流"]) if is_line else (["客户名称", "姓名"], ["华兴物流", "王"])
    )
    job = previewed(world.manager, "client" if is_line else "person", xlsx([head, line]))
    assert mine.name not in str(list(job.rows.values()))
    address = f"/imports/{job.pk}/"
    Client.objects.filter(pk=mine.pk).update(name="华兴供应链有限公司")
    assert "Taken to be the client 华兴供应链有限公司" in as_(world.manager).get(address).text, "as it is called now"
    Client.objects.filter(pk=mine.pk).update(owner=world.stranger, team=world.stranger.team)
    told = as_(world.manager).get(address).text
    assert "华兴供应链" not in told
    assert "Taken to be a client that is not open to you now" in told


def test_an_import_for_somebody_else_is_for_those_who_lead_them(world):
    raw = xlsx([["客户名称"], ["华兴"]])
    more = {"now": timezone.now(), "noun": "client", "name": "a.xlsx", "raw": raw}
    assert upload(by=world.lead, owner=world.manager, **more).owner == world.manager
    for by, owner in ((world.manager, world.teammate), (world.lead, world.stranger), (world.stranger, world.lead)):
        with pytest.raises(NotOpen):
            upload(by=by, owner=owner, **more)


def test_steps_of_somebody_elses_import_are_not_open(world):
    job = previewed(world.manager, "client", xlsx([["客户名称"], ["华兴"]]))
    for by in (world.teammate, world.lead, world.stranger):
        assert not ImportJob.objects.visible_to(by).exists()
        with pytest.raises(NotOpen):
            match_columns(by=by, job=job, keys=job.keys)
        with pytest.raises(NotOpen):
            start(by=by, job=job, now=timezone.now())


def test_whoever_was_switched_off_imports_no_more(world):
    job = previewed(world.manager, "client", xlsx([["客户名称"], ["华兴"]]))
    start(by=world.manager, job=job, now=timezone.now())
    type(world.manager).objects.filter(pk=world.manager.pk).update(is_active=False)
    at_work()
    job.refresh_from_db()
    assert job.state == "failed"
    assert not Client.objects.exists()


KINDS = ("new", "changed", "error", "duplicate")


def lines(count):
    """Return a workbook with `count` lines of every kind: new, changed, with errors, perhaps here already."""
    found = [["客户名称", "等级", "电话"]]
    for number in range(count):
        names = (f"苏州恒达机械{'甲乙丙'[number]}", f"老客户{number}号", "", f"像客户{number}号有限公司")
        found += [[name, "A", ""] for name in names]
    return xlsx(found)


@pytest.mark.parametrize("kind", ["", "new", "changed", "error", "duplicate"])
def test_looking_through_an_import_asks_as_much_of_one_line_as_of_three(
    world, as_, kind, django_assert_max_num_queries
):
    for number in range(3):
        for name in ("老客户", "像客户"):
            ClientFactory(owner=world.manager, name=f"{name}{number}号", tier="B")
    browser, counts = as_(world.manager), []
    for number in (1, 3):
        job = previewed(world.manager, "client", lines(number))
        assert {key: job.counts.get(key) for key in KINDS} == dict.fromkeys(KINDS, number)
        address = f"/imports/{job.pk}/" + (f"?kind={kind}" if kind else "")
        browser.get(address)
        with django_assert_max_num_queries(20) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_fetching_the_lines_with_errors_asks_as_much_of_one_as_of_three(world, as_, django_assert_max_num_queries):
    browser, counts = as_(world.manager), []
    for number in (1, 3):
        job = previewed(world.manager, "client", lines(number))
        with django_assert_max_num_queries(20) as asked:
            assert browser.get(f"/imports/{job.pk}/errors/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("address", ["/imports/", "/exports/", "/duplicates/"])
def test_each_list_asks_as_much_of_one_row_as_of_three(world, as_, address, django_assert_max_num_queries):
    browser, counts = as_(world.admin), []
    people = [world.manager, world.teammate, world.stranger]
    for number in (1, 2):
        for by in people[:number] if number == 1 else people[1:]:
            upload(by=by, now=timezone.now(), noun="client", name="a.xlsx", raw=xlsx([["客户名称"], ["华兴"]]))
            Export.objects.create(by=by, what="client", form="csv", language="en", file=StoredFile.keep("a", [b"a"]))
            one, other = ClientFactory(owner=by, team=by.team), ClientFactory(owner=by, team=by.team)
            DuplicateHint.objects.create(one=one, other=other, why="name")
        browser.get(address)
        with django_assert_max_num_queries(20) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_merging_asks_who_answers_for_both(world, theirs):
    mine = ClientFactory(owner=world.manager, name="华兴物流")
    for by in (world.manager, world.teammate, world.lead, world.stranger):
        with pytest.raises(NotOpen):
            merge(by=by, noun="client", winner=mine.pk, loser=theirs.pk, take=(), now=timezone.now())
    merge(by=world.admin, noun="client", winner=mine.pk, loser=theirs.pk, take=(), now=timezone.now())
