"""Who is named with @ in a text. A colleague is named by their name, or by their user name; the longest one counts."""

import re
from collections import Counter
from collections.abc import Iterable

from accounts.models import User

_AT = re.compile(r"[@＠]")  # noqa: RUF001  as a Chinese keyboard writes it
_WORD = re.compile(r"[0-9A-Za-z_]")


def handles(people: Iterable[User]) -> dict[str, User]:
    """Return what each may be called by, in small letters: the user name; the name, where only one bears it; else
    the name with the user name behind it.
    """
    people = list(people)
    bearers = Counter(person.name.casefold() for person in people)
    found: dict[str, User] = {}
    for person in people:
        found[handle_of(person, bearers).casefold()] = person
        found.setdefault(person.username.casefold(), person)
    return found


def handle_of(person: User, bearers: Counter[str]) -> str:
    """Return how somebody is written behind an @; `bearers` counts the names in small letters."""
    alone = person.name and bearers[person.name.casefold()] == 1
    return person.name if alone else f"{person.name}({person.username})" if person.name else person.username


def mentioned_in(text: str, people: Iterable[User]) -> list[User]:
    """Return whom of `people` a text names, in its order, each once."""
    if not _AT.search(text):
        return []
    known = handles(people)
    by_length = sorted(known, key=len, reverse=True)
    found: dict[object, User] = {}
    for _start, end in (match.span() for match in _AT.finditer(text)):
        rest = text[end:].casefold()
        name = next((one for one in by_length if rest.startswith(one) and not _goes_on(one, rest)), None)
        if name is not None:
            found.setdefault(known[name].pk, known[name])
    return list(found.values())


def names_in(text: str) -> list[str]:
    """Return what stands behind each @, up to where a name must have ended; for telling who was not reached."""
    return [text[end : end + 60] for _start, end in (match.span() for match in _AT.finditer(text))]


def _goes_on(name: str, rest: str) -> bool:
    """Whether a Latin word goes on behind the name: @ann is not in @anna."""
    return bool(_WORD.match(name[-1]) and _WORD.match(rest[len(name) : len(name) + 1]))
