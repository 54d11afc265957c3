"""Find rows by one or two Chinese characters or the start of a Latin word, with one index and no extension.

`rapport_search_v1(text)` (a SQL function made by core's first migration) turns text into a `tsvector`: each run of
Chinese characters becomes its pairs and its last character, each Latin word or number itself, in lower case. It is
kept in a stored generated column under a GIN index. A changed function gets a new name, and the columns refill.

Beside it a row may have an `AlsoField`: joined pinyin, initials, digits (core/sounds.py), which Python writes.
"""

import re
import unicodedata
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Concat

from core.sounds import lexemes

_HAN = r"\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
MAX_WORDS = 8


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
    return [word[:60] for word in _TOKEN.findall(normalise(typed).replace("ü", "v"))[:MAX_WORDS]]


def to_tsquery(typed: str) -> str:
    """Return the raw `tsquery` for what a person typed, or "" when nothing in it can be searched.

    Words are joined by AND; a Chinese run asks for its pairs, a single character for any pair that begins with it or
    the run that ends with it; a Latin word matches as a prefix. Only letters and digits reach the query.
    """
    return " & ".join(_terms(word) for word in words_of(typed))


def _terms(word: str) -> str:
    if len(word) == 1 or not _IS_HAN.match(word):
        return f"{word}:*"
    return " & ".join(word[i : i + 2] for i in range(min(len(word), 40) - 1))


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")


def matching(typed: str, *, column: str = "search", text_fields: tuple[str, ...] = (), also: str = "") -> Q:
    """Return the condition for rows that hold what was typed.

    From three Chinese characters on, pairs can match out of order, so `text_fields` are rechecked for the run itself.
    `also` is the row's `AlsoField`: each word may be found there instead, and a number typed in groups is one word.
    """
    words = words_of(typed)
    if not words:
        return Q(pk__in=[])
    if not also:
        found = Q(**{column: _query(to_tsquery(typed))})
        return reduce(lambda all_of, word: all_of & _as_it_stands(word, text_fields), words, found)
    found = Q()
    number = "".join(words)
    is_number = number.isdigit()
    for word in words:
        here = Q(**{column: _query(_terms(word))}) & _as_it_stands(word, text_fields)
        found &= here if is_number else here | Q(**{also: _query(f"{word}:*")})
    if is_number and len(number) > 3:  # fewer digits would find every number
        found |= Q(**{also: _query(f"{number[-11:]}:*")})
    return found


def _as_it_stands(word: str, text_fields: tuple[str, ...]) -> Q:
    if not text_fields or len(word) < 3 or not _IS_HAN.match(word):
        return Q()
    return reduce(or_, (Q(**{f"{name}__icontains": word}) for name in text_fields))
