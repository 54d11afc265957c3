"""Whatever a line of a file says arrives: each column of each noun, of a row that is made and of one that is here."""

import pytest

from crm.factories import IndustryFactory
from exchange.nouns import NOUNS
from exchange.nouns.widgets import Choice
from exchange.tests.files import xlsx
from exchange.tests.running import imported

pytestmark = pytest.mark.django_db
# What stands in a column whose template has no example.
OTHERS = {
    "industry": "制造业", "registration_code": "91310000MA1K000001", "email": "wang@example.com",
    "phone": "010-88886666",
    "wechat": "wangjg", "reading": "wang jian guo", "other_name": "Wang", "noted_on": "2020-03-05",
    "noted_by": "李敏",
    "source": "前台", "source_on": "2026-03-05", "representative": "孙某",
    "representative_notes": "常来", "note": "走东门",
    "parent": "上面", "reports_to": "上面", "value": "100", "number": "HX-1", "subject": "专线",
    "starts_on": "2026-03-05",
    "ends_on": "2028-03-05", "preferred_channel": "手机",
}  # fmt: skip
NOT_ALONE = {"contract"}  # what another file brings first


def full(noun):
    """Return the columns of a noun and a line that fills each of them."""
    columns = [one for one in noun.columns_in if one.key not in ("owner", *NOT_ALONE)]
    cells = []
    for column in columns:
        offered = column.widget.offered()[0] if isinstance(column.widget, Choice) else ""
        cells.append(OTHERS.get(column.key) or column.example or offered)
    assert all(cells), [column.key for column, cell in zip(columns, cells, strict=True) if not cell]
    return columns, cells


@pytest.fixture(autouse=True)
def in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.mark.parametrize("key", list(NOUNS))
@pytest.mark.parametrize("is_new", [True, False])
def test_every_cell_of_a_line_arrives(manager, key, is_new):
    IndustryFactory(name_zh="制造业")
    noun = NOUNS[key]
    columns, cells = full(noun)
    head = [column.zh for column in columns]
    above = [cell if one.required or one.key == "position" else "" for one, cell in zip(columns, cells, strict=True)]
    at = next((head.index(one.zh) for one in columns if one.key == "name"), None)
    lines = [head]
    if noun.link and at is not None:
        lines.append([*above[:at], "上面", *above[at + 1 :]])
    if not is_new:
        known = (*noun.titles, "client", "competitor", "subject", "name")
        begun = [cell if one.required or one.key in known else "" for one, cell in zip(columns, cells, strict=True)]
        assert imported(manager, key, xlsx([*lines, begun])).counts.get("error") is None
    job = imported(manager, key, xlsx([*lines, cells]))
    assert job.counts.get("error") is None, [row.problems for row in job.rows.all()]
    row = job.rows.order_by("line").last()
    made = noun.model.objects.get(pk=row.pk if row.outcome == "made" else row.target)
    if key == "client":
        made.parent_shown = str(made.parent or "")
    missing = [one.key for one in columns if one.key not in ("noted_on", "noted_by") and not said_of(one, made)]
    assert not missing


def said_of(column, row):
    return str(column.cell(row))
