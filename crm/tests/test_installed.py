"""Products in use at a client, ours and the rivals' (K4)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.installed import answer_rivals, create_installed, edit_installed
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContractFactory,
    DepartmentFactory,
    InstalledProductFactory,
)
from crm.forms.installed import InstalledForm
from crm.installed import installed_at
from crm.models import Client, InstalledProduct

pytestmark = pytest.mark.django_db


def test_one_of_ours_keeps_all_that_is_asked(as_, manager, mine):
    using, contract = DepartmentFactory(client=mine), ContractFactory(client=mine)
    url = reverse("installed-new", args=[mine.pk])
    sent = {
        "new_id": uuid7(), "vendor": "ours", "product": "5G 专网", "quantity": 12, "since": "2024-03-01",
        "monthly_value": "12500.50", "department": using.pk, "satisfaction": 4, "contract": contract.pk,
    }  # fmt: skip
    assert as_(manager).post(url, sent).status_code == 302
    row = InstalledProduct.objects.get()
    assert (row.is_ours, row.quantity, row.monthly_value) == (True, 12, Decimal("12500.50"))
    assert (row.department, row.contract) == (using, contract)
    page = as_(manager).get(reverse("client-detail", args=[mine.pk])).content.decode()
    assert "5G 专网" in page
    assert using.name in page


def test_ours_without_a_name_and_days_out_of_order_are_refused_beside_the_field(as_, manager, mine):
    url = reverse("installed-new", args=[mine.pk])
    answer = as_(manager).post(url, {"new_id": uuid7(), "vendor": "ours", "representative": "采购"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"product"}
    assert "采购" in answer.content.decode()
    days = {"since": "2026-02-01", "contract_end": "2026-01-01"}
    answer = as_(manager).post(url, {"new_id": uuid7(), "vendor": "ours", "product": "专线", **days})
    assert answer.context["form"].errors.keys() == {"contract_end"}
    for quantity in (0, -3):
        answer = as_(manager).post(url, {"new_id": uuid7(), "vendor": "ours", "product": "专线", "quantity": quantity})
        assert answer.context["form"].errors == {"quantity": ["Ensure this value is greater than or equal to 1."]}
    assert not InstalledProduct.objects.exists()


def test_what_belongs_to_another_client_is_not_taken(manager, mine):
    other = DepartmentFactory(client=ClientFactory(owner=manager))
    with pytest.raises(ValidationError, match="client"):
        create_installed(by=manager, client=mine, now=timezone.now(), values={"product": "专线", "department": other})


def test_a_rivals_product_stands_in_no_contract_of_ours(manager, mine):
    row = InstalledProductFactory(client=mine, contract=ContractFactory(client=mine))
    now = timezone.now()
    edit_installed(by=manager, installed=row, version=1, now=now, values={"competitor": CompetitorFactory()})
    assert InstalledProduct.objects.get().contract is None


def test_ours_leaves_the_answer_about_rivals_and_a_rival_takes_it(manager, mine):
    now = timezone.now()
    answer_rivals(by=manager, client=mine, version=1, answer="none", today=dt.date(2026, 3, 1))
    create_installed(by=manager, client=mine, now=now, values={"product": "专线"})
    assert Client.objects.get().rivals_answer == "none"
    create_installed(by=manager, client=mine, now=now, values={}, new_competitor="联讯")
    assert Client.objects.get().rivals_answer == ""


def test_the_section_asks_once_and_sums_what_is_ours(mine):
    for value in (100, 250):
        InstalledProductFactory(client=mine, monthly_value=value, department=DepartmentFactory(client=mine))
    InstalledProductFactory(client=mine, competitor=CompetitorFactory(), monthly_value=999)
    InstalledProductFactory(client=mine, archived_at=timezone.now())
    ends = dt.date(2027, 5, 1)
    InstalledProductFactory(client=mine, contract=ContractFactory(client=mine, ends_on=ends))
    with CaptureQueriesContext(connection) as asked:
        found = installed_at(mine.pk)
        assert [row.ends_on for row in found.rows] == [ends, None, None, None]
        assert [str(row.department or "") for row in found.rows]
    assert len(asked) == 1
    assert (found.ours, found.theirs, found.monthly) == (3, 1, 350)


def test_nobody_writes_at_a_client_they_do_not_see(stranger, mine):
    with pytest.raises(NotYours):
        create_installed(by=stranger, client=mine, now=timezone.now(), values={"product": "专线"})


def test_its_history_is_written_under_its_new_name(mine):
    row = InstalledProductFactory(client=mine, competitor=CompetitorFactory())
    row.product = "换了"
    row.save_checked(version=1, fields=["product"])
    assert [event.product for event in row.events.order_by("pgh_id")] == ["Fleet SIM", "换了"]


def test_a_rule_of_the_database_without_words_is_not_told_by_its_name(mine):
    form = InstalledForm({"vendor": "ours"}, client=mine)
    form.is_valid()
    form._update_errors(ValidationError({"__all__": ["Constraint “installed_days_in_order” is violated.", "Mine."]}))
    assert list(form.non_field_errors())[-2:] == [
        "This does not fit together. Check the numbers and the days.",
        "Mine.",
    ]
