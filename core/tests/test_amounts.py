from decimal import Decimal

import pytest

from core.amounts import read_amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("86500", "86500"), ("¥125,000.00", "125000"), ("12.5万", "125000"), ("１２万元", "120000"),
        ("3千万", "30000000"),
        ("2.3 亿元", "230000000"), ("5千", "5000"), ("12w", "120000"), ("0", "0"), ("人民币 8.65 万元整", "86500"),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-5", "十几万", "12万5", "1e5", "万", "about 5"])
def test_what_is_no_amount(typed):
    assert read_amount(typed) is None
