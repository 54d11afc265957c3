"""The demo's complaints: one in each state, one out of time."""

import datetime
from uuid import UUID

from accounts.models import User
from crm.models import Client, Person
from visits.actions import complaint as actions
from visits.actions.comment import comment_on
from visits.models import Complaint

# whose client · words · way · severity · hours ago · steps taken
STORIES = (
    ("manager", "专线周一早高峰又断了半小时，仓库扫码枪全部掉线，电话里很生气。", "phone", "critical", 26, ()),
    ("manager", "账单里多出两条没有开通过的流量包，财务要求本月更正。", "message", "serious", 30, ("answer",)),
    ("manager", "The SIM cards came without the labels we agreed on.", "mail", "minor", 100, ("answer", "solve")),
    ("teammate", "约好的安装师傅没有来，也没有提前通知。", "hotline", "serious", 60, ()),
    ("manager", "会议电视卡顿，上次开会丢了面子。", "face", "serious", 400, ("answer", "solve", "call", "close")),
)  # fmt: skip
SAID = {"answer": "已致歉，工程师今天到现场排查，下班前回电。", "solve": "更换了接入设备的光模块，观察一天没有再断。"}


def make_complaints(people: dict[str, User], now: datetime.datetime) -> None:
    """Note them at clients that the people have, a different one each."""
    used: set[UUID] = set()
    for who, text, way, severity, hours, steps in STORIES:
        owner = people[who]
        rows = Client.objects.active().filter(owner=owner, tier="A").exclude(pk__in=used)
        client = rows.select_related("owner__team").order_by("sort_key", "pk").first()
        if client is None:
            continue
        used.add(client.pk)
        person = Person.objects.filter(client=client).active().exclude(name="").order_by("sort_key", "pk").first()
        begun = now - datetime.timedelta(hours=hours)
        row = actions.raise_complaint(
            by=owner, now=begun, client=client, text=text, way=way, severity=severity, person=person
        )
        _take_steps(row, owner, begun, steps)


def make_comments(people: dict[str, User], now: datetime.datetime) -> None:
    """Let the lead ask the manager something about a client, and be answered."""
    manager, lead = people["manager"], people["lead"]
    client = Client.objects.active().filter(owner=manager, tier="A").order_by("sort_key", "pk").first()
    if client is None:
        return
    hours = datetime.timedelta(hours=1)
    said = (
        (lead, f"@{manager.name} 他们的续约谈到哪一步了？", 5),
        (manager, f"@{lead.name} 周五见信息中心主任，之后回您。", 3),
    )
    for by, body, ago in said:
        comment_on(name="client", row=client, by=by, now=now - ago * hours, body=body)


def _take_steps(row: Complaint, owner: User, begun: datetime.datetime, steps: tuple[str, ...]) -> None:
    for number, step in enumerate(steps, start=1):
        now = begun + datetime.timedelta(hours=2 * number)
        act = {"by": owner, "complaint": row, "version": row.version, "now": now}
        if step == "answer":
            row = actions.answer(**act, words=SAID[step])  # type: ignore[arg-type]
        elif step == "solve":
            row = actions.solve(**act, words=SAID[step])  # type: ignore[arg-type]
        elif step == "call":
            row = actions.call_back(**act, verdict="satisfied", words="好多了，谢谢。")  # type: ignore[arg-type]
        else:
            row = actions.close(**act)  # type: ignore[arg-type]
