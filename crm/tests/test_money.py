from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from core.house import unit_of
from core.ids import uuid7
from crm.models import Contract, InstalledProduct
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


@pytest.mark.django_db
def test_an_amount_is_typed_as_it_is_said(mine, manager, as_):
    browser = as_(manager)
    browser.post(reverse("contract-new", args=[mine.pk]), {"number": "7", "value": "12.5万", "new_id": uuid7()})
    contract = Contract.objects.get()
    assert contract.value == 125_000
    page = browser.get(reverse("contract-edit", args=[mine.pk, contract.pk]))
    assert page.context["form"]["value"].as_widget().count('value="125000"') == 1
    typed = {"vendor": "ours", "product": "云桌面", "monthly_value": "3千元", "new_id": uuid7()}
    browser.post(reverse("installed-new", args=[mine.pk]), typed)
    assert InstalledProduct.objects.get().monthly_value == 3_000
    refused = browser.post(
        reverse("installed-new", args=[mine.pk]), typed | {"monthly_value": "不少", "new_id": uuid7()}
    )
    assert "monthly_value" in refused.context["form"].errors
