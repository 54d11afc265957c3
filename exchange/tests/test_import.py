"""An import from the file to the rows, and back."""

import pytest

from crm.models import Client
from exchange.tests.files import xlsx
from exchange.tests.running import imported, taken_back

CLIENTS = [
    ["2026年客户清单"],
    ["序号", "客户名称", "等级", "电话", "创建时间", "创建人"],
    [1, "华兴物流有限公司", "A", "010-88886666", "2024.3.5", "老王"],
    [2, "远通科技有限公司", "重要客户", 13800138000, 45000, "老王"],
    [3, "", "A", "", "", ""],
    [4, "上海（中原）贸易公司", "Z", "", "", ""],
]


@pytest.mark.django_db
def test_a_workbook_becomes_clients_and_goes_again(manager):
    job = imported(manager, "client", xlsx(CLIENTS))
    assert job.state == "done", job.error
    assert job.counts == {"new": 2, "error": 2, "made": 2, "skipped": 2}
    huaxing = Client.objects.get(name="华兴物流有限公司")
    assert (huaxing.tier, huaxing.owner, huaxing.team) == ("A", manager, manager.team)
    assert huaxing.sort_key.startswith("hua xing")
    assert Client.objects.get(name="远通科技有限公司").phone == "13800138000"
    job = taken_back(manager, job)
    assert job.state == "undone"
    assert not Client.objects.exists()
