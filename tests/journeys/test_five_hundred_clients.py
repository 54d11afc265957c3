"""A list of five hundred clients comes in with its errors, is mended, found, read, and freed of a duplicate."""

import io
import random
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from crm.factories import ClientFactory
from crm.models import Client
from exchange.models import ImportJob, Merge
from exchange.tests.files import xlsx
from exchange.tests.running import at_work
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_story import Person
from tests.world import make_world
from visits.factories import PromiseFactory, VisitFactory

COUNT = 500
WRONG = range(7, COUNT, 25)  # every twenty-fifth line: twenty in all
PLACES, WORDS, TRADES = (
    "上海 苏州 宁波 无锡 杭州",
    "恒达 瑞丰 博远 金桥 海纳 天成 卓越 立信 同盛 嘉禾",
    "物流 机械 电子 食品 医药 建材",
)


@pytest.fixture
def world(transactional_db):
    world = make_world()
    User.objects.filter(pk=world.manager.pk).update(language="")
    world.extra["known"] = known = ClientFactory(
        owner=world.manager, name="远通国际货运代理有限公司", phone="021-66668888", tier=""
    )
    VisitFactory(client=known)
    PromiseFactory(client=known, owner=world.manager, text="报一个冷链的价")
    return world


def workbook():
    """Return five hundred lines as somebody kept them: a title, a note below, tiers and dates in several spellings."""
    chance = random.Random(11)
    lines = [["2026 年客户清单"], [], ["序号", "客户名称", "等级", "电话", "地址", "建档日期", "建档人"]]
    for number in range(COUNT):
        name = "".join(chance.choice(part.split()) for part in (PLACES, WORDS, TRADES)) + f"{number}号有限公司"
        tier, day = chance.choice(["A", "B类", "重点客户", ""]), chance.choice(["2024.3.5", "2024年3月5日", 45356])
        if number in WRONG:
            name, tier, day = chance.choice([("", tier, day), (name, "特级", day), (name, tier, "去年春天")])
        lines.append([number + 1, name, tier, f"139{number:08d}", "港口路 1 号", day, "老王"])
    lines[3 + 100][1], lines[3 + 100][3] = "远通国际货运代理公司", "021-6666 8888"  # known by another spelling
    return xlsx(lines)


def mended(raw):
    """Return the fetched lines with errors, each cell that was marked put right."""
    book = openpyxl.load_workbook(io.BytesIO(raw))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert sheet.max_row - 1 == len(WRONG)
    for number, line in enumerate(sheet.iter_rows(min_row=2)):
        said = line[-1].value
        assert said, "each line says what is wrong"
        cells = dict(zip(heads, line, strict=True))
        cells["客户名称"].value = cells["客户名称"].value or f"补上名称的客户{number}"
        if cells["等级"].value == "特级":
            cells["等级"].value = "A"
        if cells["建档日期"].value == "去年春天":
            cells["建档日期"].value = "2025-04-01"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring_in(person, raw, *, address):
    """Upload a file, match its columns as proposed, have it read; return the job, to be looked through."""
    page = person.page
    page.goto(address)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("[name=file]", {"name": "客户.xlsx", "mimeType": kind, "buffer": raw})
    person.submit("Go on")
    person.submit("Look through")
    expect(page.locator("#import-progress")).to_be_visible()
    at_work()
    expect(page.locator("main")).to_contain_text(re.compile("导入 \\d+ 行"), timeout=10_000)
    return ImportJob.objects.order_by("-created_at").first()


def run(person, job):
    with person.page.expect_navigation():
        person.page.locator("main").get_by_role("button", name=re.compile("导入 \\d+ 行")).click()
    # Leaving the page does the import no harm.
    person.open("client-list")
    at_work()
    person.open("import-detail", job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error


def test_five_hundred_clients_come_in_and_are_made_good(world, open_page):
    desk = Person(open_page(DESK, "zh"), "zh")
    desk.sign_in("manager")
    job = bring_in(desk, workbook(), address=reverse("import-new"))
    assert job.counts == {"new": COUNT - len(WRONG) - 1, "error": len(WRONG), "duplicate": 1}
    desk.page.goto(f"{reverse('import-detail', args=[job.pk])}?kind=duplicate")
    expect(desk.page.locator("main")).to_contain_text("远通国际货运代理有限公司")
    desk.page.locator("main").get_by_role("button", name=desk.word("Make new"), exact=True).click()
    run(desk, job)
    with desk.page.expect_download() as fetched:
        desk.page.get_by_role("link", name=desk.word("Download the lines with errors")).click()
    raw = mended(fetched.value.path().read_bytes())
    again = desk.page.get_by_role("link", name=desk.word("Import the mended lines")).get_attribute("href")
    repaired = bring_in(desk, raw, address=again)
    assert repaired.counts == {"new": len(WRONG)}
    run(desk, repaired)
    assert Client.objects.count() == COUNT + 1

    phone = Person(open_page(PHONE, "zh"), "zh")
    phone.sign_in("manager")
    known, twin = world.extra["known"], Client.objects.get(name="远通国际货运代理公司")
    phone.open("client-list", query="?q=远通")
    for client in (known, twin):
        expect(phone.page.locator("main").get_by_role("link", name=client.name).first).to_be_visible()
    phone.open("client-detail", known.pk)
    expect(phone.page.locator("main")).to_contain_text("报一个冷链的价")
    fill_the_gaps(phone, known)

    phone.open("merge-find", "client", twin.pk)
    phone.page.locator("main").get_by_role("link", name=known.name).click()
    phone.submit("Merge")
    assert (known.visits.count(), known.promises.count()) == (0, 0)
    assert (twin.visits.count(), twin.promises.count()) == (1, 1)
    expect(phone.page.locator("main")).to_contain_text("报一个冷链的价")
    with phone.page.expect_navigation():
        phone.page.locator(".toast form button, [data-toast] button").first.click()
    assert Merge.objects.get().undone_at
    assert (known.visits.count(), twin.visits.count()) == (1, 0)
    known.refresh_from_db()
    assert known.archived_at is None
    assert timezone.now() > twin.created_at


def fill_the_gaps(person, client):
    """Answer what nobody knows of the client yet, a tap each, the second one by keys; say of the rest "don't know"."""
    person.open("client-gaps", client.pk, query="?first=tier")
    main, page = person.page.locator("main"), person.page
    expect(main.locator("#gap-question")).to_have_text(person.word("How much care is this client owed?"))
    with page.expect_navigation():
        main.get_by_role("button", name=person.word("A · key")).click()
    expect(main.locator("#gap-question")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    skip = main.get_by_role("button", name=person.word("Don’t know, ask me later"))
    for _question in range(7):
        if not skip.count():
            break
        with page.expect_navigation():
            skip.click()
    expect(main.locator(".gap-question")).to_have_text(re.compile(r"从 \d+ 升到 \d+"))
    client.refresh_from_db()
    assert client.tier == "A"
    assert client.file_score > 0  # kept with the write, for the list
    assert client.gap_marks.exists()
    person.open("client-list", query="?order=file&q=远通")
    expect(main.get_by_role("link", name=client.name, exact=True)).to_be_visible()
