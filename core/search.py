"""Find rows by one or two Chinese characters or the start of a Latin word, with one index and no extension.

`rapport_search_v1(text)` (a SQL function made by core's first migration) turns text into a `tsvector`: each run of
Chinese characters becomes its pairs and its last character, each Latin word or number itself, in lower case. It is
kept in a stored generated column under a GIN index. A changed function gets a new name, and the columns refill.
"""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Concat

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


class SearchedManager(models.Manager):
    """A manager that leaves the search column in the database: it is for finding, not for reading."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("search")


def to_tsquery(typed: str) -> str:
    """Return the raw `tsquery` for what a person typed, or "" when nothing in it can be searched.

    Words are joined by AND; a Chinese run asks for its pairs, a single character for any pair that begins with it or
    the run that ends with it; a Latin word matches as a prefix. Only letters and digits reach the query.
    """
    terms: list[str] = []
    for word in _TOKEN.findall(normalise(typed))[:MAX_WORDS]:
        if not _IS_HAN.match(word):
            terms.append(f"{word[:60]}:*")
        elif len(word) == 1:
            terms.append(f"{word}:*")
        else:
            terms += [word[i : i + 2] for i in range(min(len(word), 40) - 1)]
    return " & ".join(terms)


def matching(typed: str, *, column: str = "search", text_fields: tuple[str, ...] = ()) -> Q:
    """Return the condition for rows that hold what was typed.

    From three Chinese characters on, pairs can match out of order, so `text_fields` are rechecked for the run itself.
    """
    query = to_tsquery(typed)
    if not query:
        return Q(pk__in=[])
    found = Q(**{column: SearchQuery(query, search_type="raw", config="simple")})
    for word in _TOKEN.findall(normalise(typed))[:MAX_WORDS]:
        if text_fields and _IS_HAN.match(word) and len(word) > 2:
            anywhere = Q()
            for name in text_fields:
                anywhere |= Q(**{f"{name}__icontains": word})
            found &= anywhere
    return found
