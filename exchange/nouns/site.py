"""Clients' sites in spreadsheets."""

from collections.abc import Mapping
from typing import Any

from crm.models import Site
from exchange.nouns.column import Column
from exchange.nouns.department import CLIENT_ALSO
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Choice, Phone, Text

YES_NO = Choice({True: "Yes|是|y|1|√|✓|main|主要", False: "No|否|n|0|不是"})
PLACE = ("province", "city", "district", "street")


class Sites(Noted):
    """One line a site. The first one a client gets is its main site, unless another line says it is."""

    key, en, zh, icon, model = "site", "Sites", "办公地点", "directions", Site
    of_client = True
    order_out = ("-is_main", "created_at")
    titles = ("name", "street", "city")

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example="Huaxing Logistics|华兴物流有限公司")  # fmt: skip
    name = Column("What is there", "地点名称", to="name", widget=Text(80), example="Warehouse|仓库", also="name|site|site name|place|branch|地点|网点|网点名称|名称|办公点|场所|办公地点")  # fmt: skip
    province = Column("Province", "省份", to="province", widget=Text(60), example="Guangdong|广东省", also="state|region|省|省/直辖市|所在省份")  # fmt: skip
    city = Column("City", "城市", to="city", widget=Text(60), example="Shenzhen|深圳市", also="town|市|所在城市|地市")
    district = Column("District", "区县", to="district", widget=Text(60), example="Nanshan|南山区", also="county|区|县|所在区县|区/县")  # fmt: skip
    street = Column("Address", "地址", to="street", widget=Text(250), example="1 Port Road|港口路1号", also="street|street address|location|详细地址|公司地址|单位地址|办公地址|通讯地址")  # fmt: skip
    phone = Column("Telephone", "电话", to="phone", widget=Phone(60), also="phone|tel|site phone|联系电话|地点电话|固定电话")  # fmt: skip
    note = Column("How to get in", "进门须知", to="note", widget=Text(250), also="directions|access|note|notes|备注|说明|来访须知")  # fmt: skip
    is_main = Column(
        "Main site", "主要地点", widget=YES_NO, of="is_main", also="main|is main|head office|主要|是否主要|总部",
        hint="Counts where the client has no main site yet.|客户还没有主要地点时才起作用。",
    )  # fmt: skip

    def problem_of(self, values: Mapping[str, Any], row: Any) -> tuple[str, dict[str, Any]] | None:
        """A site says where it is, or at least what."""
        if row is not None or values.get("name") or any(values.get(part) for part in PLACE):
            return None
        return "street", {"code": "required"}


def line_of(values: Mapping[str, Any]) -> str:
    """Return the address that a line's cells say, as the site would show it."""
    return Site(**{part: values.get(part, "") for part in PLACE}).line
