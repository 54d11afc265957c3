"""Tell whether two names mean one firm or person: what is folded away, and how much of the rest agrees."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from core.chinese_numbers import number as counted
from core.phones import numbers_in

# What nearly every firm's name ends with, or has in brackets, and so tells two firms apart by nothing.
_LEGAL_ZH = re.compile(r"有限责任公司|股份有限公司|有限公司|股份公司|总公司|分公司|公司|集团|股份")
_LEGAL_EN = re.compile(
    r"\b(?:co|ltd|limited|inc|corp|corporation|company|group|holdings?|llc|plc|gmbh|the)\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\W_]+")
ALIKE = 0.72  # Dice of the pairs of two names without their legal form: 华兴物流 and 华兴物流运输 are 0.75
RARE = 400  # a pair of characters that more names than this hold is no lead
LEADS = 3  # the rarest pairs of a name that candidates are looked for by

# Numbers as names write them, beside 2 and 十二.
_WORDS = (
    *(("one", "first", "i"), ("two", "second", "ii"), ("three", "third", "iii"), ("four", "fourth", "iv")),
    *(("five", "fifth", "v"), ("six", "sixth", "vi"), ("seven", "seventh", "vii"), ("eight", "eighth", "viii")),
    *(("nine", "ninth", "ix"), ("ten", "tenth", "x")),
)
_COUNTED = {word: str(at) for at, words in enumerate(_WORDS, start=1) for word in words}
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile(
    rf"\d+|[〇零一二三四五六七八九十]+|(?<![a-z])(?:{'|'.join(sorted(_COUNTED, key=len, reverse=True))})(?![a-z])"
)


def folded(name: str) -> str:
    """Return a name as it is compared: full width folded, lower case, no spaces, brackets or punctuation."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", name).casefold())


def bare(name: str) -> str:
    """Return a firm's folded name without its legal form; the whole folded name where nothing else is left."""
    text = _LEGAL_EN.sub(" ", unicodedata.normalize("NFKC", name).casefold())
    return _LEGAL_ZH.sub("", _BETWEEN.sub("", text)) or folded(name)


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters; a single character is its own."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset({text} if text else ())


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of pairs agree, 0 to 1 (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def dialled(typed: str) -> set[str]:
    """Return the numbers in a field by their digits, so that +86 138-0013-8000 and 13800138000 are one."""
    return {number.dial for number in numbers_in(typed) if len(number.dial) >= 7}


def numbers_of(name: str) -> tuple[str, ...]:
    """Return the numbers in a name as digits, in their order: 第十二分公司 and "Branch No. 12" both have "12"."""
    return tuple(map(_digits, _NUMBER.findall(unicodedata.normalize("NFKC", name).casefold())))


def numbered_apart(name: str, names: Iterable[str]) -> bool:
    """Whether a name has numbers, and `names`, all of one firm, have others: then it is another firm."""
    mine = numbers_of(name)
    theirs = {found for one in names if (found := numbers_of(one))}
    return bool(mine and theirs and mine not in theirs)


def _digits(text: str) -> str:
    if text in _COUNTED:
        return _COUNTED[text]
    if "十" in text:
        try:
            return str(counted(text))
        except (ValueError, KeyError):
            return text
    return text.translate(_HAN).lstrip("0") or "0"


class NameIndex:
    """Firms by name, bare name, pairs and telephone, in memory: about half a kilobyte a firm.

    `add` each firm once, then ask `exact` and `alike`.
    """

    def __init__(self) -> None:
        self._exact: dict[str, list[UUID]] = defaultdict(list)
        self._bare: dict[str, list[UUID]] = defaultdict(list)
        self._phones: dict[str, list[UUID]] = defaultdict(list)
        self._pairs: dict[str, list[UUID]] = defaultdict(list)
        self._pairs_of: dict[UUID, frozenset[str]] = {}
        self._names_of: dict[UUID, list[str]] = {}

    def add(self, pk: UUID, names: Iterable[str], phone: str = "") -> None:
        """Add a firm by all its names."""
        given = [name for name in names if name]
        for name in {folded(one) for one in given}:
            self._exact[name].append(pk)
        bares = [bare(name) for name in given]
        for name in set(bares):
            self._bare[name].append(pk)
        if bares:
            pairs = pairs_of(bares[0])
            self._pairs_of[pk] = pairs
            self._names_of.setdefault(pk, []).extend(given)  # who was merged into it has other names
            for pair in pairs:
                self._pairs[pair].append(pk)
        for number in dialled(phone) if phone else ():
            self._phones[number].append(pk)

    def exact(self, name: str) -> list[UUID]:
        """Return the firms of this very name."""
        return self._exact.get(folded(name), [])

    def same_bare(self, name: str) -> list[UUID]:
        """Return the firms of this name but for the legal form."""
        return self._bare.get(bare(name), [])

    def alike(self, name: str, phone: str = "", most: int = 5) -> list[tuple[UUID, str]]:
        """Return firms that are perhaps this one, likeliest first, each with why: "name", "phone" or "alike".

        A name like it with another number in it is another firm's: 第一分公司, 第二分公司.
        """
        found: dict[UUID, str] = dict.fromkeys(self.same_bare(name), "name")
        for number in dialled(phone) if phone else ():
            for pk in self._phones.get(number, ()):
                found.setdefault(pk, "phone")
        pairs = pairs_of(bare(name))
        leads = sorted((len(self._pairs.get(pair, ())), pair) for pair in pairs)
        near: dict[UUID, float] = {}
        for count, pair in [lead for lead in leads if lead[0]][:LEADS]:
            if count <= RARE:
                for pk in self._pairs[pair]:
                    if pk not in found and pk not in near:
                        near[pk] = overlap(pairs, self._pairs_of[pk])
        for pk, much in sorted(near.items(), key=lambda item: -item[1]):
            if much >= ALIKE and not numbered_apart(name, self._names_of[pk]):
                found[pk] = "alike"
        return list(found.items())[:most]
