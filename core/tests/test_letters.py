"""A person's words cannot end a letter and begin another."""

import pytest

from core.letters import without_rules


@pytest.mark.parametrize("length", [79, 80, 300])
def test_a_rule_of_dashes_is_shortened(length):
    assert without_rules(f"before\n{'-' * length}\nTo: x@example.com") == f"before\n{'-' * 78}\nTo: x@example.com"


def test_other_dashes_stay():
    assert without_rules("a -- b\n---\n") == "a -- b\n---\n"
