"""Find rows by one or two Chinese characters or the start of a Latin word, with one index and no extension.

`rapport_search_v1(text)` (a SQL function; its body is in core's migration 0004) makes a `tsvector` of text: each run
of Chinese characters becomes its pairs and its last character, each Latin word or number itself, in lower case. It is
kept in a stored generated column under a GIN index. What makes other words gets a new name, and the columns refill.

Beside it a row may have an `AlsoField`: joined pinyin, initials, digits (core/sounds.py), which Python writes.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Lookup, Q, Value, When
from django.db.models.functions import Coalesce, Concat

from core.prepared import Composed
from core.sounds import LONGEST, lexemes, without_deputy

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_COUNTRY = re.compile(r"(?:\+|(?=00))((?:00)?86)")
_EXTENSION = re.compile(r"(?<=[\d\s])(?:转|轉|分机|ext\.?|#)(?=\s*\d)")
_IN_GROUPS = re.compile(r"(?=.*\d)[0-9a-z]+")
MAX_WORDS = 8
# Before a number in a name, where an `AlsoField` holds telephone numbers too. Nobody can type this letter: it is
# an a, normalised.
IN_A_NAME = "\u00aa"


def normalise(text: str) -> str:
    """Return text as the index sees it: full width folded (NFKC), lower case, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def search_column(*names: str) -> models.GeneratedField:
    """Return the stored search column over the named text fields."""
    parts = [
        part for name in names for part in (Coalesce(F(name), Value(""), output_field=models.TextField()), Value("\n"))
    ]
    return models.GeneratedField(
        expression=Func(
            Concat(*parts, output_field=models.TextField()),
            function="rapport_search_v1",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )


class Words(Func):
    """The search words of texts, computed: for an index over texts too many to keep a second time as a column.

    `.alias(words=Words("purpose", "success")).filter(matching(typed, column="words"))`. The texts must not be NULL.
    The function is declared dear (core's migration 0003): PostgreSQL goes through the index rather than compute it.
    """

    function = "rapport_search_v1"
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class AlsoField(SearchVectorField):
    """What a row is found by besides its texts, as the model's `also()` says; written whenever one of `of` is.

    NULL in a row older than the field, until `manage.py fill_also` has come by.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.of = of
        kwargs.update(null=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.search.SearchVectorField", args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> str:
        written = lexemes(model_instance.also_words())
        setattr(model_instance, self.attname, written)
        return written


class SearchedManager(models.Manager):
    """A manager that leaves the search columns in the database: they are for finding, not for reading."""

    def get_queryset(self) -> models.QuerySet:
        unread = [field.name for field in self.model._meta.concrete_fields if field.name in ("search", "also")]
        return super().get_queryset().defer(*unread)


def words_of(typed: str) -> list[str]:
    """Return the words of what a person typed: runs of Han characters, and runs of other letters and digits."""
    return [word[:LONGEST] for word in _TOKEN.findall(normalise(typed).replace("ü", "v"))[:MAX_WORDS]]


def lexemes_of(text: str) -> set[str]:
    """Return what `rapport_search_v1` makes of a text: for an `AlsoField` that holds the texts themselves as well."""
    found: set[str] = set()
    for word in _TOKEN.findall(normalise(text)):
        found.update((word[at : at + 2] for at in range(len(word))) if _IS_HAN.match(word) else (word[:60],))
    return found


def runs_of(text: str) -> set[str]:
    """Return what lets an `AlsoField` alone hold a text: any run of its characters begins one of these.

    Each Chinese run from each of its characters on, each Latin word or number, a number also as one in a name.
    """
    found: set[str] = set()
    for word in _TOKEN.findall(normalise(text).replace("ü", "v")):
        if _IS_HAN.match(word):
            found.update(word[at : at + LONGEST] for at in range(len(word)))
        else:
            found.update((word[:LONGEST], IN_A_NAME + word[:LONGEST]) if word.isdigit() else (word[:LONGEST],))
    return found


@dataclass(frozen=True, slots=True)
class Word:
    """One word: the raw `tsquery` that asks for it, that for its beginning among the other words of a row (`also`),
    and itself if it must be checked again.
    """

    term: str
    start: str
    run: str


@dataclass(frozen=True, slots=True)
class Sought(Composed):
    """What a person typed, cut into words: may be handed to a prepared query, whose SQL depends on their number alone.

    `whole` is the raw `tsquery` for all words, "" when nothing in them can be searched. `number` is the one for the
    number or code that they are together, if they are one: 138 0000 1234, 9133 0106 MA2B. Only letters and digits are
    in them.
    """

    words: tuple[Word, ...]
    whole: str
    is_number: bool
    number: str
    is_likely: bool = False  # asked of rows most of which hold it: another condition finds them, not these words

    @property
    def kind(self) -> tuple[int, bool, bool]:  # type: ignore[override]
        return len(self.words), self.is_number, self.is_likely

    @property
    def texts(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.whole, self.number, *(text for word in self.words for text in (word.term, word.start, word.run)))

    def with_texts(self, texts: tuple[str, ...]) -> "Sought":
        whole, number, *rest = texts
        words = tuple(Word(*rest[at : at + 3]) for at in range(0, len(rest), 3))
        return Sought(words, whole, self.is_number, number, self.is_likely)


def sought(typed: str) -> Sought:
    """Return what is asked for by what a person typed.

    Words are joined by AND; a Chinese run asks for its pairs, a single character for any pair that begins with it or
    the run that ends with it; a Latin word matches as a prefix. From three Chinese characters on, pairs can match out
    of order, so that the run itself is checked again.
    """
    words = words_of(typed)
    number = "".join(words)
    is_number = number.isdigit()
    in_groups = words_of(_EXTENSION.sub(" ", normalise(typed)))  # 8888 6666 转 801 is kept as one number
    home = _COUNTRY.match(normalise(typed)) if is_number else None  # numbers are kept with +86 and without
    return Sought(
        tuple(
            Word(
                _terms(word),
                _start(f"{IN_A_NAME if is_number else ''}{word}"),
                word if len(word) > 2 and _IS_HAN.match(word) else "",
            )
            for word in words
        ),
        " & ".join(_terms(word) for word in words),
        is_number,
        _number("".join(in_groups), len(home[1]) if home else 0) if is_number or len(words) > 1 else "",
    )


def _number(joined: str, country: int) -> str:
    """Return the raw `tsquery` for the number that words typed in groups are, "" where they are none.

    A code, which may have letters, by its beginning; a telephone number without its `country` (so many digits), and a
    long one by its end.
    """
    if len(joined) < 4 or not _IN_GROUPS.fullmatch(joined):  # fewer digits would find every number
        return ""
    starts = [joined[:LONGEST]]
    if joined.isdigit() and len(joined) > 11:
        starts.append(joined[-11:])
    elif country and len(joined) > country + 3:
        starts.append(joined[country:])
    return f"({' | '.join(f'{start}:*' for start in starts)})" if len(starts) > 1 else f"{starts[0]}:*"


def _start(word: str) -> str:
    """Return the raw `tsquery` for a beginning; of 王副总 also that of 王总, as people are addressed."""
    plain = without_deputy(word)
    return f"{word}:*" if plain == word else f"({word}:* | {plain}:*)"


def _terms(word: str) -> str:
    if len(word) == 1 or not _IS_HAN.match(word):
        return f"{word}:*"
    return " & ".join(word[i : i + 2] for i in range(min(len(word), 40) - 1))


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def matching(typed: str | Sought, *, column: str = "search", text_fields: tuple[str, ...] = (), also: str = "") -> Q:
    """Return the condition for rows that hold what was typed.

    `text_fields` are what a run is checked again in. `also` is the row's `AlsoField`: each word may be found there
    instead, and a number typed in groups is one word; a part of it is found there only in a name (`runs_of`).
    """
    asked = sought(typed) if isinstance(typed, str) else typed
    if not asked.words:
        return Q(pk__in=[])
    if asked.is_likely:
        rare = matching(replace(asked, is_likely=False), column=column, text_fields=text_fields, also=also)
        # Of a CASE PostgreSQL expects that half of the rows pass, and has no index for it.
        return Q(Case(When(rare, then=Value(True)), default=Value(False)))
    if not also:
        found = Q(**{column: _query(asked.whole)})
        return reduce(lambda all_of, word: all_of & _as_it_stands(word, text_fields), asked.words, found)
    found = Q()
    for word in asked.words:
        here = Q(**{column: _query(word.term)}) & _as_it_stands(word, text_fields)
        found &= here | Q(**{also: _query(word.start)})
    if asked.number:
        found |= Q(**{also: _query(asked.number)})
    return found


def _as_it_stands(word: Word, text_fields: tuple[str, ...]) -> Q:
    if not text_fields or not word.run:
        return Q()
    return reduce(or_, (Q(**{f"{name}__holds": word.run}) for name in text_fields))


@models.CharField.register_lookup
@models.TextField.register_lookup
class Holds(Lookup):
    """`icontains` for letters and digits, which need no escape: the text stands alone in the query's parameters.

    By `strpos`, since it stands beside the pairs of the text: PostgreSQL guesses that a third of the rows pass, and
    most with all pairs do. Of LIKE it guesses one in ten thousand, takes 有限公司 for rare and sorts all that hold it.
    """

    lookup_name = "holds"

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"strpos(UPPER({left}), UPPER({right})) > 0", [*left_params, *right_params]
