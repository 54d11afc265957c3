"""Products in use at clients, ours and the rivals', in spreadsheets."""

from collections.abc import Mapping
from typing import Any

from crm.models import InstalledProduct
from exchange.nouns.column import Column
from exchange.nouns.department import CLIENT_ALSO
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Amount, Choice, Day, LongNumber, Number, Text, _column, _plain

SATISFACTION = Choice(
    {
        1: "Very dissatisfied|很不满意|非常不满意|很差|非常差",
        2: "Dissatisfied|不满意|差|较差|poor",
        3: "So-so|一般|尚可|中等|中|ok|fair",
        4: "Satisfied|满意|好|较好|良好|good",
        5: "Very satisfied|很满意|非常满意|很好|非常好|excellent",
    }
)
OURS = ("Ours", "我方")
# What else people write for the vendor where the product is ours.
_OURS = frozenset(map(_plain, (*OURS, "us", "we", "our company", "own", "我司", "我们", "本公司", "自有", "我公司")))


def is_ours(vendor: str) -> bool:
    """Whether a vendor's cell says that the product is ours."""
    return _plain(vendor) in _OURS


class Vendor(Text):
    """A vendor's name; however a file says that a product is ours, it is said in one way."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        text = super().clean(value, row, **facts)
        return OURS[_column()] if is_ours(text) else text


def contract_named_by(row: InstalledProduct) -> str:
    """Return what a product's cell calls the contract it stands in: its number, else what it is for; "" for none."""
    return (row.under.number or row.under.subject) if row.under else ""


class Products(Noted):
    """One line for one product in use at one client."""

    key, en, zh, icon, model = "product", "Products in use", "在用产品", "rival", InstalledProduct
    of_client = True
    related = ("client", "competitor", "department", "contract")
    titles = ("product",)

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example="Huaxing Logistics|华兴物流有限公司")  # fmt: skip
    competitor = Column("Vendor", "厂商", required=True, widget=Vendor(120), of=lambda row: str(row.competitor or OURS[_column()]), example="Lianxun|联讯通信", also="rival|competitor|supplier|brand|竞争对手|竞对|供应商|品牌|厂家|竞品厂商")  # fmt: skip
    product = Column("Product", "产品", to="product", widget=Text(160), example="Fleet SIM|车队物联卡", also="product name|product in use|service|产品名称|在用产品|使用产品|竞品|业务名称")  # fmt: skip
    quantity = Column("Quantity", "数量", to="quantity", widget=Number(least=1), example="120|120", also="qty|count|number of units|lines|seats|台数|数目|在用数量|线路数|套数")  # fmt: skip
    since = Column("In use since", "启用日期", to="since", widget=Day(), example="2024-06-01|2024-06-01", also="since|installed|installed on|start|start date|安装日期|开通日期|起始日期|开始日期|使用日期|启用时间|开通时间|开始时间|起始时间")  # fmt: skip
    contract_end = Column("Contract end", "合同到期", to="contract_end", widget=Day(), example="2027-03-05|2027-03-05", also="end date|contract end date|expires|expiry|expiry date|到期|到期日|到期日期|到期时间|合同到期日|合同截止日期|合同结束日期")  # fmt: skip
    contract = Column("Contract it stands in", "所属合同", widget=LongNumber(160), of=lambda row: contract_named_by(row), hint="Its number, or what it is for. It ends with the contract then.|填合同编号或合同内容。产品随合同到期。", example="HX-2026-014|HX-2026-014", also="in contract|under contract|contract number|contract no|contract no.|agreement number|合同|合同编号|合同号|合同号码")  # fmt: skip
    monthly_value = Column("Value a month", "月费用", to="monthly_value", widget=Amount(), example="12500|12500", also="monthly value|monthly fee|mrr|monthly|月费|月租|月租费|月资费|月收入|月消费|月金额|每月费用")  # fmt: skip
    department = Column("Used by", "使用部门", widget=Text(120), of=lambda row: row.department_id and row.department, example="Operations|运营部", also="department|dept|used by department|部门|在用部门|使用单位")  # fmt: skip
    satisfaction = Column("How satisfied they are", "满意度", to="satisfaction", widget=SATISFACTION, example="So-so|一般", also="satisfaction|客户满意度|满意程度|评价")  # fmt: skip
    source = Column("Source", "信息来源", to="source", widget=Text(200), also="said by|where from|来源|消息来源")
    source_on = Column(
        "Date of the source", "来源日期", to="source_on", widget=Day(), also="source date|获知日期|信息日期"
    )
    representative = Column("Their representative", "对方客户经理", to="representative", widget=Text(120), also="representative|rival's representative|sales rep|对方代表|对方经理|厂商联系人")  # fmt: skip
    representative_notes = Column("How they sell", "销售方式", to="representative_notes", widget=Text(5000, lines=True), also="notes|备注|说明|对方打法")  # fmt: skip

    def problem_of(self, values: Mapping[str, Any], row: Any) -> tuple[str, dict[str, Any]] | None:
        """Ask for the name of a product of ours, and for an end that is not before its beginning."""
        if is_ours(values.get("competitor", "")) and not values.get("product"):
            return "product", {"code": "required"}
        since, end = values.get("since"), values.get("contract_end")
        return ("contract_end", {"code": "before_begin"}) if since and end and end < since else None
