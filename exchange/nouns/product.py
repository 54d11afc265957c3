"""What rivals have at clients, in spreadsheets."""

from crm.models import CompetitorPresence
from exchange.nouns.column import Column
from exchange.nouns.department import CLIENT_ALSO
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Choice, Day, Text

SATISFACTION = Choice(
    {
        1: "Very dissatisfied|很不满意|非常不满意",
        2: "Dissatisfied|不满意",
        3: "So-so|一般|尚可|ok|fair",
        4: "Satisfied|满意|good",
        5: "Very satisfied|很满意|非常满意",
    }
)


class Products(Noted):
    """One line for what one rival has at one client."""

    key, en, zh, icon, model = "product", "Products in use", "在用产品", "rival", CompetitorPresence
    of_client = True
    related = ("client", "competitor")

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example="Huaxing Logistics|华兴物流有限公司")  # fmt: skip
    competitor = Column("Vendor", "厂商", required=True, widget=Text(120), of="competitor", example="Lianxun|联讯通信", also="rival|competitor|supplier|brand|竞争对手|竞对|供应商|品牌|厂家|竞品厂商")  # fmt: skip
    product = Column("Product", "产品", to="product", widget=Text(160), example="Fleet SIM|车队物联卡", also="product name|product in use|service|产品名称|在用产品|使用产品|竞品|业务名称")  # fmt: skip
    satisfaction = Column("How satisfied they are", "满意度", to="satisfaction", widget=SATISFACTION, example="So-so|一般", also="satisfaction|客户满意度|满意程度|评价")  # fmt: skip
    contract_end = Column("Contract end", "合同到期", to="contract_end", widget=Day(), example="2027-03-05|2027-03-05", also="end date|contract end date|expires|expiry|expiry date|到期|到期日|到期日期|到期时间|合同到期日|合同截止日期|合同结束日期")  # fmt: skip
    representative = Column("Their representative", "对方客户经理", to="representative", widget=Text(120), also="representative|rival's representative|sales rep|对方代表|对方经理|厂商联系人")  # fmt: skip
    representative_notes = Column("How they sell", "销售方式", to="representative_notes", widget=Text(5000, lines=True), also="notes|备注|说明|对方打法")  # fmt: skip
