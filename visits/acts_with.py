"""What the find box offers to do with somebody: "plan hx", 拜访华兴, 给王总打电话, "promise wang".

A verb before or after a name, in either language, by characters, pinyin or initials; the rest of what was typed is
looked for among the clients and people whom the person may see. Without a verb the best that was found is offered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.phones import numbers_in
from core.prepared import Keys, prepared
from core.search import normalise
from core.sounds import syllables
from crm.models import Client, ContactWay, Person
from crm.models.contact_way import DIALLED
from visits.search import Found, find_named
from visits.search_rows import Recent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EACH = 3
SHORTEST = 3  # letters of a verb that is still being typed
LINKS = frozenset(["a", "an", "the", "with", "to", "of", "at", "for", "by", "me"])
BEFORE_A_NAME = ("给", "对", "向", "找", "跟")


@dataclass(frozen=True, slots=True)
class ActWith:
    """Something to do with a client, or with a person where `with_person`: `place`, an address ("": their telephone).

    `english` and `chinese` are what people type for it, whatever the page's language.
    """

    label: "StrOrPromise"
    icon: str
    place: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    with_person: bool = False
    in_path: bool = False  # the client stands in the address itself, not behind it
    permission: Permission = Permission.RECORD


PLAN = ActWith(
    _("Plan a visit with %(client)s"),
    "calendar",
    "visit-new",
    ("plan visit", "visit", "appointment"),
    ("安排拜访", "计划拜访", "约访", "预约", "拜访", "走访"),
    with_person=True,
)
PROMISE = ActWith(
    _("Note a promise to %(client)s"),
    "promise",
    "promise-new",
    ("promise", "note promise", "new promise"),
    ("记下许诺", "新建许诺", "记许诺", "许诺", "承诺", "答应"),
    with_person=True,
)
CALL = ActWith(
    _("Call %(client)s"),
    "phone",
    "",
    ("call", "phone", "ring"),
    ("打电话给", "打电话", "致电", "拨打", "电话"),
    with_person=True,
    permission=Permission.USE,
)
ACTS_WITH = (
    PLAN,
    PROMISE,
    CALL,
    ActWith(_("Drop-in at %(client)s now"), "walk", "visit-drop-in", ("drop-in", "drop in", "walk in"), ("临时拜访",)),
    ActWith(
        _("Note a complaint of %(client)s"),
        "alert",
        "complaint-new",
        ("complaint", "note complaint", "new complaint"),
        ("记录投诉", "新建投诉", "记投诉", "投诉"),
        with_person=True,
    ),
    ActWith(
        _("New person at %(client)s"),
        "person",
        "client-person-new",
        ("new person", "add person"),
        ("新建联系人", "添加联系人", "新联系人", "联系人"),
        in_path=True,
    ),
    ActWith(
        _("Fill the gaps of %(client)s"),
        "edit",
        "client-gaps",
        ("fill gaps", "gaps"),
        ("补全资料", "补资料", "补全"),
        in_path=True,
    ),
    ActWith(
        _("Org chart of %(client)s"),
        "chart",
        "client-chart",
        ("org chart", "chart"),
        ("组织结构图", "组织结构", "架构图"),
        in_path=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the find box: what, with whom, where it leads; `second`, a person's client."""

    act: ActWith
    name: str
    url: str
    second: str = ""

    @property
    def label(self) -> str:
        return str(self.act.label) % {"client": self.name}


def offers_for(user: User, typed: str, recent: Recent = ()) -> list[Offer]:
    """Return what a verb and a name ask for, of clients and people that `user` may see."""
    asked = verb_and_name(typed)
    if asked is None or not user.may(asked[0].permission):
        return []
    act, name = asked
    clients, people = find_named(user, name, each=EACH, recent=recent)
    if act is CALL:
        return [*_calls(people, people=True), *_calls(clients, people=False)][:EACH]
    rows: list[Client | Person] = [*clients, *(people if act.with_person else ())]
    return list(_offers(act, rows[:EACH]))


def offers_with_best(user: User, found: Found) -> list[Offer]:
    """Return what is mostly begun with the first client that was found, or else with the first person."""
    best: Sequence[Client | Person] = found.clients[:1] or found.people[:1]
    if not best or not user.may(Permission.RECORD):
        return []
    calls = [] if found.clients else _calls(best, people=True)
    return [*calls, *_offers(PLAN, best), *_offers(PROMISE, best)]


def verb_and_name(typed: str) -> tuple[ActWith, str] | None:
    """Return the act that what was typed begins or ends with, the longest, and the rest; None where there is none."""
    text = normalise(typed)
    found: list[tuple[int, ActWith, str]] = []
    for act in ACTS_WITH:
        for verb in act.chinese:
            if text.startswith(verb):
                found.append((len(verb), act, _bare(text[len(verb) :])))
            elif text.endswith(verb):
                found.append((len(verb), act, _bare(text[: -len(verb)])))
    words = text.split()
    for at in range(1, len(words)):
        for head, rest in ((words[:at], words[at:]), (words[-at:], words[:-at])):
            said = [word for word in head if word not in LINKS]
            meant = _said_as(" ".join(said)) if said else None
            while rest and rest[0] in LINKS:
                rest = rest[1:]
            if meant is not None:
                found.append((len("".join(said)), meant, " ".join(rest)))
    found = [one for one in found if one[2]]
    return max(found, key=lambda one: one[0])[1:] if found else None


def _bare(rest: str) -> str:
    rest = rest.strip()
    return rest[1:].strip() if rest.startswith(BEFORE_A_NAME) else rest


@lru_cache(maxsize=500)
def _said_as(words: str) -> ActWith | None:
    """Return the act that Latin letters say: a phrase or how it begins, or the sound of a Chinese one."""
    if not words.isascii():
        return None
    for act in ACTS_WITH:
        if words in act.english or words in _sounds(act.chinese):
            return act
    begun = words if len(words) >= SHORTEST else ""
    return next((act for act in ACTS_WITH if begun and any(one.startswith(begun) for one in act.english)), None)


@lru_cache(maxsize=20)
def _sounds(chinese: tuple[str, ...]) -> frozenset[str]:
    """Return joined pinyin and initials of each phrase, as a whole."""
    said = [syllables(phrase) for phrase in chinese]
    return frozenset({"".join(one) for one in said} | {"".join(part[0] for part in one) for one in said})


def _offers(act: ActWith, rows: Iterable[Client | Person]) -> Iterator[Offer]:
    for row in rows:
        person = row if isinstance(row, Person) else None
        client_id = person.client_id if person else row.pk
        if act.in_path:
            url = reverse(act.place, args=[client_id])
        else:
            query = {"client": str(client_id)} | ({"person": str(person.pk)} if person else {})
            url = f"{reverse(act.place)}?{urlencode(query)}"
        yield Offer(act, str(row), url, str(person.client) if person else "")


def _calls(rows: Sequence[Client | Person], *, people: bool) -> list[Offer]:
    """Return who of them can be dialled, by the best number of a person, by the switchboard of a client."""
    numbers: dict[object, str] = {}
    if people and rows:
        for way in _dialled(Keys(row.pk for row in rows)):
            numbers.setdefault(way.person_id, way.value)  # the best one comes first
    found = []
    for row in rows:
        typed = row.phone if isinstance(row, Client) else numbers.get(row.pk, "")
        number = next((one for one in numbers_in(typed) if one.dial), None)
        if number:
            second = f"{number.shown} · {row.client}" if isinstance(row, Person) else number.shown
            found.append(Offer(CALL, str(row), f"tel:{number.dial}", second))
    return found


@prepared(planned=True)
def _dialled(people: Keys) -> QuerySet[ContactWay]:
    """Return the numbers of people that a query from `visible_to` has found."""
    rows: QuerySet[ContactWay] = ContactWay.objects.there().filter(person__any_of=people, channel__in=DIALLED)
    return rows.only("person_id", "value", "channel").order_by("-is_preferred", "created_at", "pk")
