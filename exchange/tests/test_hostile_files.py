"""Files made to cost: each is read or refused within a bounded time and memory, and none is an error of ours."""

import io
import random
import time
import zipfile
from contextlib import contextmanager, suppress

import pytest
from django.utils import timezone

from crm.factories import ClientFactory
from crm.models import Client, Person
from exchange.actions.decide import start
from exchange.actions.upload import upload
from exchange.nouns.column import heading
from exchange.sheets.check import Refused
from exchange.sheets.read import Book
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, imported, previewed, taken_back
from exchange.vcard import NoCard, read_cards
from visits.tests.pictures import flood

LINES = [["客户名称", "等级"], ["华兴物流有限公司", "A"]]
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n%s\r\nEND:VCARD\r\n"


@contextmanager
def within(seconds):
    """Fail when what is done takes longer: it does on any machine where the time grows with the square."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def changed(raw, name, change):
    """Return a workbook with one part of it changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one)) if one == name else old.read(one))
    return out.getvalue()


CARDS = {
    "a line folded a hundred thousand times": CARD % (b"NOTE:x" + b"\r\n y" * 400_000),
    "a million parameters": CARD % (b"TEL" + b";A" * 900_000 + b":1"),
    "a hundred thousand numbers": CARD % (b"TEL:13800138000\r\n" * 100_000),
    "a charset that is slow": CARD % (b"TITLE;CHARSET=punycode:" + b"a" * 1_000_000 + b"-" + b"9" * 100_000),
    "a hundred thousand numbers in a code": b"MECARD:N:A;" + b"TEL:13800138000;" * 110_000,
}


def read_all(raw):
    book = Book(raw)
    return list(book.lines(book.sheets[0]))


@pytest.mark.parametrize("what", CARDS)
def test_a_card_made_to_cost_is_read_in_time(what):
    assert len(CARDS[what]) < 2 * 1024 * 1024
    with within(3):
        assert read_cards(CARDS[what])[0].name == "A"


@pytest.mark.parametrize("charset", [b"undefined", b"idna", b"zip", b"a\x00b", b"utf-7", b"\xff", b'"utf-8"'])
def test_any_name_of_a_charset_is_borne(charset):
    with suppress(NoCard):
        read_cards(CARD % (b"TITLE;CHARSET=" + charset + b":\xe4\xbb\xbb+AGE-"))


def test_a_heading_made_to_cost_is_read_in_time():
    with within(1):
        heading("(" * 32_767)


def test_the_list_of_a_workbook_is_not_read_before_its_length_is_known():
    with within(0.5), pytest.raises(Refused, match="far larger"):
        Book(flood(200_000))


def test_a_workbook_packed_as_no_workbook_is_or_torn_is_damaged():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "x" * 100)
    raw = bytearray(out.getvalue())
    raw[60:80] = b"\xff" * 20
    with pytest.raises(Refused, match="damaged"):
        Book(bytes(raw))


def with_shared(raw, texts):
    """Return a workbook that has a table of shared texts too."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    line = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    raw = changed(raw, "[Content_Types].xml", lambda old: old.replace(b"</Types>", line))
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        archive.writestr(
            "xl/sharedStrings.xml", head + b"".join(b"<si><t>%s</t></si>" % one for one in texts) + b"</sst>"
        )
    return out.getvalue()


def test_one_text_in_every_cell_is_refused_before_it_fills_the_memory():
    """A workbook of some kilobytes names its one long text in every cell: unpacked it would be gigabytes."""
    line = b'<row r="%d">' + b'<c t="s"><v>0</v></c>' * 190 + b"</row>"
    body = b"<sheetData>" + b"".join(line % number for number in range(1, 400)) + b"</sheetData></worksheet>"
    raw = changed(xlsx(LINES), "xl/worksheets/sheet1.xml", lambda old: old.split(b"<sheetData>")[0] + body)
    raw = with_shared(raw, ["长".encode() * 30_000])
    assert len(raw) < 100_000
    book = Book(raw)
    with within(5), pytest.raises(Refused, match="far larger"):
        for _line in book.lines(book.sheets[0]):
            pass


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["长" * 200, "a" * 31])
def test_a_sheet_of_any_name_is_read_or_refused(name, manager):
    raw = changed(xlsx(LINES, title="Sheet1"), "xl/workbook.xml", lambda old: old.replace(b"Sheet1", name.encode()))
    with suppress(Refused):
        upload(by=manager, now=timezone.now(), noun="client", name="a.xlsx", raw=raw)


@pytest.mark.django_db
def test_cells_that_no_database_holds_are_read_or_refused(manager):
    """openpyxl writes _x0000_ for what XML has no letter for."""
    for evil in (b"_x0000_", b"_xD800_", b"&#xFFFE;", b"_x0001_=1+1"):
        raw = changed(
            xlsx(LINES), "xl/worksheets/sheet1.xml", lambda old, evil=evil: old.replace(b"A<", b"A" + evil + b"<")
        )
        with suppress(Refused):
            previewed(manager, "client", raw)


def test_a_workbook_with_any_byte_changed_is_read_or_refused():
    whole, chance = bytearray(xlsx([*LINES, *([f"客户{n}", "B"] for n in range(60))])), random.Random(7)
    for _turn in range(120):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            book = Book(bytes(raw))
            for sheet in book.sheets:
                list(book.lines(sheet))
        except Refused:
            pass


@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_xml_that_reads_files_or_swells_is_refused(entity):
    def evil(old):
        head, rest = old.split(b"?>", 1) if old.startswith(b"<?xml") else (b"", old)
        return head + (b"?>" if head else b"") + entity + rest.replace(b"A<", b"&b;<")

    raw = changed(xlsx(LINES), "xl/worksheets/sheet1.xml", evil)
    with pytest.raises(Refused):
        read_all(raw)


@pytest.mark.django_db
def test_a_client_given_away_after_the_preview_gets_no_rows(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    job = previewed(world.manager, "person", xlsx([["客户名称", "姓名"], ["华兴物流", "王建国"]]))
    Client.objects.filter(pk=client.pk).update(owner=world.stranger, team=world.other_team)
    start(by=world.manager, job=job, now=timezone.now())
    at_work()
    job.refresh_from_db()
    assert (job.state, Person.objects.count()) == ("done", 0)
    assert job.rows.get().outcome == "kept"


@pytest.mark.django_db
def test_taking_an_import_back_leaves_what_has_gone_to_somebody_else(world):
    client = ClientFactory(owner=world.manager, name="华兴物流", tier="B")
    people = imported(world.manager, "person", xlsx([["客户名称", "姓名"], ["华兴物流", "王建国"]]))
    tiers = imported(world.manager, "client", xlsx([["客户名称", "等级"], ["华兴物流", "A"]]))
    Client.objects.filter(pk=client.pk).update(owner=world.stranger, team=world.other_team)
    for job in (people, tiers):
        assert taken_back(world.manager, job).state == "undone"
    assert Person.objects.filter(client=client).count() == 1
    assert Client.objects.get(pk=client.pk).tier == "A"


@pytest.mark.django_db
def test_an_import_of_one_who_is_no_admin_any_more_gives_nobodys_clients_away(world):
    client = ClientFactory(owner=world.stranger, name="华兴物流")
    lines = [["客户名称", "客户经理"], ["华兴物流", world.manager.name], ["远通", world.manager.name]]
    job = previewed(world.admin, "client", xlsx(lines))
    type(world.admin).objects.filter(pk=world.admin.pk).update(role="manager")
    start(by=type(world.admin).objects.get(pk=world.admin.pk), job=job, now=timezone.now())
    at_work()
    assert Client.objects.get(pk=client.pk).owner == world.stranger
    assert Client.objects.get(name="远通").owner == world.admin


@pytest.mark.django_db
def test_an_export_speaks_the_language_of_who_asks(world, as_):
    ClientFactory(owner=world.manager, tier="A", headcount="20")
    type(world.manager).objects.filter(pk=world.manager.pk).update(language="zh-hans")
    answer = as_(world.manager).post("/exports/client/csv/")
    assert "20–99 人" in b"".join(answer.streaming_content).decode()


@pytest.mark.django_db
def test_two_are_merged_only_as_they_were_shown(world, as_):
    kept, gone = (ClientFactory(owner=world.manager) for _ in range(2))
    browser, address = as_(world.manager), f"/merge/client/{kept.pk}/{gone.pk}/"
    assert browser.post(address, {"name": "other"}).status_code == 404
    Client.objects.filter(pk=gone.pk).update(version=2, name="Other by now")
    answer = browser.post(address, {"name": "other", "versions": "1-1"})
    assert answer.status_code == 409
    assert "Other by now" in answer.content.decode()
    assert Client.objects.get(pk=gone.pk).archived_at is None
