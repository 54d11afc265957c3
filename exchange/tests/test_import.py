"""An import from the file to the rows, and back."""

import pytest

from crm.factories import ClientFactory, DepartmentFactory, FormerNameFactory, InstalledProductFactory
from crm.models import Client, InstalledProduct
from exchange.tests.files import xlsx
from exchange.tests.running import imported, previewed, taken_back
from exchange.views.lines import lines_of

CLIENTS = [
    ["2026年客户清单"],
    ["序号", "客户名称", "等级", "电话", "创建时间", "创建人"],
    [1, "华兴物流有限公司", "A", "010-88886666", "2024.3.5", "老王"],
    [2, "远通科技有限公司", "重要客户", 13800138000, 45000, "老王"],
    [3, "", "A", "", "", ""],
    [4, "上海（中原）贸易公司", "Z", "", "", ""],
    [5, "远通科技公司", "B", "", "", ""],  # the line above but for the legal form: perhaps the same, so nobody's yet
]


@pytest.mark.django_db
def test_a_workbook_becomes_clients_and_goes_again(manager):
    job = imported(manager, "client", xlsx(CLIENTS))
    assert job.state == "done", job.error
    assert job.counts == {"new": 2, "error": 2, "duplicate": 1, "made": 2, "skipped": 3}
    huaxing = Client.objects.get(name="华兴物流有限公司")
    assert (huaxing.tier, huaxing.owner, huaxing.team) == ("A", manager, manager.team)
    assert huaxing.sort_key.startswith("hua xing")
    assert Client.objects.get(name="远通科技有限公司").phone == "13800138000"
    job = taken_back(manager, job)
    assert job.state == "undone"
    assert not Client.objects.exists()


@pytest.mark.django_db
def test_clients_that_an_import_changes_are_still_found_by_their_former_names(manager):
    client = ClientFactory(owner=manager, name="华兴物流有限公司", other_name="")
    FormerNameFactory(client=client, name="老字号贸易")
    job = imported(manager, "client", xlsx(CLIENTS[:4]), replaces=True)
    for _then in (1, 2):
        client.refresh_from_db()
        assert [list(Client.objects.found_by(typed)) for typed in ("字号", "huaxing")] == [[client], [client]]
        assert client.phone == ("" if job.state == "undone" else "010-88886666")
        job = taken_back(manager, job) if job.state == "done" else job


@pytest.mark.django_db
def test_a_workbook_brings_ours_and_rivals_and_is_taken_back(manager):
    mine = ClientFactory(owner=manager)
    using = DepartmentFactory(client=mine, name="运营部")
    InstalledProductFactory(client=mine, product="专线")
    job = imported(
        manager, "product",
        xlsx([
            ["客户名称", "厂商", "产品", "数量", "月费用", "使用部门", "启用日期", "合同到期", "满意度"],
            [mine.name, "我司", "专线", 3, "1.25万", "运营部", "2024.3.1", "2027-03-05", "满意"],
            [mine.name, "联讯", "物联卡", "", "", "安保部", "", "", ""],
            [mine.name, "我方", "", 1, "", "", "", "", ""],
            [mine.name, "我方", "云桌面", 0, "-5", "", "", "", ""],
            [mine.name, "我方", "短信平台", 1, "", "", "2026-05-01", "2026-01-01", ""],
        ]),
    )  # fmt: skip
    assert job.state == "done", job.error
    assert job.counts["error"] == 3
    line = InstalledProduct.objects.get(product="专线")
    assert (line.quantity, line.monthly_value, line.department, line.satisfaction) == (3, 12500, using, 4)
    theirs = InstalledProduct.objects.get(product="物联卡")
    assert (theirs.competitor.name, theirs.department.name) == ("联讯", "安保部")
    taken_back(manager, job)
    line.refresh_from_db()
    assert (line.quantity, line.department) == (None, None)
    assert InstalledProduct.objects.count() == 1


@pytest.mark.django_db
def test_a_line_is_headed_by_what_tells_it_from_the_others(manager):
    mine = ClientFactory(owner=manager).name
    for noun, head, lines in (
        ("product", ["客户名称", "厂商", "产品"], [[mine, "联讯", "物联卡"], [mine, "联讯", ""]]),
        ("contract", ["客户名称", "合同编号", "合同内容"], [[mine, "HX-1", "专线"], [mine, "", "物联卡"]]),
        ("site", ["客户名称", "地点名称", "地址"], [[mine, "", "港口路1号"], [mine, "仓库", "港口路2号"]]),
        ("person", ["客户名称", "姓名", "职务"], [[mine, "李敏", "主任"], [mine, "", "处长"]]),
    ):
        job = previewed(manager, noun, xlsx([head, *lines]))
        shown = [line.title for line in lines_of(job, job.rows.order_by("line"), manager)]
        assert shown == {
            "product": ["物联卡", mine], "contract": ["HX-1", "物联卡"], "site": ["港口路1号", "仓库"],
            "person": ["李敏", "处长"],
        }[noun]  # fmt: skip
