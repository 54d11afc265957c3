"""Firms of one name and another number are not one firm."""

from uuid import UUID

import pytest

from exchange.matching import NameIndex, numbers_of

ONE, TWO = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("中国电信股份有限公司第十二分公司", ("12",)),
        ("\uff13号店", ("3",)),
        ("Plant 02", ("2",)),
        ("二〇二六", ("2026",)),
        ("First Hospital", ("1",)),
        ("Plant II", ("2",)),
        ("Vivid", ()),
        ("华兴物流", ()),
        ("一二十", ("一二十",)),
    ],
)
def test_numbers_are_read_as_they_are_written(name, numbers):
    assert numbers_of(name) == numbers


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("江苏华兴物流有限公司第一分公司", "江苏华兴物流有限公司第二分公司"),
        ("华兴便利连锁超市3号店", "华兴便利连锁超市5号店"),
        ("Huaxing Logistics Plant 2", "Huaxing Logistics Plant 3"),
        ("Nanjing First People's Hospital", "Nanjing Second People's Hospital"),
    ],
)
def test_another_number_is_another_firm_unless_something_else_agrees(there, asked):
    index = NameIndex()
    index.add(ONE, (there, ""), "025-8888 6666")
    assert index.alike(asked) == []
    assert index.alike(asked, "025-88886666") == [(ONE, "phone")]


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ("江苏华兴物流第十二分公司", "江苏华兴物流第12分公司"),
        ("江苏华兴物流运输第二分公司", "江苏华兴物流第二分公司"),
        ("江苏华兴物流运输", "江苏华兴物流第二分公司运输"),
    ],
)
def test_the_same_number_or_none_is_perhaps_one_firm(there, asked):
    index = NameIndex()
    index.add(ONE, (there,))
    assert index.alike(asked) == [(ONE, "alike")]


def test_who_was_merged_lends_its_number_too():
    index = NameIndex()
    index.add(TWO, ("江苏省南京市华兴物流第一分公司",))
    index.add(TWO, ("江苏省南京市华兴物流第二分公司",))
    assert [pk for pk, _why in index.alike("江苏省南京市华兴物流第一运输分公司")] == [TWO]
