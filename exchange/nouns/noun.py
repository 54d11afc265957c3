"""What every noun of spreadsheets has: a model, its columns, and how a row is made ready to be kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from import_export.resources import Resource

from core.dates import tongue
from exchange.nouns.beside import Beside
from exchange.nouns.column import Column, heading
from exchange.nouns.widgets import Day, Text
from exchange.sheets.write import Cell

# Columns that would set what a file must not: whose row it is and what somebody may do. Ignored, and said so.
FORBIDDEN = frozenset(
    heading(name)
    for name in [
        "id",
        "uuid",
        "pk",
        "owner id",
        "team",
        "role",
        "permission",
        "permissions",
        "password",
        "version",
        "团队",
        "所属团队",
        "角色",
        "权限",
        "密码",
        "系统编号",
    ]
)
# Numbers that people count their lines by, and what we add ourselves.
IGNORED = frozenset(
    heading(name)
    for name in [
        "no",
        "no.",
        "#",
        "number",
        "line",
        "row",
        "序号",
        "编号",
        "行号",
        "序",
        "what is wrong",
        "错误说明",
        "问题",
    ]
)


HIDDEN = "?"  # instead of the name of a row that the person may not see
NOTED = ("noted_on", "noted_by")  # kept beside the row, in `Origin`


class Noun(Resource):
    """A noun as spreadsheets hold it: subclasses declare `Column`s as attributes, one a line, in the template's order.

    `of_client`: its rows belong to a client named in the column `client`. `link`: the column that names another row of
    the same kind at the same client (a superior), set after all rows are there, with the attribute it goes to.
    """

    key: str
    en: str
    zh: str
    icon: str
    model: type[models.Model]
    of_client = False
    link: tuple[str, str] | None = None
    may_import = True
    titles: tuple[str, ...] = ("name",)  # the columns that tell its lines apart, the first that says something
    origin: str = ""  # the noun under which `Origin` knows its rows, where it is another
    related: tuple[str, ...] = ("client",)  # what its cells ask of other rows
    prefetched: tuple[str, ...] = ()
    order_out: tuple[str, ...] = ()  # within a client, before the key
    fields: dict[str, Column]

    @property
    def columns(self) -> list[Column]:
        """All of its columns, in order; where a row comes from stands last."""
        return sorted(self.fields.values(), key=lambda column: column.key in NOTED)

    @property
    def columns_in(self) -> list[Column]:
        """Those a file may set."""
        return [column for column in self.columns if not column.readonly]

    @property
    def columns_kept(self) -> list[Column]:
        """Those that are attributes of the row itself."""
        return [column for column in self.columns_in if column.to]

    @property
    def columns_beside(self) -> list[Beside]:
        """Those whose cells become rows of their own."""
        return [column for column in self.columns_in if isinstance(column, Beside)]

    @property
    def may_replace(self) -> bool:
        """Whether a file may say that what it lists of a row is all there is."""
        return any(column.may_replace for column in self.columns_beside)

    def label(self, language: str) -> str:
        """Return its name, in the plural."""
        return self.zh if tongue(language) == "zh" else self.en

    def headings(self) -> Mapping[str, str]:
        """Return what may stand above a column → its key."""
        found: dict[str, str] = {}
        for column in self.columns_in:
            for name in column.headings:
                found.setdefault(name, column.key)
        return found

    def prepare(self, row: Any) -> Iterable[str]:
        """Make what follows from the row's own values (its sort key); return the names of those fields."""
        return ()

    def problem_of(self, values: Mapping[str, Any], row: Any) -> tuple[str, dict[str, Any]] | None:
        """Return (column, problem) for what no single cell shows, given the cells and the row they change, if any."""
        return None

    def linked(self, row: Any) -> str:
        """Return the name of the row that `link` leads to now, "" for none."""
        return str(getattr(row, self.link[0], None) or "") if self.link else ""

    def cells(self, row: Any) -> list[Cell]:
        """Return a row's cells in the order of `columns`."""
        return [column.cell(row) for column in self.columns]


class Noted(Noun):
    """A noun whose rows may come from elsewhere: the day they were first recorded and by whom, as the file says."""

    noted_on = Column(
        "Recorded originally", "原始登记日期", widget=Day(), of=lambda row: getattr(row, "noted_on", None),
        also="created|created at|created on|created date|date created|entry date|创建时间|创建日期|建档日期|建档时间|登记日期|登记时间|录入日期|录入时间",
    )  # fmt: skip
    noted_by = Column(
        "Recorded originally by", "原始登记人", widget=Text(120), of=lambda row: getattr(row, "noted_by", ""),
        also="author|created by|creator|entered by|创建人|登记人|录入人|建档人|填表人",
    )  # fmt: skip
