"""The other spellings a row is found by: joined pinyin, initials, digits of a number, surname with title.

Each function returns lexemes, which `core.search.AlsoField` keeps in a text-search column and which a typed word
matches by its beginning. Only letters, digits and Han characters are in them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

from core.names import sort_key, surname_of

LONGEST = 60  # characters of a lexeme; the search compares no more
MOST_SYLLABLES = 24
_WORD = re.compile(r"[^\W_]+")
_LEXEME = re.compile(r"(?:[^\W_]|[\u3099-\u309c\u30a0\u30fb])+")  # the marks that stand within a word in kana, too
_APART = re.compile(r"[/、,，;；|\n]+")
# 吕 and 女 are typed lv, lyu or lu; pinyin keeps the first.
_UMLAUT = {"lv", "nv", "lve", "nve"}
# How a position is said after a surname; the longest that fits comes first. A deputy is addressed without 副.
_TITLES = (
    ("董事长", "董"), ("总经理", "总"),
    ("总裁", "总"), ("总监", "总"), ("工程师", "工"), ("总工", "总工"),
    ("处长", "处"), ("科长", "科"), ("局长", "局"), ("部长", "部"), ("院长", "院"), ("行长", "行"),
    ("厂长", "厂"), ("校长", "校"),
    ("所长", "所"), ("队长", "队"), ("会长", "会"), ("股长", "股"), ("厅长", "厅"), ("台长", "台"), ("站长", "站"),
    ("主任", "主任"), ("书记", "书记"), ("经理", "经理"), ("主管", "主管"), ("教授", "教授"), ("老师", "老师"),
    ("医生", "医生"), ("律师", "律师"), ("博士", "博士"), ("会计", "会计"),
)  # fmt: skip
_CALLED = frozenset(title for pair in _TITLES for title in pair)


def syllables(name: str, *, is_person: bool = False) -> list[str]:
    """Return the sounds of a name in order: pinyin of each Han character, Latin words and numbers as they are."""
    return _WORD.findall(sort_key(name, is_person=is_person))[:MOST_SYLLABLES]


def spoken(name: str, *, is_person: bool = False, reading: str = "") -> set[str]:
    """Return how a name is typed by sound: joined pinyin from each syllable on, initials, and the two mixed.

    王建国: wangjianguo, jianguo, guo, wjg, jg, wangjg, wjianguo … A name of more than four syllables mixes at one
    place only: huaxingwl. `reading` is the one on record ("wang jian guo").
    """
    found: set[str] = set()
    for said in _variants(_WORD.findall(reading)[:MOST_SYLLABLES] or syllables(name, is_person=is_person)):
        for start in range(len(said)):
            rest = said[start:]
            found.add("".join(rest))
            if len(rest) > 1:
                found.add("".join(part[0] for part in rest))
        if len(said) <= 4:
            found.update("".join(choice) for choice in product(*((part, part[0]) for part in said)) if len(choice) > 1)
        else:
            found.update("".join(said[:at]) + "".join(part[0] for part in said[at:]) for at in range(1, len(said)))
    return {term[:LONGEST] for term in found}


def _variants(said: list[str]) -> Iterator[list[str]]:
    yield said
    if _UMLAUT & set(said):
        for instead in ("yu", "u"):
            yield [part.replace("v", instead) if part in _UMLAUT else part for part in said]


def digits(typed: str) -> set[str]:
    """Return what finds a telephone number by four digits or more from anywhere in it, and by +86 or without."""
    found: set[str] = set()
    for part in _APART.split(unicodedata.normalize("NFKC", typed)):
        number = re.sub(r"\D", "", part)[:24]
        found.update(number[at:] for at in range(max(len(number) - 3, 0)))
    return found


def endings(typed: str, *, begin: int = 1) -> set[str]:
    """Return what finds a number with letters by its beginning, and by four characters or more from the one at
    `begin` on: 8823-4421 A is 88234421a, 8234421a … 421a. Of its first 32.
    """
    number = "".join(_WORD.findall(unicodedata.normalize("NFKC", typed).lower()))[:32]
    return {number[at:] for at in range(len(number) - 3) if not 0 < at < begin} | ({number} if number else set())


def words_in(typed: str) -> set[str]:
    """Return the words of an address (e-mail, WeChat) as the search cuts what is typed."""
    return {word[:LONGEST] for word in _WORD.findall(unicodedata.normalize("NFKC", typed).lower())}


def addressed(name: str, position: str = "", courtesy: str = "", *, surname: str = "") -> set[str]:
    """Return how a person is called: 王建国, 副总经理 is 王总, 王总经理, wangzong; `courtesy` is the one on record."""
    surname = surname or surname_of(name)
    if not surname:
        return set()
    position = unicodedata.normalize("NFKC", position).replace("副", "")
    titles = {short for long, short in _TITLES if long in position} | {
        long for long, _s in _TITLES if long in position
    }
    if courtesy := unicodedata.normalize("NFKC", courtesy).strip():
        titles.add(courtesy.removeprefix(surname))
    called = {surname + title for title in titles if title and _WORD.fullmatch(title)}
    return called.union(*(spoken(one, is_person=True) for one in called)) if called else called


def without_deputy(word: str) -> str:
    """Return a form of address as it is kept: 王总 of 王副总, who is addressed without 副; any other word as it is."""
    surname = surname_of(word)
    said = word[len(surname) :]
    title = said.removeprefix("副")
    return surname + title if surname and title != said and title in _CALLED else word


def lexemes(terms: Iterable[str]) -> str:
    """Return the terms as PostgreSQL writes a `tsvector`."""
    kept = sorted({term for term in terms if _LEXEME.fullmatch(term)})
    return " ".join(f"'{term}'" for term in kept)
