"""Our own workbook to fill in: headings, drop-downs, an example, and a page that says how."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exchange.nouns import Noun
from exchange.nouns.widgets import Choice, Day
from exchange.sheets.write import saved

_HEAD = PatternFill("solid", fgColor="FFE4F1EE")
_NEEDED = PatternFill("solid", fgColor="FFFBF0DE")
_EXAMPLE = Font(italic=True, color="FF5C6773")
EXAMPLES = ("（示例）", "(示例)", "(example)", "（example）")  # a line that begins so is never imported
MOST_LINES = 5_000  # that the drop-downs reach down


def template_of(noun: Noun, language: str) -> bytes:
    """Return the workbook in the active language; `language` names the sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has one
    sheet.title = noun.label(language)
    sheet.freeze_panes = "A2"
    columns = [column for column in noun.columns_in if column.key != "owner"]
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.label)
        head.font, head.fill = Font(bold=True), _NEEDED if column.required else _HEAD
        sheet.column_dimensions[letter].width = 22
        example = sheet.cell(2, number, " ".join((_("(Example)"), column.example)) if number == 1 else column.example)
        example.font, example.number_format = _EXAMPLE, "@"
        for line in range(3, 303):  # text, so that no telephone number or date is turned into something else
            sheet.cell(line, number).number_format = "@"
        if isinstance(column.widget, Choice):
            offered = DataValidation(type="list", formula1=f'"{",".join(column.widget.offered())}"', allow_blank=True)
            sheet.add_data_validation(offered)
            offered.add(f"{letter}3:{letter}{MOST_LINES}")
    _explain(book, noun, columns)
    return saved(book)


def _explain(book: Workbook, noun: Noun, columns: list) -> None:
    page = book.create_sheet(_("How to fill this in"))
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90
    lines = [
        _("One line each, below the headings. The example line is left out by itself."),
        _("Headings may be in any order, and columns may be left out; do not merge cells."),
        _("An empty cell never deletes what is known already."),
        _("Import the same file again after a change: what is the same stays as it is."),
    ]
    for text in lines:
        page.append([text])
    page.append([])
    for column in columns:
        said = _("Must be filled in.") if column.required else ""
        if isinstance(column.widget, Choice):
            offered = _("One of: %(choices)s.") % {
                "choices": pgettext("between names", ", ").join(column.widget.offered())
            }
            said = " ".join((said, offered))
        if isinstance(column.widget, Day):
            said = " ".join((said, _("A date, such as 2026-03-05.")))
        said = " ".join((said, column.hint))
        page.append([column.label, said.strip()])
        page.cell(page.max_row, 1).font = Font(bold=True)
        page.cell(page.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
