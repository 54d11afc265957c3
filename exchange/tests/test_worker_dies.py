"""A worker may die between any two statements of an import and of its undoing: nothing is lost, nothing doubled."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from crm.factories import ClientFactory, PersonFactory
from crm.models import Client, ContactWay, Department, Person
from exchange.actions import run, undo
from exchange.actions.decide import start
from exchange.actions.decide import undo as take_back
from exchange.actions.work import work
from exchange.models import ImportChange, ImportJob, ImportRow, Origin
from exchange.tests.files import xlsx
from exchange.tests.running import previewed

PEOPLE = [
    ["客户名称", "姓名", "部门", "汇报对象", "手机", "职务", "创建时间"],
    ["华兴物流", "王建国", "信息部", "", "13800138000", "总经理", "2024.3.5"],
    ["华兴物流", "李敏", "信息部", "王建国", "13800138001", "经理", "2024.3.5"],
    ["华兴物流", "", "", "", "", "", "2024.3.5"],
    ["远通科技", "陈静", "采购部", "", "13800138002", "主管", ""],
    ["远通科技", "赵磊", "采购部", "陈静", "", "科长", ""],
    ["华兴物流", "孙丽", "财务部", "李敏", "", "会计", ""],
]
COLUMNS = ("position", "department__name", "reports_to__name", "archived_at")
DEATHS = 9  # spread over all the statements of one course


class Died(BaseException):
    """What nothing catches: the worker is gone, and PostgreSQL rolls its transaction back."""


class Killer:
    """Counts the statements that pass and ends the course before number `at`."""

    def __init__(self, at=None):
        self.at, self.passed = at, 0

    def __call__(self, execute, sql, params, many, context):
        if "SAVEPOINT" in sql:  # in a test they stand for BEGIN and COMMIT, which are whole or not at all
            return execute(sql, params, many, context)
        if self.passed == self.at:
            raise Died
        self.passed += 1
        return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(run, "ROWS", 2)
    monkeypatch.setattr(undo, "ROWS", 3)


def course(killer, *, later=dt.timedelta(0)):
    """Let a worker work until all is done or it dies."""
    now = timezone.now() + later
    with connection.execute_wrapper(killer):
        work(clock=lambda: now, until=now + dt.timedelta(seconds=1))


def everything():
    """What is there after an import, as far as ids and moments are not concerned."""
    return {
        "people": sorted(Person.objects.values_list("client__name", "name", *COLUMNS)),
        "clients": sorted(Client.objects.values_list("name", "owner__username")),
        "departments": sorted(Department.objects.values_list("client__name", "name")),
        "ways": sorted(ContactWay.objects.values_list("person__name", "key", "is_preferred")),
        "origins": Origin.objects.count(),
        "changes": ImportChange.objects.filter(undone="").count(),
        "outcomes": sorted(ImportRow.objects.exclude(job__state="undone").values_list("line", "outcome")),
    }


def begin(manager):
    here = ClientFactory(owner=manager, team=manager.team, name="华兴物流")
    PersonFactory(client=here, name="王建国", position="副总经理", department=None)
    job = previewed(manager, "person", xlsx(PEOPLE))
    assert job.state == "previewed", job.error
    start(by=manager, job=job, now=timezone.now())
    return job


@pytest.mark.django_db
def test_a_worker_killed_between_any_two_statements_imports_each_line_once_and_takes_each_back_once(manager):
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT fresh")
        job = begin(manager)
        whole = Killer()
        course(whole)
        job.refresh_from_db()
        assert job.state == "done", job.error
        imported = everything()
        take_back(by=manager, job=job)
        back = Killer()
        course(back)
        untouched = everything()
        assert len(imported["people"]) == 5
        assert len(untouched["people"]) == 1
        for number in range(DEATHS):
            cursor.execute("ROLLBACK TO SAVEPOINT fresh")
            job = begin(manager)
            with pytest.raises(Died):
                course(Killer(whole.passed * number // DEATHS))
            # Nobody else touches it while the dead one's lease runs; behind it the next worker goes on.
            course(Killer(), later=dt.timedelta(seconds=61))
            job = ImportJob.objects.get(pk=job.pk)
            assert (job.state, job.done_rows) == ("done", 6), (number, job.error)
            assert sum(job.counts[name] for name in ("made", "updated", "skipped")) == 6
            assert everything() == imported, number
            take_back(by=manager, job=job)
            with pytest.raises(Died):
                course(Killer(back.passed * number // DEATHS), later=dt.timedelta(seconds=122))
            course(Killer(), later=dt.timedelta(seconds=200))
            job.refresh_from_db()
            assert job.state == "undone"
            assert everything() == untouched, number


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_leaves_no_mark(manager, monkeypatch):
    job = begin(manager)
    write = run.Batch.write

    def slept_too_long(batch, rows):
        monkeypatch.setattr(run.Batch, "write", write)
        write(batch, rows)
        # Meanwhile the lease has passed and another worker has done all of it.
        ImportJob.objects.filter(pk=job.pk).update(leased_until=timezone.now() - dt.timedelta(seconds=1))
        raise Died

    monkeypatch.setattr(run.Batch, "write", slept_too_long)
    with pytest.raises(Died):
        course(Killer())
    course(Killer(), later=dt.timedelta(seconds=61))
    job.refresh_from_db()
    assert job.state == "done"
    assert Person.objects.count() == 5
