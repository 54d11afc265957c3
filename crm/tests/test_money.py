from decimal import Decimal

import pytest
from django.utils import translation

from core.house import unit_of
from crm.templatetags.crm import money


@pytest.mark.parametrize(
    ("language", "amount", "currency", "said"),
    [
        ("zh-hans", "1250000", "CNY", "125 万元"),
        ("zh-hans", "86500", "CNY", "8.65 万元"),
        ("zh-hans", "230000000", "CNY", "2.3 亿元"),
        ("zh-hans", "9999.50", "CNY", "9,999.50 元"),
        ("zh-hans", "86500", "EUR", "8.65 万 EUR"),
        ("en", "1250000", "CNY", "¥1,250,000"),
        ("en", "12.5", "EUR", "EUR 12.50"),
    ],
)
def test_amounts_are_said_as_people_say_them(language, amount, currency, said):
    with translation.override(language):
        assert money(Decimal(amount), currency) == said
        assert money(None) == ""


@pytest.mark.parametrize(
    ("language", "currency", "unit"), [("zh-hans", "CNY", "元"), ("en", "CNY", "CNY"), ("zh-hans", "EUR", "EUR")]
)
def test_the_label_of_an_amount_names_its_unit(language, currency, unit):
    with translation.override(language):
        assert unit_of(currency) == unit
