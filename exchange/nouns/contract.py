"""Contracts with clients in spreadsheets."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm.models import Contract
from exchange.nouns.column import Column
from exchange.nouns.department import CLIENT_ALSO
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Amount, Choice, Day, LongNumber, Text

STATES = Choice(
    {
        "running": "Running|履行中|执行中|生效|在用|有效|active",
        "renewed": "Renewed|已续签|续签",
        "ended": "Ended, not renewed|已终止，未续签|已终止|终止|已到期|到期|ended|expired|terminated",
    }
)


class Contracts(Noted):
    """One line a contract, known by its number; without one by what it is for."""

    key, en, zh, icon, model = "contract", "Contracts", "合同", "note", Contract
    of_client = True
    titles = ("number", "subject")

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example="Huaxing Logistics|华兴物流有限公司")  # fmt: skip
    number = Column("Contract number", "合同编号", to="number", widget=LongNumber(60), example="HX-2026-014|HX-2026-014", also="contract no|contract no.|contract id|agreement number|合同号|合同号码|协议编号")  # fmt: skip
    subject = Column("What for", "合同内容", to="subject", widget=Text(160), example="Leased lines|数据专线", also="subject|contract|contract name|title|products|合同名称|合同标题|项目名称|产品|业务内容|标的")  # fmt: skip
    starts_on = Column("Start", "开始日期", to="starts_on", widget=Day(), example="2026-03-05|2026-03-05", also="start date|begins|from|effective|effective date|signed on|起始日期|开始时间|生效日期|签订日期|签约日期|合同开始日期")  # fmt: skip
    ends_on = Column("End", "到期日", to="ends_on", widget=Day(), example="2029-03-04|2029-03-04", also="end date|until|to|expires|expiry|expiry date|到期|到期日期|到期时间|终止日期|结束日期|截止日期|合同到期|合同到期日|合同结束日期")  # fmt: skip
    value = Column("Value", "合同金额", to="value", widget=Amount(), example="360000|360000", also="amount|contract value|total|金额|合同额|合同总额|总金额|签约金额")  # fmt: skip
    state = Column("State", "状态", to="state", widget=STATES, also="status|contract state|合同状态|履行状态")
    note = Column("Note", "备注", to="note", widget=Text(2000, lines=True), also="notes|remarks|说明|补充说明")

    def prepare(self, row: Contract) -> Iterable[str]:
        """Have the reminders of its end written anew, as a form does."""
        row.reminded_for = None
        return ("reminded_for",)

    def problem_of(self, values: Mapping[str, Any], row: Any) -> tuple[str, dict[str, Any]] | None:
        """Ask for a number or what it is for, and for an end that is not before its beginning."""
        if row is None and not values.get("number") and not values.get("subject"):
            return "number", {"code": "number_or_subject"}
        start, end = values.get("starts_on"), values.get("ends_on")
        return ("ends_on", {"code": "before_begin"}) if start and end and end < start else None
