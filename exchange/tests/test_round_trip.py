"""What goes out comes in again the same: every list, both formats, both languages, and text that looks like harm."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from crm.actions.main_site import settle_main
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContactWayFactory,
    ContractFactory,
    DepartmentFactory,
    IdentifierFactory,
    IndustryFactory,
    InstalledProductFactory,
    PersonFactory,
    SiteFactory,
    TagFactory,
)
from crm.models import Client, Person, Tagging
from exchange.actions.make import order_export, stream_of
from exchange.actions.work import work
from exchange.tests.running import imported, previewed, taken_back
from visits.factories import ComplaintFactory, HandoverFactory, VisitFactory, VisitRecordFactory

pytestmark = pytest.mark.django_db
LISTS = ("client", "department", "person", "site", "contract", "product")
ODD = [
    '=HYPERLINK("http://x")',
    "+1 or more",
    "-20 %",
    '@home, "quoted"',
    "两行\n第二行",
    "a\tb",
    "'quoted'",
    "=",
    "\uff05全角（中）",
]


def out(user, what, form, language="en", query=""):
    """Return (name, bytes) of an export as the page hands it out."""
    with translation.override(language):
        export = order_export(by=user, now=timezone.now(), what=what, form=form, query=query)
        assert not export.is_big
        return f"list.{form}", b"".join(stream_of(export))


def rows_of(raw):
    return sorted(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def house(owner):
    """Make clients with all that a spreadsheet holds, odd texts among them."""
    industry = IndustryFactory()
    for number, text in enumerate(ODD):
        client = ClientFactory(
            industry=industry, headcount="100", revenue="50", tier="B", registration_code=f"91310000MA1K00000{number}",
            owner=owner, team=owner.team, name=f"客户{number} {text}".replace("\n", " ").replace("\t", " "),
            business=text, short_name="", phone="010-8888 666" + str(number), website="https://example.com/a",
        )  # fmt: skip
        if number:
            client.parent = Client.objects.get(name__startswith="客户0 ")
            client.save(update_fields=["parent"])
        else:
            Tagging.objects.create(tag=TagFactory(name="重点项目"), client=client, tagged_by=owner)
            Tagging.objects.create(tag=TagFactory(name="Renewing"), client=client, tagged_by=owner)
        IdentifierFactory(client=client, kind="计费编号", value=f"88{number}")
        IdentifierFactory(client=client, kind="Stock code", value=f"60 {number}")
        SiteFactory(client=client, name="仓库", street=f"{number}号{text.split()[0]}", is_main=False)
        SiteFactory(
            client=client, name="", province="上海市", city="上海市", district="浦东新区", street="1号", is_main=True
        )
        settle_main(client)
        contract = ContractFactory(
            client=client, number=f"HX-{number}", subject=text.split()[0], starts_on=dt.date(2026, 3, 5),
            ends_on=dt.date(2029, 3, 4), value=360000, note=text, state="renewed",
        )  # fmt: skip
        office = DepartmentFactory(client=client, name="信息部")
        InstalledProductFactory(client=client, product="专线", quantity=number + 1, contract=contract)
        boss = PersonFactory(client=client, name="王建国", department=office, position=text.split()[0])
        PersonFactory(client=client, name=f"李{'敏静丽娜'[number % 4]}", department=office, reports_to=boss)
        ContactWayFactory(person=boss, channel="mobile", value="138 0013 8000", noted_by=owner, is_preferred=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_list_taken_out_and_brought_in_again_changes_nothing(manager, form, language):
    house(manager)
    for what in LISTS:
        name, raw = out(manager, what, form, language)
        job = previewed(manager, what, raw, name=name)
        others = [(row.kind, row.changes, row.problems) for row in job.rows.exclude(kind="same")]
        assert job.counts == {"same": job.total_rows}, (what, others)


def test_a_house_moved_to_an_empty_one_goes_out_the_same_again(manager, stranger):
    house(manager)
    lists = {what: out(manager, what, "csv") for what in LISTS}
    for what, (name, raw) in lists.items():
        job = imported(stranger, what, raw, name=name)
        assert (job.state, job.counts.get("error")) == ("done", None), job.error
    assert Client.objects.filter(owner=stranger).count() == len(ODD)
    for what, (_name, raw) in lists.items():
        again = out(stranger, what, "csv")[1]
        assert rows_of(again) == rows_of(raw.replace(manager.name.encode(), stranger.name.encode())), what


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_a_file_is_a_formula(manager, form):
    house(manager)
    _name, raw = out(manager, "client", form)
    if form == "csv":
        assert not [cell for line in rows_of(raw) for cell in line if cell[:1] in ("=", "+", "-", "@", "\t")]
        return
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value} == {"s"}


def test_a_workbook_counts_and_sorts_by_day(world):
    """Numbers, days and moments are such; numbers that are names, as a telephone's, stay text."""
    client = ClientFactory(owner=world.manager, name="很长的名字" * 5)
    early, end = dt.date(1900, 1, 2), dt.date(2027, 9, 22)
    ContractFactory(client=client, number="007", value="86000.50", starts_on=early, ends_on=end)
    InstalledProductFactory(client=client, quantity=120, monthly_value=12500)
    person = PersonFactory(client=client)
    ContactWayFactory(person=person, channel="mobile", value="13800138000", noted_by=world.manager)
    VisitFactory(client=client, starts_at=dt.datetime(2026, 3, 5, 1, 30, 15, tzinfo=dt.UTC))

    def sheet(what):
        with timezone.override("Asia/Shanghai"):
            return openpyxl.load_workbook(io.BytesIO(out(world.manager, what, "xlsx")[1])).active

    def said(value):
        return str(value) if isinstance(value, dt.date) else value

    def first(what):
        book = sheet(what)
        pairs = zip(book[1], book[2], strict=True)
        return {head.value: (said(cell.value), cell.number_format) for head, cell in pairs}

    contract, product = first("contract"), first("product")
    assert contract["Value"] == (86000.5, "#,##0.00")
    assert contract["End"] == ("2027-09-22 00:00:00", "yyyy-mm-dd")
    assert contract["Start"] == ("1900-01-02", "@"), "Excel has no such day as a number"
    assert contract["Contract number"] == ("007", "@")
    assert product["Quantity"] == (120, "#,##0")
    assert product["Value a month"] == (12500, "#,##0")
    assert first("person")["Mobile"] == ("13800138000", "@")
    assert first("visit")["Time"] == ("2026-03-05 09:30:00", "yyyy-mm-dd hh:mm")
    people = sheet("person")
    assert people.column_dimensions["A"].width == 48
    assert people.auto_filter.ref == f"A1:{people.cell(1, people.max_column).column_letter}2"


def test_a_list_goes_out_with_the_filters_it_is_shown_with(manager):
    house(manager)
    Client.objects.filter(name__startswith="客户1").update(tier="A")
    _name, raw = out(manager, "client", "csv", query=QueryDict("tier=A").urlencode())
    assert len(raw.decode("utf-8-sig").splitlines()) == 2


def test_each_list_goes_out_as_it_is_shown_and_only_to_who_sees_it(world):
    """By the filters and in the order of its page: what is least complete first, a birthday soon, the closed ones."""
    poor, rich = (
        ClientFactory(owner=world.manager, name=name, file_score=score) for name, score in (("丙", 9), ("甲", 80))
    )
    PersonFactory(client=poor, name="王总管", level="top")
    PersonFactory(client=rich, name="李员工", level="user")
    ComplaintFactory(client=poor, text="开着")
    ComplaintFactory(client=rich, text="关了", closed_at=timezone.now(), state="closed")
    HandoverFactory(client=poor, to_manager=world.teammate, witness=world.lead)
    CompetitorFactory(name="联讯")
    visit = VisitFactory(client=poor, left=True, state="recorded")
    VisitRecordFactory(visit=visit, gains="谈成了")

    def lines(who, what, query=""):
        return list(csv.reader(io.StringIO(out(who, what, "csv", query=query)[1].decode("utf-8-sig"), newline="")))[1:]

    by_score = lines(world.manager, "client", "order=file")
    assert [line[0] for line in by_score] == ["丙", "甲"]
    assert [line[1] for line in lines(world.manager, "people", "level=top")] == ["王总管"]
    assert len(lines(world.manager, "people")) == 2
    assert [line[1] for line in lines(world.manager, "complaint")] == ["开着"]
    assert [line[1] for line in lines(world.lead, "complaint", "owner=all&state=closed")] == ["关了"]
    assert [line[1] for line in lines(world.lead, "handover")] == ["丙"]
    assert [line[0] for line in lines(world.manager, "competitor")] == ["联讯"]
    assert [line[6] for line in lines(world.lead, "review")] == ["谈成了"]
    assert not lines(world.manager, "review")
    for what in ("client", "people", "complaint", "handover", "review"):
        assert not lines(world.stranger, what, "owner=all"), what


def test_a_long_list_is_made_by_the_worker_whole_and_only_with_what_its_maker_sees(manager, stranger, monkeypatch):
    monkeypatch.setattr("exchange.actions.make.AT_ONCE", 3)
    house(manager)
    ClientFactory(owner=stranger, team=stranger.team, name="别人的客户")
    export = order_export(by=manager, now=timezone.now(), what="client", form="csv", query="")
    assert export.is_big
    work(clock=timezone.now, until=timezone.now() + dt.timedelta(seconds=30))
    export.refresh_from_db()
    text = b"".join(export.file.chunks()).decode("utf-8-sig")
    assert export.rows == len(ODD)
    assert "别人的客户" not in text


def test_superiors_come_with_their_people_and_go_with_them(manager):
    house(manager)
    _name, raw = out(manager, "person", "csv")
    Person.objects.all().delete()
    job = imported(manager, "person", raw, name="list.csv")
    assert Person.objects.exclude(reports_to=None).count() == len(ODD)
    job = taken_back(manager, job)
    assert (job.state, job.counts["stayed"]) == ("undone", 0)
    assert not Person.objects.exists()
