"""What a firm has beside its names comes in too: parent, tags, other numbers, sites, contracts; and goes again."""

import datetime as dt

import pytest
from django.utils.translation import override

from core.identity import holds_identity_number
from crm.actions.main_site import settle_main
from crm.factories import (
    ClientFactory,
    ContractFactory,
    InstalledProductFactory,
    SiteFactory,
    TagFactory,
)
from crm.models import Client, Contract, Identifier, InstalledProduct, Site, Tag, Tagging
from crm.registration import code_problem
from exchange.models import Origin
from exchange.nouns.client import HEADCOUNTS, REVENUES
from exchange.nouns.problems import Problem, words_of
from exchange.sheets.read import Book
from exchange.tests.files import csv, xlsx
from exchange.tests.running import imported, previewed, taken_back

pytestmark = pytest.mark.django_db
CARD, FIRM = "11010519491231002X", "913101204901010059"  # the firm's has a day of birth in it, and a card's check
AS_PEOPLE_WRITE = (
    "1000人以上=500|1000+=500|2,000人及以上=2000|≥ 500=500|千余人=500|上千人=500|超过1000人=500|over 100=100|"
    "万人以上=2000|5000+ employees=2000|200多人=100|500人以下=100|不足20人=1|少于50人=20|<100=20|up to 500 people=100|"
    "约200人=100|五百人左右=500|近两百人=100|1.2k=500|１００人（含）以上=100|100-500人=100|0-20人=1|"
    "500人-999人=500|10000人以上=2000"
)
HEAD = ["客户名称", "统一社会信用代码", "上级单位", "标签", "其他编号"]


def test_groups_tags_and_numbers_come_in_and_are_taken_back(manager):
    TagFactory(name="重点项目")
    north = ClientFactory(owner=manager, name="北方物流有限公司")
    job = imported(
        manager, "client",
        xlsx([
            HEAD,
            ["华兴物流有限公司", "91310000MA1K00000X", "华兴集团", "重点项目、续约中", "计费编号：8823；税号 123"],
            ["华兴集团", "", "", "#集团", ""],
            ["北方物流有限公司", "", "华兴集团", "重点项目", ""],
            ["南方物流有限公司", "", "没有的公司", "", ""],
            ["西部物流有限公司", "", "", "", "8823"],
        ]),
    )  # fmt: skip
    assert (job.state, job.counts) == (
        "done",
        {"new": 3, "changed": 1, "error": 1, "left_out": 1, "made": 3, "updated": 1, "skipped": 1},
    )
    group, huaxing = Client.objects.get(name="华兴集团"), Client.objects.get(name="华兴物流有限公司")
    north.refresh_from_db()
    assert huaxing.parent == north.parent == group
    assert sorted(map(str, Tag.objects.filter(taggings__client=huaxing))) == ["续约中", "重点项目"]
    assert sorted(Identifier.objects.filter(client=huaxing).values_list("kind", "value")) == [
        ("税号", "123"),
        ("计费编号", "8823"),
    ]
    said = {row.values.get("name"): (row.notices, row.problems) for row in job.rows.all()}
    odd = said["华兴物流有限公司"][0]["registration_code"]
    assert odd["code"] == "odd_code"
    assert code_problem(odd["value"]) in words_of(odd)  # as on the client's form
    assert said["南方物流有限公司"][0]["parent"]["code"] == "no_parent"
    assert [row.problems["numbers"]["code"] for row in job.rows.filter(kind="error")] == ["no_number_kind"]
    job = taken_back(manager, job)
    assert (job.state, job.counts["stayed"]) == ("undone", 0)
    north.refresh_from_db()
    assert (Client.objects.get(), north.parent) == (north, None)
    assert not Tagging.objects.exists()
    assert not Identifier.objects.exists()
    assert [str(tag) for tag in Tag.objects.all()] == ["重点项目"]


def test_a_tag_that_others_use_by_now_stays_when_its_import_goes(manager):
    mine = ClientFactory(owner=manager, name="远通科技")
    job = imported(manager, "client", xlsx([HEAD, ["华兴物流有限公司", "", "", "续约中", ""]]))
    Tagging.objects.create(tag=Tag.objects.get(name="续约中"), client=mine, tagged_by=manager)
    taken_back(manager, job)
    assert Tagging.objects.get().client == mine


def test_a_parent_firm_that_only_others_see_is_neither_told_nor_changed(manager, stranger):
    hidden = ClientFactory(owner=stranger, team=stranger.team, name="神秘集团")
    mine = ClientFactory(owner=manager, name="华兴物流有限公司", parent=hidden)
    ClientFactory(owner=manager, name="华兴集团")
    job = imported(
        manager, "client", xlsx([HEAD, [mine.name, "", "华兴集团", "", ""], ["远通", "", "神秘集团", "", ""]])
    )
    mine.refresh_from_db()
    assert mine.parent == hidden
    assert Client.objects.get(name="远通").parent is None
    kept = [(row.changes, row.notices) for row in job.rows.order_by("line")]
    assert kept[0] == ({}, {"parent": {"code": "parent_kept"}})
    assert kept[1][1]["parent"]["code"] == "no_parent"
    assert "神秘" not in str(kept[0])


def test_a_loop_of_parent_firms_is_left_out(manager):
    top = ClientFactory(owner=manager, name="集团")
    ClientFactory(owner=manager, name="分公司", parent=top)
    job = imported(manager, "client", xlsx([HEAD, ["集团", "", "分公司", "", ""]]))
    top.refresh_from_db()
    assert (top.parent, job.rows.get().notices["parent"]["code"]) == (None, "loop")


def test_sites_come_in_with_one_main_site_each_and_are_taken_back(manager):
    mine = ClientFactory(owner=manager, name="华兴物流有限公司")
    SiteFactory(client=mine, name="仓库", street="旧路1号", is_main=True)
    settle_main(mine)
    head = ["客户名称", "地点名称", "省份", "城市", "区县", "详细地址", "主要地点", "创建人"]
    job = imported(
        manager, "site",
        xlsx([
            head,
            [mine.name, "仓库", "", "", "", "新路2号", "是", ""],
            [mine.name, "门店", "广东省", "深圳市", "南山区", "科技园1号", "是", "老王"],
            ["远通科技", "", "上海市", "上海市", "", "港口路1号", "", ""],
            ["远通科技", "机房", "上海市", "", "", "港口路9号", "是", ""],
            ["远通科技", "", "", "", "", "", "", ""],
        ]),
    )  # fmt: skip
    assert job.counts == {"changed": 1, "new": 3, "error": 1, "made": 3, "updated": 1, "skipped": 1}
    mine.refresh_from_db()
    assert mine.address == "新路2号"
    other = Client.objects.get(name="远通科技")
    assert other.address == "上海市港口路9号"
    assert Site.objects.filter(client=other, is_main=True).count() == 1
    assert Origin.objects.get(noun="site", noted_by="老王").object_id == Site.objects.get(name="门店").pk
    again = previewed(manager, "site", xlsx([head, ["远通科技", "", "上海市", "上海市", "", "港口路1号", "", ""]]))
    assert again.counts == {"same": 1}
    job = taken_back(manager, job)
    mine.refresh_from_db()
    assert (job.counts["stayed"], mine.address, Site.objects.count()) == (0, "旧路1号", 1)


def test_another_site_becomes_the_main_one_when_the_imported_one_goes(manager):
    mine = ClientFactory(owner=manager, name="华兴物流有限公司")
    job = imported(manager, "site", xlsx([["客户名称", "地址"], [mine.name, "新路2号"]]))
    SiteFactory(client=mine, name="", street="旧路1号", is_main=False)
    taken_back(manager, job)
    mine.refresh_from_db()
    assert (Site.objects.get().is_main, mine.address) == (True, "旧路1号")


def test_contracts_come_in_by_number_and_their_reminders_are_written_anew(manager):
    mine = ClientFactory(owner=manager, name="华兴物流有限公司")
    old = ContractFactory(
        client=mine, number="HX-1", subject="专线", ends_on=dt.date(2027, 1, 1), reminded_for=dt.date(2027, 1, 1)
    )
    job = imported(
        manager, "contract",
        xlsx([
            ["客户名称", "合同编号", "合同名称", "签订日期", "到期日", "合同金额", "合同状态"],
            [mine.name, "hx-1", "", "", "2028.1.1", "36万", ""],
            [mine.name, "HX-2", "短信", "20260101", "2026年12月31日", "¥1,200.50", "执行中"],
            [mine.name, "HX-3", "云", "2026-01-01", "2025-01-01", "", ""],
            [mine.name, "", "", "2026-01-01", "", "5", ""],
            [mine.name, "HX-2", "短信", "", "", "", ""],
        ]),
    )  # fmt: skip
    assert job.counts == {"changed": 1, "new": 1, "error": 2, "duplicate": 1, "made": 1, "updated": 1, "skipped": 3}
    old.refresh_from_db()
    assert (old.ends_on, old.value, old.subject, old.reminded_for) == (dt.date(2028, 1, 1), 360000, "专线", None)
    made = Contract.objects.get(number="HX-2")
    assert (str(made.value), made.state, made.starts_on) == ("1200.50", "running", dt.date(2026, 1, 1))
    assert sorted(code for row in job.rows.filter(kind="error") for code in row.problems) == ["ends_on", "number"]
    job = taken_back(manager, job)
    old.refresh_from_db()
    assert (job.counts["stayed"], old.ends_on, old.value) == (0, dt.date(2027, 1, 1), None)
    assert Contract.objects.count() == 1


def test_numbers_of_identity_cards_are_neither_brought_in_nor_kept(manager, as_):
    head = ["客户名称", "姓名", "职务", "手机"]
    lines = [["远通科技", "王建国", "经理", "13800138000"], ["远通科技", "李敏", "经理 11010519491231002X", ""]]
    job = previewed(manager, "person", xlsx([head, *lines]))
    assert job.counts == {"new": 1, "error": 1, "identity": 1}
    assert job.rows.get(kind="error").problems == {"position": {"code": "identity_number"}}
    wide = "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in CARD)
    lines = [
        ["远通", "", "", "", f"证件号：{CARD}", ""],
        [f"华兴 {CARD}", "", "", "", "", ""],
        ["中原", FIRM, "", "", f"税号 {FIRM}", ""],
        ["四方", "", "", "", "", f"法人 {CARD[:6]} {CARD[6:14]} {CARD[14:]}"],
        ["五洲", "", "", "", "", wide, f"右边 {CARD}"],  # without a heading
    ]
    table = [[*HEAD, "法人证件"], *lines]
    for raw, name in (
        (xlsx(table), f"{CARD}.xlsx"),
        (csv([list(map(str, line)) for line in table], "gb18030"), "a.csv"),
    ):
        job = previewed(manager, "client", raw, name=name)
        assert job.counts == {"new": 3, "error": 2, "identity": 4}
        assert [list(row.problems) for row in job.rows.filter(kind="error")] == [["numbers"], ["name"]]
        blotted = job.rows.filter(notices__identity__code="identity_blotted")
        assert list(blotted.values_list("values__name", flat=True)) == ["四方", "五洲"]
        rows = [(row.cells, row.values, row.notices, row.problems) for row in job.rows.all()]
        read = [cells for sheet in Book(job.file.read()).sheets for cells in Book(job.file.read()).lines(sheet)]
        for kept in (str(rows), str(read), str(job.columns), job.file_name):
            assert not any(holds_identity_number(part) for part in kept.split("'")), kept
        assert FIRM in str(rows)
    page = as_(manager).get(f"/imports/{job.pk}/").content.decode()
    assert "blotted out of 4 lines" in page


@pytest.mark.parametrize(
    ("widget", "said"),
    [
        (
            HEADCOUNTS,
            {"300": "100", "约 60人": "20", "50-99人": "20", "1,200 employees": "500", "100至499人": "100"},
        ),
        (HEADCOUNTS, dict(said.split("=") for said in AS_PEOPLE_WRITE.split("|"))),
        (HEADCOUNTS, dict.fromkeys(("50-200", "1000-4999人", "很多", "0", "几百人", "人以上", "+", "1人以下"))),
        (HEADCOUNTS, dict.fromkeys(("50-99人以上", "2020年3月", "以上500以下", "1万亿", "<>500", "0-0", "9" * 60))),
        (
            REVENUES,
            {"500万": "5", "1.2亿元": "50", "800-3000万": "5", "12,000,000": "5", "300": None, "1亿-80亿": None},
        ),
        (REVENUES, {"5亿以上": "500", "500万以下": "0", "百万以上": "0", "上亿": "50", "超300": None, "0-500万": "0"}),
    ],
)
def test_a_figure_or_a_range_is_read_into_its_band_and_nothing_is_guessed(widget, said):
    def read(text):
        try:
            return widget.clean(text)
        except Problem:
            return None

    assert {text: read(text) for text in said} == said


def test_a_size_is_previewed_as_what_it_becomes(manager, as_):
    lines = [["远通", "1000人以上"], ["四方", "约200人"], ["五洲", "50-200人"]]
    with override("zh-hans"):
        job = previewed(manager, "client", xlsx([["客户名称", "规模"], *lines]))
    assert job.counts == {"new": 2, "error": 1}
    page, wrong = (as_(manager).get(f"/imports/{job.pk}/?kind={kind}").content.decode() for kind in ("new", "error"))
    assert "“1000人以上” is taken to be: 500 to 1,999 people." in page
    assert "100 to 499 people" in page
    assert "约200人" not in page
    assert "“50-200人” is none of: Under 20 people" in wrong


def test_what_may_be_chosen_is_said_in_the_readers_language(manager, as_):
    with override("zh-hans"):
        job = previewed(manager, "client", xlsx([["客户名称", "等级"], ["远通", "特级"]]))
    assert "none of: A, B, C" in as_(manager).get(f"/imports/{job.pk}/").content.decode()
    with override("zh-hans"):
        row = job.rows.get()
        assert words_of(row.problems["tier"], job.kind.fields["tier"].widget).endswith("A、B、C。")


def test_products_come_in_under_the_contract_they_stand_in_and_are_taken_back(manager):
    mine = ClientFactory(owner=manager, name="华兴物流有限公司")
    one, two = (ContractFactory(client=mine, number=f"HX-{n}", subject=f"专网{n}") for n in (1, 2))
    ContractFactory(client=ClientFactory(owner=manager), number="QT-1")
    kept = InstalledProductFactory(client=mine, product="专线", contract=one)
    job = imported(
        manager, "product",
        xlsx([
            ["客户名称", "厂商", "产品", "合同编号"],
            [mine.name, "我方", "专线", "hx-2"],
            [mine.name, "我方", "5G 专网", "专网1"],
            [mine.name, "我方", "云", "QT-1"],
            [mine.name, "联讯", "短信", "HX-1"],
        ]),
    )  # fmt: skip
    assert job.counts["made"] == 3
    said = {row.values["product"]: row.notices.get("contract", {}).get("code") for row in job.rows.all()}
    assert said == {"专线": None, "5G 专网": None, "云": "no_contract", "短信": "rivals_contract"}

    def under():
        return dict(InstalledProduct.objects.order_by("pk").values_list("product", "contract_id"))

    assert under() == {"专线": two.pk, "5G 专网": one.pk, "云": None, "短信": None}
    again = xlsx([["客户名称", "厂商", "产品", "合同"], [mine.name, "我方", "专线", "专网2"]])
    assert previewed(manager, "product", again).counts == {"same": 1}
    taken_back(manager, job)
    assert under() == {"专线": one.pk}
    kept.refresh_from_db()
    assert kept.contract == one
