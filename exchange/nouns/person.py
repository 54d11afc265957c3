"""People at clients in spreadsheets."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.names import courtesy_of, fold_reading, initials_of, reading_of, sort_key, surname_of
from crm.models import Channel, Person
from exchange.nouns.beside import Way, preferred_of
from exchange.nouns.column import Column
from exchange.nouns.department import CLIENT_ALSO
from exchange.nouns.noun import Noted
from exchange.nouns.widgets import Choice, Email, Phone, Text

LEVELS = Choice(
    {
        "user": "User|使用者|使用人|用户|员工|普通员工|基层",
        "maintainer": "Maintainer|维护者|维护人|运维|技术",
        "management": "Management|管理层|管理|中层|经理|部门负责人",
        "top": "Top|高层|高管|决策者|决策人|领导",
    }
)
CHANNELS = Choice(
    {
        "mobile": "Mobile|手机|移动电话|cell",
        "phone": "Office phone|座机|办公电话|电话|phone|固话",
        "email": "E-mail|邮件|邮箱|email|电子邮件",
        "wechat": "WeChat|微信",
    }
)


class People(Noted):
    """One line a person."""

    key, en, zh, icon, model = "person", "People", "联系人", "people", Person
    of_client = True
    related = ("client", "department", "reports_to")
    prefetched = ("ways",)
    link = ("reports_to", "reports_to_id")
    titles = ("name", "position")

    client = Column("Client", "客户名称", required=True, also=CLIENT_ALSO, of="client", example="Huaxing Logistics|华兴物流有限公司")  # fmt: skip
    name = Column("Name", "姓名", to="name", widget=Text(120), example="Wang Jianguo|王建国", also="full name|contact|contact name|person|联系人|联系人姓名|名字|客户姓名|联系人名称")  # fmt: skip
    position = Column("Position", "职务", to="position", widget=Text(120), example="Head of IT|信息部主任", also="title|job title|job|职位|岗位|头衔|职称")  # fmt: skip
    department = Column("Department", "部门", widget=Text(120), of=lambda row: row.department_id and row.department, example="IT|信息部", also="dept|所在部门|所属部门|部门名称|科室|处室")  # fmt: skip
    level = Column("Level", "层级", to="level", widget=LEVELS, example="Management|管理层", also="rank|seniority|级别|决策层级|角色层级|人员层级")  # fmt: skip
    mobile = Way(Channel.MOBILE, "Mobile", "手机", widget=Phone(160), example="138 0013 8000|138 0013 8000", also="mobile phone|cell|cell phone|cellphone|mobile number|phone number|手机号|手机号码|移动电话|联系方式|联系电话|电话号码")  # fmt: skip
    phone = Way(Channel.PHONE, "Office phone", "办公电话", widget=Phone(160), also="phone|telephone|tel|work phone|landline|电话|座机|固话|固定电话|办公室电话|单位电话")  # fmt: skip
    email = Way(Channel.EMAIL, "E-mail", "邮箱", widget=Email(160), example="wang@example.com|wang@example.com", also="mail|email address|e-mail address|邮件|电子邮件|电子邮箱|邮箱地址")  # fmt: skip
    wechat = Way(Channel.WECHAT, "WeChat", "微信", widget=Text(160), also="wechat id|weixin|微信号|微信账号")
    preferred_channel = Column("Best reached by", "首选联系方式", widget=CHANNELS, of=preferred_of, also="preferred channel|preferred contact|首选方式|最佳联系方式")  # fmt: skip
    reading = Column("Reading", "读音", to="reading", widget=Text(120), also="pinyin|pronunciation|拼音|姓名拼音")
    courtesy_title = Column("Addressed as", "称呼", to="courtesy_title", widget=Text(40), example="Dr Wang|王主任", also="salutation|form of address|尊称|称谓")  # fmt: skip
    other_name = Column("Other name", "其他姓名", to="other_name", widget=Text(120), also="english name|chinese name|英文名|英文姓名|中文名|别名")  # fmt: skip
    reports_to = Column("Reports to", "汇报对象", widget=Text(120), of=lambda row: row.reports_to_id and row.reports_to, also="superior|boss|supervisor|manager|上级|直属上级|直接上级|上级领导")  # fmt: skip

    def prepare(self, row: Person) -> Iterable[str]:
        """Work out surname, reading and sort key from the name, as a form does."""
        row.surname = row.surname or surname_of(row.name)
        row.reading = fold_reading(row.reading) or reading_of(row.name, row.surname)
        row.initials = initials_of(row.reading)
        row.sort_key = row.reading or sort_key(row.position)
        row.courtesy_title = row.courtesy_title or courtesy_of(row.surname, row.position)
        return ("surname", "reading", "initials", "sort_key", "courtesy_title")

    def problem_of(self, values: Mapping[str, Any], row: Any) -> tuple[str, dict[str, Any]] | None:
        """A person has a name, or a position whose holder is unknown."""
        if values.get("name") or values.get("position") or row is not None:
            return None
        return "name", {"code": "name_or_position"}
