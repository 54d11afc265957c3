"""What goes out and does not come in by a spreadsheet: visits, promises, complaints and other lists as shown."""

from typing import Any

from django.utils import timezone

from crm.models import Competitor
from exchange.nouns.column import Column
from exchange.nouns.noun import Noun
from exchange.nouns.person import People
from exchange.nouns.widgets import Day, Text
from exchange.sheets.write import Cell
from visits.models import Complaint, Handover, Promise, Visit

# Lists that name people at clients: what waits to be fetched of them goes when somebody is erased.
NAMES_PEOPLE = ("person", "people", "promise", "complaint")


class Moment(Text):
    """A moment, in the zone of who takes it out."""

    def cell(self, value: Any, row: Any = None) -> Cell:
        return timezone.localtime(value).replace(second=0, microsecond=0, tzinfo=None) if value else ""


def _record(name: str) -> Any:
    return lambda row: getattr(getattr(row, "record", None), name, None)


def _result(row: Visit) -> str:
    record = getattr(row, "record", None)
    return record.get_result_display() if record else ""


class Visits(Noun):
    """One line a visit, with what its record says, where its reader may see that (`exchange.actions.lists`)."""

    key, en, zh, icon, model, may_import = "visit", "Visits", "拜访", "visit", Visit, False
    related = ("client", "owner")

    starts_at = Column("Time", "时间", of="starts_at", widget=Moment(), only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    owner = Column("Account manager", "客户经理", of="owner", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    kind = Column("Kind", "方式", of=lambda row: row.get_kind_display(), only_out=True)
    place = Column("Place", "地点", of="place", only_out=True)
    purpose = Column("Purpose", "拜访目的", of="purpose", only_out=True)
    success = Column("What would count as success", "预期成果", of="success", only_out=True)
    arrived_at = Column("Arrived", "到达", of="arrived_at", widget=Moment(), only_out=True)
    left_at = Column("Left", "离开", of="left_at", widget=Moment(), only_out=True)
    result = Column("Result", "结果", of=_result, only_out=True)
    gains = Column("Gains", "得", of=_record("gains"), only_out=True)
    losses = Column("Losses", "失", of=_record("losses"), only_out=True)
    next_step = Column("Next step", "下一步", of=_record("next_step"), only_out=True)
    next_contact_on = Column("Next contact", "下次联系", of=_record("next_contact_on"), widget=Day(), only_out=True)


class Promises(Noun):
    """One line a promise."""

    key, en, zh, icon, model, may_import = "promise", "Promises", "许诺", "promise", Promise, False
    related = ("client", "owner", "person")

    due_on = Column("Due", "到期日", of="due_on", widget=Day(), only_out=True)
    text = Column("Promise", "许诺", of="text", only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    person = Column("To", "对象", of="person", only_out=True)
    owner = Column("Account manager", "客户经理", of="owner", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    cost = Column("If broken", "不兑现的代价", of="cost", only_out=True)


class ShownPeople(People):
    """The list of people over all clients, as it is filtered there."""

    key, may_import, origin = "people", False, "person"


class Complaints(Noun):
    """One line a complaint."""

    key, en, zh, icon, model, may_import = "complaint", "Complaints", "投诉", "alert", Complaint, False
    related = ("client", "owner", "person")

    raised_at = Column("Raised", "提出时间", of="raised_at", widget=Moment(), only_out=True)
    text = Column("Complaint", "投诉内容", of="text", only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    person = Column("From", "投诉人", of="person", only_out=True)
    way = Column("How it came", "投诉方式", of=lambda row: row.get_way_display(), only_out=True)
    severity = Column("Severity", "严重程度", of=lambda row: row.get_severity_display(), only_out=True)
    owner = Column("Settled by", "处理人", of="owner", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    answer_due_at = Column("Answer due", "答复期限", of="answer_due_at", widget=Moment(), only_out=True)
    answered_at = Column("Answered", "答复时间", of="answered_at", widget=Moment(), only_out=True)
    answer = Column("Answer", "答复", of="answer", only_out=True)
    solve_due_at = Column("Solution due", "解决期限", of="solve_due_at", widget=Moment(), only_out=True)
    solved_at = Column("Solved", "解决时间", of="solved_at", widget=Moment(), only_out=True)
    solution = Column("Solution", "解决办法", of="solution", only_out=True)
    called_back_at = Column("Called back", "回访时间", of="called_back_at", widget=Moment(), only_out=True)
    verdict = Column("Verdict", "客户评价", of=lambda row: row.get_verdict_display(), only_out=True)
    verdict_note = Column("What they said", "客户的话", of="verdict_note", only_out=True)
    closed_at = Column("Closed", "关闭时间", of="closed_at", widget=Moment(), only_out=True)


class Handovers(Noun):
    """One line a hand-over."""

    key, en, zh, icon, model, may_import = "handover", "Hand-overs", "移交", "swap", Handover, False
    related = ("client", "from_manager", "to_manager", "witness")

    effective_on = Column("From which day", "生效日期", of="effective_on", widget=Day(), only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    from_manager = Column("From", "移交人", of="from_manager", only_out=True)
    to_manager = Column("To", "接手人", of="to_manager", only_out=True)
    witness = Column("Witness", "监交人", of="witness", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    accepted_at = Column("Accepted", "接收时间", of="accepted_at", widget=Moment(), only_out=True)
    note = Column("What they should know", "交接说明", of="note", only_out=True)


class Rivals(Noun):
    """One line a rival."""

    key, en, zh, icon, model, may_import = "competitor", "Rivals", "竞争对手", "rival", Competitor, False
    related = ()

    name = Column("Name", "名称", of="name", only_out=True)
    other_name = Column("Other name", "其他名称", of="other_name", only_out=True)
    website = Column("Website", "网站", of="website", only_out=True)
    business = Column("What marks their business", "业务特点", of="business", only_out=True)
    service = Column("What marks their service", "服务特点", of="service", only_out=True)
    strengths = Column("Where they are strong", "强项", of="strengths", only_out=True)
    weaknesses = Column("Where they are weak", "弱项", of="weaknesses", only_out=True)
    our_answer = Column("Ours beside it", "我方对比", of="our_answer", only_out=True)


class Reviews(Noun):
    """One line a record that waits for its review."""

    key, en, zh, icon, model, may_import = "review", "Records to review", "待审阅记录", "review", Visit, False
    related = ("client", "owner", "record")

    starts_at = Column("Time", "时间", of="starts_at", widget=Moment(), only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    owner = Column("Account manager", "客户经理", of="owner", only_out=True)
    purpose = Column("Purpose", "拜访目的", of="purpose", only_out=True)
    success = Column("What would count as success", "预期成果", of="success", only_out=True)
    result = Column("Result", "结果", of=_result, only_out=True)
    gains = Column("Gains", "得", of=_record("gains"), only_out=True)
    losses = Column("Losses", "失", of=_record("losses"), only_out=True)
    next_step = Column("Next step", "下一步", of=_record("next_step"), only_out=True)
    submitted_at = Column("Handed in", "提交时间", of=_record("submitted_at"), widget=Moment(), only_out=True)
