"""What can be done from the find box: places to go to, things to begin, switches."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.search import normalise
from core.sounds import spoken

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 4
EXPORT = "export-list"  # the form that takes the page's list out


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `url` is gone to, or posted to with `name` = `value` where there is a name. One without a place is a
    form of the page itself, `form` by its id: only where the page has it.

    `english` and `chinese` are what people may type for it, whatever the page's language.
    """

    label: "StrOrPromise"
    icon: str
    place: str
    english: str
    chinese: str
    permission: Permission = Permission.USE
    name: str = ""
    value: str = ""
    form: str = "find-act"

    @property
    def url(self) -> str:
        return reverse(self.place) if self.place else ""


ACTS = (
    Act(_("Plan a visit"), "calendar", "visit-new", "plan a visit new appointment",
        "安排拜访 计划拜访 预约 走访 新建拜访", Permission.RECORD),
    Act(_("Drop-in now"), "walk", "visit-drop-in", "drop-in now walk in", "临时拜访", Permission.RECORD),
    Act(_("New client"), "client", "client-new", "new client add firm", "新建客户 添加客户 新客户", Permission.RECORD),
    Act(_("New promise"), "promise", "promise-new", "new promise add", "新建许诺 记下许诺 新许诺", Permission.RECORD),
    Act(_("Import a file"), "import", "import-new", "import a file excel csv upload", "导入文件 导入客户 上传清单",
        Permission.RECORD),
    Act(_("New complaint"), "alert", "complaint-new", "new complaint add", "新建投诉 记录投诉 新投诉",
        Permission.RECORD),
    Act(_("Go to Today"), "today", "today", "today go to home", "今天 今日 首页"),
    Act(_("Go to Clients"), "client", "client-list", "clients go to list", "客户 客户列表"),
    Act(_("Go to Clients’ people"), "people", "client-people", "clients’ people contacts go to list",
        "联系人 客户联系人 联系人列表", Permission.RECORD),
    Act(_("Go to Visits"), "visit", "visit-list", "visits go to list", "拜访 走访 拜访列表"),
    Act(_("Go to Promises"), "promise", "promise-list", "promises go to ledger", "许诺 承诺 许诺列表"),
    Act(_("Go to Complaints"), "alert", "complaint-list", "complaints go to", "投诉 投诉列表"),
    Act(_("Go to Hand-overs"), "swap", "handover-list", "hand-overs handovers go to", "客户移交 移交列表",
        Permission.RECORD),
    Act(_("Go to Imports"), "import", "import-list", "imports go to", "导入 导入列表 导入记录", Permission.RECORD),
    Act(_("Go to Exports"), "export", "export-list", "exports go to", "导出记录", Permission.RECORD),
    Act(_("Go to Review"), "review", "review-queue", "review go to records", "审阅 审批", Permission.REVIEW),
    Act(_("Go to Duplicates"), "copy", "duplicate-list", "duplicates merge go to", "疑似重复 合并", Permission.REVIEW),
    Act(_("Go to Rivals"), "rival", "competitor-list", "rivals competitors go to", "竞争对手 竞对 对手"),
    Act(_("Go to the handbook"), "handbook", "handbook", "handbook etiquette go to", "手册 礼仪 商务礼仪"),
    Act(_("Notifications"), "bell", "notification-list", "notifications go to bell", "通知 消息"),
    Act(_("Profile"), "person", "profile", "profile settings go to", "个人设置 我的 设置"),
    Act(_("Switch to Chinese"), "language", "set_language", "switch language chinese zhongwen", "切换语言 中文",
        name="language", value="zh-hans"),
    Act(_("Switch to English"), "language", "set_language", "switch language english", "切换语言 英文 英语",
        name="language", value="en"),
    Act(_("Dark appearance"), "half", "set-theme", "dark theme appearance mode night", "深色 夜间 主题 外观",
        name="theme", value="dark"),
    Act(_("Light appearance"), "circle", "set-theme", "light theme appearance mode day", "浅色 日间 主题 外观",
        name="theme", value="light"),
    Act(_("Appearance as the device"), "desk", "set-theme", "system device theme appearance", "跟随系统 主题 外观",
        name="theme", value="system"),
    Act(_("Export this list (Excel)"), "export", "", "export this list excel download", "导出列表 导出 下载清单",
        Permission.RECORD, form=EXPORT),
    Act(_("Sign out"), "out", "account_logout", "sign out log logout exit", "退出登录 登出 注销", form="sign-out"),
    Act(_("Teams"), "chart", "team-list", "teams go to", "团队", Permission.MANAGE_PEOPLE),
    Act(_("Colleagues"), "people", "people-list", "colleagues people go to", "同事 人员", Permission.MANAGE_PEOPLE),
)  # fmt: skip


def acts_for(user: User, typed: str, *, forms: Collection[str] = ()) -> list[Act]:
    """Return the acts that `user` may do and that hold every word typed, by label, keyword, pinyin or initials.

    Without words, the first few: what is begun most often. `forms`: what the page that asks has.
    """
    now = {get_language() or "en", user.theme}
    words = normalise(typed).split()
    found = [
        act
        for act in ACTS
        if act.value not in now
        and (act.place or act.form in forms)
        and user.may(act.permission)
        and all(_says(act, word) for word in words)
    ]
    return found[:MOST]


def _says(act: Act, word: str) -> bool:
    """Whether a word begins one of the act's words; a Chinese one may stand anywhere in them."""
    if any(one.startswith(word) for one in normalise(str(act.label)).split()):
        return True
    if word.isascii():
        return any(one.startswith(word) for one in _typed_for(act.english, act.chinese))
    return any(word in one or one in word for one in act.chinese.split())


@lru_cache(maxsize=100)
def _typed_for(english: str, chinese: str) -> frozenset[str]:
    return frozenset(english.split()).union(*(spoken(one) for one in chinese.split()))
