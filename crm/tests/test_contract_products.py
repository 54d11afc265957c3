"""What a contract is for: the products of ours that stand in it, and end with it (W7, K4)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.models import StaleVersion
from crm.actions.contract import archive_contract, edit_contract
from crm.factories import ClientFactory, CompetitorFactory, ContractFactory, InstalledProductFactory
from crm.file_counts import counts_of
from crm.gaps import standing_now
from crm.installed import installed_at
from crm.models import Contract, InstalledProduct
from crm.questions import questions_for

pytestmark = pytest.mark.django_db
END = dt.date(2029, 3, 4)


@pytest.fixture
def products(mine):
    return [InstalledProductFactory(client=mine, product=name) for name in ("5G 专网", "专线", "云主机")]


def ticked(page):
    boxes = re.findall(r'<input[^>]*name="products"[^>]*>', page)
    return [re.search(r'value="([^"]+)"', box)[1] for box in boxes if "checked" in box]


def under(contract):
    return sorted(contract.products.values_list("product", flat=True))


def test_products_are_chosen_on_the_contracts_form_and_shown_on_both_rows(as_, manager, mine, products):
    other = ContractFactory(client=mine, number="旧-1")
    InstalledProduct.objects.filter(pk=products[2].pk).update(contract=other)
    rival = InstalledProductFactory(client=mine, product="对手的", competitor=CompetitorFactory())
    gone = InstalledProductFactory(client=mine, product="拆了", archived_at=timezone.now())
    elsewhere = InstalledProductFactory(client=ClientFactory(owner=manager), product="别家的")
    browser, url = as_(manager), reverse("contract-new", args=[mine.pk])
    page = browser.get(url).text
    assert "云主机 · stands in 旧-1" in page
    assert not any(str(row.pk) in page for row in (rival, gone, elsewhere))
    sent = {"new_id": uuid7(), "number": "新-1", "ends_on": END.isoformat()}
    for wrong in (rival, gone, elsewhere):
        answer = browser.post(url, {**sent, "products": [products[0].pk, wrong.pk]})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["products"])
        assert ticked(answer.text) == [str(products[0].pk)], "what was ticked stays so"
    for _n in range(2):
        assert browser.post(url, {**sent, "products": [products[0].pk, products[2].pk]}).status_code == 302
    contract = Contract.objects.get(number="新-1")
    assert (under(contract), under(other)) == (["5G 专网", "云主机"], [])
    events = InstalledProduct.pgh_event_model.objects.filter(pgh_obj_id=products[0].pk).order_by("-pgh_id")
    assert [event.contract_id for event in events] == [contract.pk, None]
    page = browser.get(reverse("client-detail", args=[mine.pk])).text
    assert "<bdi>5G 专网</bdi>, <bdi>云主机</bdi>" in page
    assert page.count(f'"{reverse("contract-edit", args=[mine.pk, contract.pk])}"') == 3, "its own row and theirs"


def test_a_form_changes_what_it_showed_and_leaves_what_was_added_since(as_, manager, mine, products):
    contract = ContractFactory(client=mine, number="新-1")
    edit_contract(by=manager, contract=contract, version=1, values={"takes": [products[0].pk]})
    browser, url = as_(manager), reverse("contract-edit", args=[mine.pk, contract.pk])
    form = browser.get(url).context["form"]
    assert form.initial["had"] == str(products[0].pk)
    InstalledProduct.objects.filter(pk=products[1].pk).update(contract=contract)  # by a colleague, on its own form
    sent = {"version": 2, "number": "新-1", "had": form.initial["had"], "products": [products[2].pk]}
    assert browser.post(url, sent).status_code == 302
    assert under(contract) == ["专线", "云主机"]
    assert browser.post(url, {**sent, "products": []}).status_code == 409, "a stale form changes nothing"
    with pytest.raises(StaleVersion):
        edit_contract(by=manager, contract=contract, version=1, values={"drops": [products[1].pk]})
    assert under(contract) == ["专线", "云主机"]


def test_the_contracts_end_comes_first_and_is_asked_of_the_contract(manager, mine, products):
    """Three products: one ends with its contract, one stands in a contract without an end, one in none."""
    first, second = ContractFactory(client=mine, ends_on=END), ContractFactory(client=mine, ends_on=None)
    own = dt.date(2027, 1, 1)
    InstalledProduct.objects.filter(pk=products[0].pk).update(contract=first, contract_end=own)
    InstalledProduct.objects.filter(pk=products[1].pk).update(contract=second)
    told = {row.product: row.ends_on for row in installed_at(mine.pk).rows}
    assert told == {"5G 专网": END, "专线": None, "云主机": None}

    def asked():
        questions = questions_for(mine, standing_now(mine), today=dt.date(2026, 3, 1))
        counts = counts_of([mine.pk])[mine.pk]
        rows = [one.row.product for one in questions if one.kind == "product_end"]
        assert counts.products - counts.products_ending == len(rows), "the words count what is asked"
        return sorted(rows)

    assert asked() == ["云主机"]
    archive_contract(by=manager, contract=first, version=1, now=timezone.now())
    row = InstalledProduct.objects.select_related("contract").get(pk=products[0].pk)
    assert (row.under, row.ends_on) == (None, own), "a contract that was removed leaves its products"
    Contract.objects.filter(pk=second.pk).update(state="ended")
    assert asked() == sorted(["专线", "云主机"])
    archive_contract(by=manager, contract=first, version=2, now=None)
    row = InstalledProduct.objects.select_related("contract").get(pk=products[0].pk)
    assert (row.under, row.ends_on) == (first, END), "and brought back it has them again"


def test_a_products_form_keeps_a_removed_contract_and_stumbles_over_no_hidden_day(as_, manager, mine, products):
    contract = ContractFactory(client=mine, archived_at=timezone.now())
    row = products[0]
    InstalledProduct.objects.filter(pk=row.pk).update(contract=contract)
    url = reverse("installed-edit", args=[mine.pk, row.pk])
    browser, sent = as_(manager), {"vendor": "ours", "product": "5G 专网"}
    assert str(contract.pk) not in browser.get(url).text
    assert browser.post(url, {**sent, "version": 1, "contract": ""}).status_code == 302
    assert InstalledProduct.objects.get(pk=row.pk).contract_id == contract.pk
    Contract.objects.update(archived_at=None)
    InstalledProduct.objects.filter(pk=row.pk).update(contract_end=dt.date(2024, 1, 1))
    days = {"since": "2025-01-01", "contract_end": "2024-01-01"}
    assert browser.post(url, {**sent, **days, "version": 2, "contract": contract.pk}).status_code == 302
    assert InstalledProduct.objects.get(pk=row.pk).contract_end is None


def test_the_contract_that_follows_a_renewed_one_carries_its_products_on(as_, manager, mine, products):
    old = ContractFactory(client=mine, subject="专网服务", ends_on=END)
    foreign = ContractFactory(client=ClientFactory(owner=manager), subject="别家的")
    edit_contract(by=manager, contract=old, version=1, values={"takes": [products[0].pk, products[2].pk]})
    browser, new = as_(manager), reverse("contract-new", args=[mine.pk])
    browser.post(reverse("contract-settle", args=[mine.pk, old.pk, "renewed"]), {"version": 2})
    address = f"{new}?renews={old.pk}"
    assert address in browser.get(reverse("client-detail", args=[mine.pk])).text
    page = browser.get(address)
    initial = page.context["form"].initial
    assert ticked(page.text) == [str(products[0].pk), str(products[2].pk)]
    assert (initial["subject"], initial["starts_on"]) == ("专网服务", END + dt.timedelta(days=1))
    assert initial["products"] == [products[0].pk, products[2].pk]
    for nothing in (foreign.pk, "x", uuid7()):
        assert browser.get(f"{new}?renews={nothing}").context["form"].initial["products"] == []
    sent = {"new_id": uuid7(), "subject": "专网服务", "had": initial["had"], "products": initial["products"]}
    assert browser.post(address, sent).status_code == 302
    assert (under(old), under(Contract.objects.exclude(pk=old.pk).get(client=mine))) == ([], ["5G 专网", "云主机"])
    assert address not in browser.get(reverse("client-detail", args=[mine.pk])).text


def test_a_contract_that_is_over_asks_on_its_row_what_became_of_it_and_a_renewed_one_for_the_next(as_, manager, mine):
    today = timezone.localdate()
    old = ContractFactory(client=mine, number="旧-1", ends_on=today - dt.timedelta(days=3))
    ContractFactory(client=mine, number="短-1", ends_on=today - dt.timedelta(days=90), state="ended")
    ContractFactory(client=mine, number="另-1", created_at=timezone.now() - dt.timedelta(days=9), ends_on=None)
    browser, page = as_(manager), reverse("client-detail", args=[mine.pk])
    settle = reverse("contract-settle", args=[mine.pk, old.pk, "renewed"])
    asked = browser.get(page).text
    assert asked.count(settle) == 1
    assert re.search(rf'action="{settle}".*?<button class="([^"]+)"', asked, re.DOTALL)[1].startswith("btn ")
    following = f"{reverse('contract-new', args=[mine.pk])}?renews={old.pk}"
    assert following not in asked
    browser.post(settle, {"version": 1})
    assert following in browser.get(page).text, "though no product is noted in it"
    ContractFactory(client=mine, number="新-1", ends_on=today + dt.timedelta(days=362))
    after = browser.get(page).text
    assert following not in after
    assert re.search(r'/running/".*?<button class="([^"]+)"', after, re.DOTALL)[1] == "menu-item"


def test_three_products_and_contracts_cost_what_one_costs(as_, manager, mine):
    browser, counted = as_(manager), []
    for _n in (1, 3):
        while InstalledProduct.objects.count() < _n:
            InstalledProductFactory(client=mine, contract=ContractFactory(client=mine, ends_on=END))
        contract = Contract.objects.order_by("pk").first()
        for page in (reverse("client-detail", args=[mine.pk]), reverse("contract-edit", args=[mine.pk, contract.pk])):
            browser.get(page)
            with CaptureQueriesContext(connection) as asked:
                browser.get(page)
            counted.append(len(asked))
    assert counted[:2] == counted[2:]
