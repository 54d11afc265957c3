"""How fast a big file goes through a worker. The whole of it is a rehearsal; the suite runs a small one."""

import os
import random
import time

import pytest
from django.utils import timezone

from crm.models import Client
from exchange.actions.decide import start
from exchange.actions.upload import match_columns, upload
from exchange.models import ImportRow
from exchange.tests.files import csv
from exchange.tests.running import at_work, taken_back

PLACES = ["上海", "苏州", "宁波", "无锡", "杭州", "南京", "合肥", "徐州", "温州", "常州"]
WORDS = [
    "华兴",
    "远通",
    "中原",
    "恒达",
    "瑞丰",
    "博远",
    "金桥",
    "海纳",
    "天成",
    "卓越",
    "新元",
    "立信",
    "同盛",
    "嘉禾",
]
TRADES = ["物流", "科技", "贸易", "机械", "电子", "食品", "医药", "建材", "纺织", "化工", "能源", "传媒"]


def lines_of(count, wrong=0.03):
    chance = random.Random(7)
    yield ["客户名称", "等级", "总机", "地址", "创建日期", "创建人"]
    for number in range(count):
        name = "".join(map(chance.choice, (PLACES, WORDS, WORDS, TRADES))) + f"{number}有限公司"
        is_wrong = chance.random() < wrong
        yield ["" if is_wrong else name, chance.choice("ABC"), f"139{number:08d}", "港口路1号", "2024.3.5", "老王"]


def pass_through(manager, count):
    raw = csv(lines_of(count), "gb18030")
    job = upload(by=manager, now=timezone.now(), noun="client", name="clients.csv", raw=raw)
    match_columns(by=manager, job=job, keys=job.keys)
    seconds = {}
    began = time.monotonic()
    at_work()
    seconds["read"] = time.monotonic() - began
    job.refresh_from_db()
    assert job.state == "previewed", job.error
    start(by=manager, job=job, now=timezone.now())
    began = time.monotonic()
    for _ in range(50):
        at_work()
        job.refresh_from_db()
        if job.state == "done":
            break
    seconds["run"] = time.monotonic() - began
    assert job.state == "done", job.error
    errors = ImportRow.objects.filter(job=job, kind="error").count()
    assert job.counts["error"] == errors
    assert Client.objects.count() == count - errors
    began = time.monotonic()
    job = taken_back(manager, job)
    for _ in range(50):
        if job.state == "undone":
            break
        at_work()
        job.refresh_from_db()
    seconds["undo"] = time.monotonic() - began
    assert job.state == "undone"
    assert not Client.objects.exists()
    return {name: count / value for name, value in seconds.items()}


@pytest.mark.django_db
def test_a_thousand_lines_with_errors(manager):
    rates = pass_through(manager, 1000)
    print({name: round(rate) for name, rate in rates.items()})  # noqa: T201


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_the_whole_of_a_big_file(manager):
    rates = pass_through(manager, int(os.environ.get("ROWS", "50000")))
    print({name: round(rate) for name, rate in rates.items()})  # noqa: T201
    assert rates["run"] >= 500
