"""What goes out and does not come in by a spreadsheet: visits and promises."""

from typing import Any

from django.utils import timezone

from exchange.nouns.column import Column
from exchange.nouns.noun import Noun
from exchange.nouns.widgets import Text
from visits.models import Promise, Visit


class Words(Text):
    """Text that was made for people: a choice's words, a moment in the person's zone."""

    def render(self, value: Any, obj: Any = None, **facts: Any) -> str:
        return "" if value is None else str(value)


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def _record(name: str) -> Any:
    return lambda row: getattr(getattr(row, "record", None), name, None)


def _result(row: Visit) -> str:
    record = getattr(row, "record", None)
    return record.get_result_display() if record else ""


class Visits(Noun):
    """One line a visit, with what its record says, where its reader may see that (`exchange.actions.lists`)."""

    key, en, zh, icon, model, may_import = "visit", "Visits", "拜访", "visit", Visit, False
    related = ("client", "owner")

    starts_at = Column("Time", "时间", of=lambda row: _moment(row.starts_at), only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    owner = Column("Account manager", "客户经理", of="owner", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    kind = Column("Kind", "方式", of=lambda row: row.get_kind_display(), only_out=True)
    place = Column("Place", "地点", of="place", only_out=True)
    purpose = Column("Purpose", "拜访目的", of="purpose", only_out=True)
    success = Column("What would count as success", "预期成果", of="success", only_out=True)
    arrived_at = Column("Arrived", "到达", of=lambda row: _moment(row.arrived_at), only_out=True)
    left_at = Column("Left", "离开", of=lambda row: _moment(row.left_at), only_out=True)
    result = Column("Result", "结果", of=_result, only_out=True)
    gains = Column("Gains", "得", of=_record("gains"), only_out=True)
    losses = Column("Losses", "失", of=_record("losses"), only_out=True)
    next_step = Column("Next step", "下一步", of=_record("next_step"), only_out=True)
    next_contact_on = Column("Next contact", "下次联系", of=_record("next_contact_on"), only_out=True)


class Promises(Noun):
    """One line a promise."""

    key, en, zh, icon, model, may_import = "promise", "Promises", "许诺", "promise", Promise, False
    related = ("client", "owner", "person")

    due_on = Column("Due", "到期日", of="due_on", only_out=True)
    text = Column("Promise", "许诺", of="text", only_out=True)
    client = Column("Client", "客户名称", of="client", only_out=True)
    person = Column("To", "对象", of="person", only_out=True)
    owner = Column("Account manager", "客户经理", of="owner", only_out=True)
    state = Column("State", "状态", of=lambda row: row.get_state_display(), only_out=True)
    cost = Column("If broken", "不兑现的代价", of="cost", only_out=True)
