"""What a timeline is made of: kinds that a reader chooses among, and the sources that fill them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, Model, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.models import User
from core.badges import look_of
from crm.models import Client

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(NamedTuple):
    """One chip of the filter: its word in the address, and its label and icon."""

    key: str
    label: "StrOrPromise"
    icon: str


class Entry(NamedTuple):
    """One row of the union, as every source selects it: texts, "" for nothing. `link` is the id of its page's row."""

    source: str
    moment: datetime
    key: str
    words: str
    more: str
    state: str
    who: str
    about: str
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is shown of an entry: its title and address ("" for none), its icon and tone, a badge, who, and words.

    `badge` is (state, label) or ("", ""), and its look is that state's everywhere.
    """

    moment: datetime
    title: str
    url: str = ""
    icon: str = "circle"
    tone: str = ""
    badge: tuple[str, str] = ("", "")
    by: str = ""
    words: str = ""

    @property
    def mark_tone(self) -> str:
        """The tone of its mark: its own, else that of its state where that says good or bad."""
        tone = self.tone or (look_of(self.badge[0]).tone if self.badge[0] else "")
        return tone if tone in ("ok", "warn", "danger", "accent", "plum") else ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where entries come from.

    `rows(user, client_id)` starts from `of_seen` and is narrowed to what happened; `moment` is the column that says
    when, in an index after the client's; `columns` are the expressions for an `Entry`'s texts, by name; `say` makes
    the line. `kinds` are the chips under which it is found; a source whose rows are all among those of another names
    that one in `within`, and is asked only where it is not.
    """

    name: str
    kinds: tuple[str, ...]
    rows: Callable[[User, UUID], QuerySet]
    moment: str
    say: Callable[[Entry, UUID], Line]
    columns: dict[str, Any] = field(default_factory=dict)
    key: str = "pk"
    within: str = ""

    def entries(self, user: User, client_id: UUID, after: tuple[datetime, Any, str] | None, limit: int) -> QuerySet:
        """Return up to `limit` entries before the cursor (moment, key, source), newest first, as tuples."""
        rows = self.rows(user, client_id).annotate(e_key=Cast(self.key, TextField()))
        if after is not None:
            moment, key, source = after
            # Of entries of one moment and key, the one whose source comes first in the alphabet is shown first.
            same = Q(e_key__lte=key) if self.name > source else Q(e_key__lt=key)
            when = Q(**{f"{self.moment}__lt": moment}) | (Q(**{self.moment: moment}) & same)
            rows = rows.filter(Q(**{f"{self.moment}__lte": moment}) & when)
        texts = {f"e_{name}": _text(self.columns.get(name, "")) for name in Entry._fields[3:]}
        rows = rows.order_by(f"-{self.moment}", "-e_key").annotate(
            e_source=Value(self.name, TextField()), e_moment=F(self.moment), **texts
        )
        return rows.values_list(*(f"e_{name}" for name in Entry._fields))[:limit]


def _text(column: Any) -> Any:
    """Return an expression as a text that is never NULL: of a column's name, an expression, or "" for nothing."""
    if column == "":
        return Value("", TextField())
    return Coalesce(Cast(column, TextField()), Value("", TextField()))


def name_of(person: str) -> Any:
    """Return the name of a person who signs in, as they are called everywhere: `name_of("owner")`."""
    return Coalesce(NullIf(f"{person}__name", Value("")), f"{person}__username", output_field=CharField())


def of_seen(model: type[Model], user: User, client_id: UUID, *, path: str = "client") -> QuerySet:
    """Return the rows of a client, nothing unless `user` sees it: asked of the client alone, so that the order of an
    index that begins with it is kept. Who sees a client sees what hangs on it.
    """
    seen = Client.objects.visible_to(user).filter(pk=client_id).values("pk")[:1]
    return model._base_manager.filter(**{f"{path}_id": Subquery(seen)})
