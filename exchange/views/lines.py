"""A line of an import as its page shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from crm.models import Client, Person
from exchange.actions.cards import not_taken
from exchange.matching import folded
from exchange.models import ImportJob, ImportRow, Outcome, RowKind
from exchange.nouns import words_of
from exchange.nouns.bands import Band
from exchange.nouns.beside import Beside
from exchange.nouns.noun import NOTED
from exchange.nouns.problems import WHY
from exchange.nouns.widgets import Amount, Choice, Day
from exchange.sheets.write import unsafe
from exchange.views.apart import apart, rows_to_tell


@dataclass(slots=True)
class Cell:
    """One cell: its column's name, what the file says, what is there now, what is wrong or to be known."""

    label: str
    text: str = ""
    old: str = ""
    is_change: bool = False
    is_added: bool = False
    is_title: bool = False
    problem: str = ""
    notice: str = ""


def _address(row: Any) -> str:
    if isinstance(row, Person):
        return reverse("client-person", args=[row.client_id, row.pk])
    return reverse("client-detail", args=[row.pk if isinstance(row, Client) else row.client_id])


@dataclass(slots=True)
class Candidate:
    """A row that is here and that a line perhaps means: with its page, and why."""

    pk: str
    row: Any
    why: str
    apart: list[str]
    is_alone: bool = True  # whether no other of the line's goes by its name

    @property
    def label(self) -> str:
        """What it is called where one is chosen: by its name, with what tells it apart where others have that."""
        return str(self.row) if self.is_alone else " · ".join((str(self.row), *self.apart))

    @property
    def address(self) -> str:
        """Where it can be looked at."""
        return _address(self.row)


@dataclass(slots=True)
class Line:
    """One line with its cells in the order of the file."""

    row: ImportRow
    title: str
    cells: list[Cell] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    target: Any = None
    became: Any = None  # the row that was made of it or changed by it, where it may be seen

    @property
    def address(self) -> str:
        """The page of what became of it, "" where there is none."""
        return _address(self.became) if self.became else ""

    @property
    def rest(self) -> list[str]:
        """What a new line says beside its title, the first of it."""
        return [cell.text for cell in self.cells if not cell.is_title][:5]

    @property
    def wrong(self) -> list[Cell]:
        """The cells that cannot be taken."""
        return [cell for cell in self.cells if cell.problem]

    @property
    def changed(self) -> list[Cell]:
        """The cells that change something."""
        return [cell for cell in self.cells if cell.is_change]


def lines_of(job: ImportJob, rows: Iterable[ImportRow], user: User) -> list[Line]:
    """Return the lines as `user` may see them: of the rows they perhaps mean, only what may be seen."""
    rows = list(rows)
    ids = {UUID(pk) for row in rows for pk, _why in row.candidates} | {row.target for row in rows if row.target}
    ids |= {row.pk for row in rows if row.outcome == Outcome.MADE}  # a line's id is that of the row it made
    model: Any = job.kind.model
    there = model._default_manager.visible_to(user).filter(pk__in=ids)
    if any(row.candidates for row in rows):
        there = rows_to_tell(job.noun, there)
    seen: Mapping[UUID, Any] = {row.pk: row for row in there} if ids else {}
    taken = _taken(rows, user)
    owners = {
        str(pk): name
        for pk, name in User.objects.filter(
            pk__in={pk for row in rows for pk in row.changes.get("owner", ()) if pk}
        ).values_list("pk", "name")
    } if any("owner" in row.changes for row in rows) else {}  # fmt: skip
    return [_line(job, row, seen, owners, taken) for row in rows]


def _say_change(job: ImportJob, cell: Cell, column: Any, old: Any, new: Any) -> None:
    if not isinstance(column, Beside) or (job.replaces and column.may_replace):
        cell.old = column.widget.words(old) if column.key not in NOTED else ""
        return
    cell.is_added, cell.text = True, column.added(old or "", new)


def _say_band(cell: Cell, widget: Band, value: Any) -> None:
    """Show a size as what it becomes, with a word where the file says only from where on, or up to where."""
    said = widget.words(value)
    if widget.says_one_end(cell.text):
        cell.notice = words_of({"code": "taken_band", "value": cell.text, "band": said})
    cell.text = said


def _taken(rows: Iterable[ImportRow], user: User) -> dict[str, str]:
    """Return id → name of the clients that lines were taken to mean, those `user` may see."""
    ids = {
        said["id"] for row in rows for said in row.notices.values() if said["code"] == "taken_client" and "id" in said
    }
    seen = Client.objects.visible_to(user).filter(pk__in=ids).values_list("pk", "name") if ids else ()
    return {str(pk): name for pk, name in seen}


def _notice(said: Mapping[str, Any], taken: Mapping[str, str], widget: Any = None) -> str:
    if said["code"] == "taken_client" and "value" not in said:
        name = taken.get(said.get("id", ""), "")
        said = {"code": "taken_client", "value": name} if name else {"code": "taken_shut"}
    return words_of(said, widget)


def _line(
    job: ImportJob, row: ImportRow, seen: Mapping[UUID, Any], owners: Mapping[str, str], taken: Mapping[str, str]
) -> Line:
    noun = job.kind
    cells = [unsafe(cell) for cell in row.cells]
    at_key = {key: at for at, key in enumerate(job.keys) if key in noun.fields}
    named = [at for key in noun.titles if (at := at_key.get(key)) is not None and "".join(cells[at : at + 1])]
    at_title = next(iter([*named, *(at for at, cell in enumerate(cells) if cell and at in at_key.values())]), None)
    line = Line(row=row, title=cells[at_title] if at_title is not None else next(filter(None, cells), ""))
    line.target = seen.get(row.target) if row.target else None
    line.became = {Outcome.MADE: seen.get(row.pk), Outcome.UPDATED: line.target}.get(Outcome(row.outcome or "skipped"))
    # What it would change says what stands there: not to who may no longer see that row, though they could once.
    changes = row.changes if line.target else {}
    for key in dict.fromkeys([*at_key, *row.problems, *changes]):
        column = noun.fields.get(key)
        if column is None:
            continue
        at = at_key.get(key)
        cell = Cell(label=column.label, text=cells[at] if at is not None and at < len(cells) else "")
        cell.is_title = at is not None and at == at_title
        cell.problem = words_of(row.problems[key], column.widget) if key in row.problems else ""
        cell.notice = _notice(row.notices[key], taken, column.widget) if key in row.notices else ""
        if isinstance(column.widget, Band) and key in row.values:
            _say_band(cell, column.widget, row.values[key])
        elif isinstance(column.widget, Amount | Choice | Day) and key in row.values:
            cell.text = column.widget.words(row.values[key])  # 46086 tells nobody which day it is
        if key in changes:
            old, new = changes[key]
            cell.is_change = True
            if key == "owner":
                cell.old, cell.text = owners.get(old, ""), owners.get(new, cell.text)
            else:
                _say_change(job, cell, column, old, new)
        if cell.text or cell.problem or cell.is_change:
            line.cells.append(cell)
    line.said = [words_of(said) for key, said in row.notices.items() if key not in noun.fields]
    if more := not_taken(job, row.cells):
        line.said.append(_("The card also has: %(what)s. That is not taken in.") % {"what": more})
    if row.kind == RowKind.DUPLICATE:
        line.candidates = _candidates(job, row, seen)
    return line


def _candidates(job: ImportJob, row: ImportRow, seen: Mapping[UUID, Any]) -> list[Candidate]:
    found = [(pk, seen[UUID(pk)], str(WHY.get(why, ""))) for pk, why in row.candidates if UUID(pk) in seen]
    names = Counter(folded(str(one)) for _pk, one, _why in found)
    told = [
        Candidate(pk, one, why, apart(job.noun, one), names[folded(str(one))] == 1) for pk, one, why in found
    ]  # fmt: skip
    labels = Counter(one.label for one in told)
    for one in told:
        if labels[one.label] > 1:  # alike in all that tells others apart
            one.apart.append(_("entered %(moment)s") % {"moment": localize(localtime(one.row.created_at))})
    return told
