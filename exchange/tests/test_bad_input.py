"""Files that do harm or are no list: each is refused with a sentence, and odd but honest ones are read."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.factories import ClientFactory
from crm.models import Client, Person
from exchange.actions.upload import upload
from exchange.models import ImportJob
from exchange.nouns.days import day_of
from exchange.sheets import limits
from exchange.sheets.check import OLE, Refused
from exchange.sheets.read import Book
from exchange.tests.files import csv, xlsx
from exchange.tests.running import imported, previewed

LINES = [["客户名称", "等级"], ["华兴物流有限公司", "A"]]


def with_part(name, content):
    out = io.BytesIO(xlsx(LINES))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


REFUSED = {
    "a hundred megabytes": (b"a" * (limits.MOST_BYTES + 1), "larger than"),
    "nothing": (b"", "empty"),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "macros"),
    "a zip bomb": (with_part("xl/media/bomb.xml", b"0" * 20_000_000), "far larger"),
    "an old workbook under a new name": (OLE + b"\x00" * 600, "old Excel file"),
    "a password": (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "half a workbook": (xlsx(LINES)[:900], "damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "neither"),
    "only headings": (xlsx([["客户清单"], LINES[0]]), "no line of data"),
    "only headings, as text": (csv(LINES[:1]) + b"\r\n", "no line of data"),
    "an empty sheet": (xlsx([]), "no cells"),
    "too wide a sheet": (xlsx([["客户名称", *map(str, range(299))], ["华兴", *map(str, range(299))]]), "200 columns"),
    "formulas nobody worked out": (xlsx([*LINES, ["=B2", "A"]]), "without their results"),
    "a web page": (b"<html><table><tr><td>A</td></tr></table></html>", "web page"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_list_is_refused_with_a_sentence_and_leaves_nothing(what, manager):
    raw, words = REFUSED[what]
    with pytest.raises(Refused, match=words):
        upload(by=manager, now=timezone.now(), noun="client", name="clients.xlsx", raw=raw)
    assert not ImportJob.objects.exists()


@pytest.mark.django_db
def test_the_page_says_why_beside_the_field_and_sent_twice_makes_one_import(manager, as_):
    browser = as_(manager)
    new_id = browser.get("/imports/new/").context["form"]["new_id"].value()
    typed = {"what": "client", "new_id": new_id}
    file = io.BytesIO(REFUSED["macros"][0])
    file.name = "clients.xlsx"
    answer = browser.post("/imports/new/", {**typed, "file": file})
    assert answer.status_code == 422
    assert "The workbook holds macros" in answer.content.decode()
    assert "a file has to be chosen again" in answer.content.decode()
    file = io.BytesIO(REFUSED["a hundred megabytes"][0])
    file.name = "clients.xlsx"
    answer = browser.post("/imports/new/", {**typed, "file": file})
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()
    for _ in range(2):
        file = io.BytesIO(xlsx(LINES))
        file.name = "clients.xlsx"
        assert browser.post("/imports/new/", {**typed, "file": file}).status_code == 302
    assert ImportJob.objects.count() == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_in_each_encoding_people_save_it_in(encoding):
    book = Book(csv([["客户名称", "简称"], ["上海中原贸易公司", "中原"]], encoding))
    assert list(book.lines(book.sheets[0]))[1] == ["上海中原贸易公司", "中原"]


@pytest.mark.parametrize(
    "text",
    [
        "2026-3-5",
        "2026.03.05",
        "2026/3/5",
        "2026年3月5日",
        "20260305",
        "46086",
        "5 March 2026",
        "05-Mar-2026",
        "Mar 5th, 2026",
        "二〇二六年三月五日",
        "26.3.5",
        "26/3/5",
        "26-03-5 10:30",
        "26年03月05日",
        "3月5日2026",
        "3月5日 2026年",
    ],
)
def test_a_day_is_read_in_each_spelling(text):
    assert day_of(text).isoformat() == "2026-03-05"


@pytest.mark.parametrize("text", ["3/5/2026", "3/5/26", "03.05.26", "26.3", "2026", "26.13.5", "26.2.30", "3月5日"])
def test_a_day_that_may_be_another_is_not_guessed(text):
    assert day_of(text) is None
    assert day_of(text, year_first=True) is None


def test_two_digits_are_a_year_where_people_write_it_first():
    typed = ("26.3.15", "85-12-31", "59/1/20")
    assert [day_of(text) for text in typed] == [None] * 3, "elsewhere it may be the 26th of March 2015"
    read = [day_of(text, year_first=True).isoformat() for text in typed]
    assert read == ["2026-03-15", "1985-12-31", "2059-01-20"]


@pytest.mark.django_db
def test_the_headings_say_whether_people_write_the_year_first(manager):
    ClientFactory(owner=manager, name="华兴")
    lines = [["HT-1", "华兴", "26.3.15"], ["HT-2", "华兴", "3/5/26"]]
    chinese, english = ["合同编号", "客户名称", "开始日期"], ["Contract number", "Client", "Start"]
    for head, kinds in ((chinese, ["new", "error"]), (english, ["error", "error"])):
        job = previewed(manager, "contract", xlsx([head, *lines]))
        assert list(job.rows.order_by("line").values_list("kind", flat=True)) == kinds
        assert job.rows.get(line=3).problems == {"starts_on": {"code": "no_date", "value": "3/5/26"}}


@given(st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_read_or_refused(raw):
    try:
        book = Book(raw)
        for sheet in book.sheets:
            list(book.lines(sheet))
    except Refused as refused:
        assert str(refused)  # noqa: PT017  either is well


@pytest.mark.django_db
def test_title_rows_merged_cells_and_formulas(manager):
    lines = [
        ["2026 年客户"],
        [],
        ["客户名称", "等级", "主营业务"],
        ["华兴物流", "A", "=1+1"],
        ["远通科技", None, None],
    ]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(lines, merged=["A1:C1", "B4:B5"]))) as book,
        zipfile.ZipFile(out, "w") as solved,
    ):
        for name in book.namelist():  # as Excel keeps it: the formula, and what came of it
            solved.writestr(name, re.sub(rb"(<f>1\+1</f>)<v ?/?>(</v>)?", rb"\1<v>2</v>", book.read(name)))
    job = previewed(manager, "client", out.getvalue())
    first, second = job.rows.order_by("line")
    assert (job.head_line, first.values["tier"]) == (3, "A")
    assert first.values["business"] == "2"
    assert second.values["name"] == "远通科技"


@pytest.mark.django_db
def test_a_file_of_a_manager_cannot_say_whose_a_client_is(manager, lead):
    lines = [["客户名称", "负责人", "角色", "owner id"], ["华兴物流", lead.name, "admin", str(lead.pk)]]
    job = previewed(manager, "client", xlsx(lines))
    assert [column["key"] for column in job.columns] == ["name", "!", "!", "!"]
    imported(manager, "client", xlsx([["客户名称", "负责人"], ["远通", lead.name]]))
    assert Client.objects.get(name="远通").owner == manager


@pytest.mark.django_db
def test_people_come_with_their_ways_and_a_second_time_change_nothing(manager):
    lines = [
        ["客户名称", "姓名", "手机", "邮箱", "微信"],
        ["华兴", "王建国", "138 0013 8000 / 13900139000", "w@x.cn", "w88"],
    ]
    imported(manager, "person", xlsx(lines))
    person = Person.objects.get()
    assert sorted(person.ways.values_list("channel", "key")) == [
        ("email", "w@x.cn"), ("mobile", "13800138000"), ("mobile", "13900139000"), ("wechat", "w88"),
    ]  # fmt: skip
    assert person.ways.filter(is_preferred=True).count() == 1
    assert list(Person.objects.found_by("8000")) == [person]
    assert previewed(manager, "person", xlsx(lines)).counts == {"same": 1}
    job = previewed(manager, "person", xlsx([lines[0], ["华兴", "王建国", "13700137000", "", ""]]))
    assert job.counts == {"changed": 1}


@pytest.mark.parametrize(("language", "said"), [("en", "at most 10 MB"), ("zh-cn", "不超过 10 MB")])
def test_the_help_is_said_in_the_readers_language_each_time(language, said, manager, as_):
    type(manager).objects.filter(pk=manager.pk).update(language="")
    page = as_(manager).get(reverse("import-new"), headers={"accept-language": language}).content.decode()
    assert said in page
