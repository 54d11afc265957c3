"""Departments in spreadsheets."""

from crm.models import Department
from exchange.nouns.client import Clients
from exchange.nouns.column import Column
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Choice, Text

CLIENT_ALSO = "|".join(["client", "客户", "公司", "公司名称", "单位", "单位名称", "企业名称", "客户全称", "company", "company name", "customer", "account", "所属客户", "所属公司", "所属单位", "工作单位"])  # fmt: skip
FUNCTIONS = Choice(
    {
        "using": "Using|使用|使用部门|user|业务部门",
        "purchasing": "Purchasing|采购|采购部门|procurement|buying",
        "supporting": "Supporting|支持|支持部门|support|保障|维护|运维|技术支持",
        "other": "Other|其他|其它|其他部门",
    }
)


class Departments(Noted):
    """One line a department."""

    key, en, zh, icon, model = "department", "Departments", "部门", "chart", Department
    of_client = True
    related = ("client", "parent")
    link = ("parent", "parent_id")

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example=Clients.fields["name"].examples[0] + "|华兴物流有限公司")  # fmt: skip
    name = Column("Department", "部门名称", to="name", widget=Text(120), required=True, example="IT|信息部", also="name|department name|dept|部门|名称|科室|处室|机构名称")  # fmt: skip
    function = Column("Function", "职能", to="function", widget=FUNCTIONS, example="Using|使用", also="type|kind|role of department|部门职能|部门类型|部门性质|类型")  # fmt: skip
    parent = Column("Part of", "上级部门", widget=Text(120), of=lambda row: row.parent_id and row.parent, also="parent|parent department|above|所属部门|上级|上级机构")  # fmt: skip
