"""Clients in spreadsheets."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.names import sort_key
from crm.models import Client, Industry
from crm.registration import tidy_code
from exchange.nouns.bands import Band
from exchange.nouns.beside import MainSite, Numbers, Tags
from exchange.nouns.column import Column
from exchange.nouns.noun import HIDDEN, Noted
from exchange.nouns.widgets import Choice, Known, LongNumber, Phone, Text, Url, _plain


def _industries() -> Mapping[str, Any]:
    rows = Industry.objects.values_list("pk", "name_en", "name_zh")
    return {_plain(name): pk for pk, *names in rows for name in names}


def _industry(given: Any) -> str:
    """Return the name of an industry: of a row that is exported, or by its id as the preview of an import has it."""
    found = given if isinstance(given, Industry) else Industry.objects.filter(pk=given).first()
    return str(found or "")


TIERS = Choice(
    {
        "A": "A|A|a级|A类|重点|重点客户|key|vip|核心",
        "B": "B|B|b级|B类|重要|重要客户|important",
        "C": "C|C|c级|C类|一般|普通|一般客户|other",
    }
)
HEADCOUNTS = Band(
    {
        "1": "Under 20 people|20 人以下|<20|1-19",
        "20": "20 to 99 people|20–99 人|20-99|20~99人",
        "100": "100 to 499 people|100–499 人|100-499|100~499人",
        "500": "500 to 1,999 people|500–1999 人|500-1999|500~1999人",
        "2000": "2,000 people and more|2000 人以上|>=2000|2000+",
    }
)
REVENUES = Band(
    {
        "0": "Under ¥5 million a year|年营收 500 万元以下|500万以下|500万元以下",
        "5": "¥5 to 50 million a year|年营收 500 万–5000 万元|500万-5000万|500万至5000万",
        "50": "¥50 to 500 million a year|年营收 5000 万–5 亿元|5000万-5亿|5000万至5亿",
        "500": "¥500 million to 5 billion a year|年营收 5 亿–50 亿元|5亿-50亿|5亿至50亿",
        "5000": "¥5 billion a year and more|年营收 50 亿元以上|50亿以上|50亿元以上",
    },
    unit=1_000_000,
    least=10_000,
)


class Code(LongNumber):
    """A unified social credit code, kept as the form keeps it."""

    def clean(self, value: Any, row: Any = None, **facts: Any) -> Any:
        return tidy_code(super().clean(value, row, **facts))


class Clients(Noted):
    """One line a client. A field joins by its line here."""

    key, en, zh, icon, model = "client", "Clients", "客户", "client", Client
    related = ("industry", "owner")
    prefetched = ("taggings__tag", "identifiers")
    link = ("parent", "parent_id")

    name = Column(
        "Name", "客户名称", to="name", required=True, example="Huaxing Logistics|华兴物流有限公司",
        also="client|client name|company|company name|customer|customer name|account|account name|full name|公司|公司名称|公司名|单位|单位名称|企业|企业名称|客户|客户全称|客户名|全称|名称|集团名称|客户公司|工商名称",
    )  # fmt: skip
    other_name = Column(
        "Other name", "其他名称", to="other_name", example="华兴物流有限公司|Huaxing Logistics",
        also="english name|chinese name|英文名称|英文名|中文名称|外文名称|别名",
    )  # fmt: skip
    short_name = Column(
        "Short name", "简称", to="short_name", widget=Text(60), example="Huaxing|华兴",
        also="abbreviation|alias|客户简称|公司简称|单位简称",
    )  # fmt: skip
    tier = Column(
        "Tier", "客户等级", to="tier", widget=TIERS, example="A|A",
        also="level|grade|class|rating|等级|级别|客户级别|客户分类|分级|客户类别|重要程度",
    )  # fmt: skip
    industry = Column(
        "Industry", "行业", to="industry_id", widget=Known(_industries, _industry, "unknown_industry"),
        also="sector|trade|所属行业|行业类别|行业分类|客户行业", of=lambda row: row.industry_id and row.industry,
    )  # fmt: skip
    business = Column(
        "Business", "主营业务", to="business", widget=Text(5000, lines=True),
        example="Road freight|公路货运", also="description|main business|about|业务|业务范围|经营范围|主要业务|业务简介|公司简介|简介",
    )  # fmt: skip
    phone = Column(
        "Switchboard", "总机", to="phone", widget=Phone(60), example="010-8888 6666|010-8888 6666",
        also="phone|telephone|tel|main phone|电话|公司电话|联系电话|单位电话|固定电话|总机电话|办公电话",
    )  # fmt: skip
    website = Column(
        "Website", "网址", to="website", widget=Url(200), example="www.example.com|www.example.com",
        also="web|url|homepage|web site|网站|官网|公司网址|主页",
    )  # fmt: skip
    address = MainSite(
        "Address", "地址", widget=Text(250), example="1 Port Road, Shanghai|上海市港口路1号",
        also="street|location|公司地址|单位地址|办公地址|通讯地址|详细地址|注册地址",
    )  # fmt: skip
    registration_code = Column(
        "Unified social credit code", "统一社会信用代码", to="registration_code", widget=Code(40),
        also="uscc|credit code|registration number|registration code|company number|信用代码|社会信用代码|税号|纳税人识别号|营业执照号|注册号",
    )  # fmt: skip
    numbers = Numbers(
        "Other numbers", "其他编号", widget=Text(1000), example="Billing number: 8823|计费编号：8823",
        also="identifiers|other identifiers|billing number and others|其他号码|客户编号及其他",
        hint="What number it is, a colon, the number; several with “;” between them.|编号类型、冒号、编号；有几个就用“；”隔开。",
    )  # fmt: skip
    headcount = Column(
        "People who work there", "员工人数", to="headcount", widget=HEADCOUNTS,
        also="headcount|employees|number of employees|size|人数|人员规模|企业规模|规模|公司规模",
        hint="Or as people write it: 1000+, under 50, about 200, 50-99.|也可以照平常的写法：1000人以上、50人以下、约200人、50-99人。",
    )  # fmt: skip
    revenue = Column(
        "Turnover", "年营收", to="revenue", widget=REVENUES,
        also="revenue|annual revenue|sales|年营业额|营业额|营收|营业收入|年收入",
    )  # fmt: skip
    parent = Column(
        "Parent firm", "上级单位", of=lambda row: getattr(row, "parent_shown", "").removeprefix(HIDDEN), example="Huaxing Group|华兴集团",
        also="parent|parent company|parent client|group|holding|belongs to|母公司|上级公司|上级客户|所属集团|集团|集团公司|总公司|隶属单位",
        hint="The name of a client that is here, or of another line of this file.|库中已有客户的名称，或本文件中另一行的客户名称。",
    )  # fmt: skip
    tags = Tags(
        "Tags", "标签", widget=Text(1000), example="Key project, Renewing|重点项目、续约中",
        also="tag|labels|keywords|客户标签|标记|关键词",
        hint="Several with a comma between them.|有几个就用顿号隔开。",
    )  # fmt: skip
    owner = Column(
        "Account manager", "客户经理", of="owner",
        also="owner|manager|responsible|assigned to|account owner|负责人|所属人|归属人|业务经理|跟进人|销售|维护人|责任人",
    )  # fmt: skip

    def linked(self, row: Client) -> str:
        """Return the parent firm's name, as far as `exchange.actions.parents` found that it may be seen."""
        return str(getattr(row, "parent_shown", ""))

    def prepare(self, row: Client) -> Iterable[str]:
        """Sort by sound."""
        row.sort_key = sort_key(row.name)
        return ("sort_key",)
