"""What a spreadsheet did to a file before it came: numbers cut short, a quotation never closed, days as counts."""

import pytest
from django.utils import timezone

from crm.models import Client, ContactWay
from exchange.actions.upload import upload
from exchange.sheets.check import Refused
from exchange.tests.files import xlsx
from exchange.tests.running import imported, previewed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("cut", ["9.14401E+17", 9.144010178890124e17, "9.14401e17"])
def test_a_code_that_lost_its_digits_is_left_out_and_the_line_says_so(manager, as_, cut):
    job = imported(manager, "client", xlsx([["客户名称", "统一社会信用代码"], ["华兴物流", cut]]))
    assert Client.objects.get().registration_code == ""
    assert (job.counts["made"], job.counts["left_out"]) == (1, 1)
    assert "lost its last digits" in as_(manager).get(f"/imports/{job.pk}/?kind=left_out").text


def test_a_telephone_that_lost_its_digits_is_no_telephone(manager):
    lines = [["客户名称", "姓名", "手机", "办公电话"], ["华兴物流", "王敏", "1.38001E+10", "010-8888 6666"]]
    imported(manager, "person", xlsx([*lines, ["华兴物流", "李敏", 13800138000, ""]]))
    assert set(ContactWay.objects.values_list("value", flat=True)) == {"010-8888 6666", "13800138000"}


def test_a_quotation_that_never_ends_brings_nothing_in(manager):
    lines = "客户名称,电话\n" + "".join(f"华兴{n},010-{n}\n" for n in range(60))
    torn = f'{lines}"东方,1\n西方,2\n'
    job = previewed(manager, "client", torn.encode(), name="a.csv")
    assert (job.state, job.rows.exists()) == ("failed", False) or job.counts == {}
    assert "quotation mark" in job.error
    with pytest.raises(Refused, match="quotation mark"):
        upload(by=manager, now=timezone.now(), noun="client", name="a.csv", raw='客户名称,电话\n"东方,1\n'.encode())
    whole = f'{lines}"东方 ""甲"" 厂",1\n5" 屏,2'
    assert previewed(manager, "client", whole.encode(), name="a.csv").counts == {"new": 62}


def test_the_preview_shows_the_day_and_the_choice_that_cells_become(manager, as_):
    lines = [
        ["客户名称", "厂商", "产品", "启用日期", "月费用", "满意度"],
        ["华兴", "联讯", "专线", 46086, "1.25万", "poor"],
    ]
    job = previewed(manager, "product", xlsx(lines))
    (line,) = as_(manager).get(f"/imports/{job.pk}/").context["page"].rows
    assert [cell.text for cell in line.cells] == ["华兴", "联讯", "专线", "2026-03-05", "12500", "Dissatisfied"]
    assert "becomes a new rival" in line.cells[1].notice


def test_a_quantity_below_one_is_told_from_what_is_no_number(manager):
    head = ["客户名称", "厂商", "产品", "数量"]
    job = previewed(manager, "product", xlsx([head, *(["华兴", "联讯", f"专线{n}", n] for n in (-3, "三", 2))]))
    assert [row.problems.get("quantity", {}).get("code") for row in job.rows.order_by("line")] == [
        "too_small", "no_number", None,
    ]  # fmt: skip
