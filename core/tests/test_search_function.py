"""The function behind the search columns makes what it made before it was quick: no column is indexed anew."""

from importlib import import_module

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search import lexemes_of
from tests.corpora import STRINGS

pytestmark = pytest.mark.django_db
BODIES = import_module("core.migrations.0004_search_function_in_one_pass")
HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
LETTERS = st.one_of(
    st.sampled_from("华兴物流々〇㐀豈𠮷𰻞かカー한글ー゛"),
    st.sampled_from("aZ09éß٣ǅΣ"),
    st.sampled_from(" \t\n\u3000，。、—「」-_'\"\\%&|!:*()<"),
    st.sampled_from("ＡＢ１２ｶﾞ①㈱㍿㌢ﬁ½Å가e\u0301\u200d\ufe0f😀"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"),
)
RUNS = st.builds(lambda start, length: HAN[start : start + length], st.integers(0, 99), st.integers(1, 200))
TEXTS = st.lists(st.one_of(LETTERS, LETTERS, RUNS), max_size=12).map("".join)


def differing(texts):
    """Return those texts that the function of before makes something else of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text FROM unnest(%s::text[]) AS text"
            " WHERE rapport_search_v1(text)::text <> pg_temp.search_before(text)::text",
            [list(texts)],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def before(db):
    with connection.cursor() as cursor:
        cursor.execute(BODIES.BEFORE.replace("rapport_search_v1", "pg_temp.search_before"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=20, max_size=60))
def test_it_makes_what_it_made_before(before, texts):
    assert differing(texts) == []


def test_it_makes_what_it_made_before_of_runs_of_any_length_and_of_nasty_texts(before):
    runs = [HAN[:length] for length in range(140)]
    among = [f"a{run}1 {run}，{run[::-1]}" for run in runs]
    nasty = [text.encode(errors="ignore").decode().replace("\x00", "") for text in STRINGS if len(text) < 5_000]
    repeated = ["华" * length for length in (1, 2, 64, 65, 66, 500)]
    assert differing([*runs, *among, *repeated, "", " ", "\n", "，", *nasty]) == []


def test_it_makes_what_python_says_it_makes():
    with connection.cursor() as cursor:
        for text in (HAN[:131], "华兴 Ltd " + HAN[:64] + "，" + HAN[:65], "x" * 90):
            cursor.execute("SELECT tsvector_to_array(rapport_search_v1(%s))", [text])
            assert set(cursor.fetchone()[0]) == lexemes_of(text)


def test_a_run_of_100000_characters_takes_no_seconds():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5s'")  # it took 25 s
        cursor.execute("SELECT length(rapport_search_v1(%s))", [HAN * 334])
        assert cursor.fetchone() == (len(HAN) + 1,)


def test_it_stays_what_an_index_may_be_built_on_there_and_back():
    with connection.cursor() as cursor:
        for body in (None, BODIES.BEFORE, BODIES.NOW):
            if body:
                cursor.execute(body)
            cursor.execute(
                "SELECT provolatile, proparallel, proisstrict, procost FROM pg_proc"
                " WHERE proname = 'rapport_search_v1'"
            )
            assert cursor.fetchall() == [("i", "s", True, 2000)]
