"""What changed between two texts, told line by line and in bounded time."""

import time

import pytest

from etiquette.difference import MOST_LINES, compare


def kinds(before, after):
    return [(line.kind, line.text) for line in compare(before, after)]


def test_lines_are_told_once_each_those_gone_before_those_new():
    assert kinds("a\nb\nc\nd", "a\nx\nc\nd\ne") == [
        ("same", "a"), ("gone", "b"), ("new", "x"), ("same", "c"), ("same", "d"), ("new", "e")
    ]  # fmt: skip
    assert kinds("", "a") == [("new", "a")]
    assert kinds("a\na", "a\na\na") == [("same", "a"), ("same", "a"), ("new", "a")]


@pytest.mark.parametrize("other", ["c", "a"])
def test_a_text_made_to_cost_is_compared_in_time(other):
    before, after = "\n".join(["a", "b"] * 50_000), "\n".join([other, "d"] * 50_000)
    begun = time.process_time()
    lines = compare(before, after)
    assert time.process_time() - begun < 2
    assert [line.text for line in lines if line.kind != "new"] == before.split("\n")
    assert [line.text for line in lines if line.kind != "gone"] == after.split("\n")


def test_the_worst_that_is_compared_takes_a_few_seconds_at_most():
    half = MOST_LINES // 4
    begun = time.process_time()
    compare("\n".join(["a", "b"] * half), "\n".join(["a", "c"] * half))
    assert time.process_time() - begun < 5
