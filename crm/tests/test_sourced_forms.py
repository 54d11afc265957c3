"""A source given along with the save of a row: for what was changed, in one transaction, once (K7)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import StaleVersion
from crm.actions.client import edit_client
from crm.actions.source import save_with_source
from crm.factories import ClientFactory, CompetitorFactory, DepartmentFactory, InstalledProductFactory
from crm.facts import sources_of
from crm.models import Client, FactSource

pytestmark = pytest.mark.django_db
PAST = timezone.localdate() - dt.timedelta(days=40)


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager, business="Road freight", headcount="100")


def form_of(page):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}


def test_it_is_given_to_what_was_changed_alone(manager, mine, browser):
    url = reverse("client-edit", args=[mine.pk])
    sent = {**form_of(browser.get(url)), "business": "Sea freight", "source_kind": "annual_report"}
    assert browser.post(url, sent).status_code == 302
    mine.refresh_from_db()
    sources = sources_of(mine.pk)
    assert sources.of(mine, "business").kind == "annual_report"
    assert sources.of(mine, "headcount") is None


def test_what_was_here_already_may_be_chosen_too(mine, browser):
    url = reverse("client-edit", args=[mine.pk])
    page = browser.get(url)
    assert [name for name, _label in page.context["form"].bare] == [
        "business",
        "headcount",
    ]
    browser.post(url, {**form_of(page), "source_kind": "staff", "source_also": ["headcount"]})
    mine.refresh_from_db()
    assert sources_of(mine.pk).of(mine, "headcount").kind == "staff"
    assert sources_of(mine.pk).of(mine, "business") is None
    assert [one for one, _label in browser.get(url).context["form"].bare] == ["business"]


def test_a_new_row_gives_it_to_what_it_holds_and_sent_again_gives_it_once(mine, browser):
    rival = CompetitorFactory()
    url = reverse("installed-new", args=[mine.pk])
    sent = {**form_of(browser.get(url)), "competitor": rival.pk, "product": "SIM", "source_kind": "rivals"}
    for _time in range(3):
        assert browser.post(url, sent).status_code == 302
    assert list(FactSource.objects.values_list("field", "kind")) == [("product", "rivals")]


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("contract-new", {"number": "7", "value": "9"}, ["value"]),
        ("identifier-new", {"kind": "Tax", "value": "7"}, ["value"]),
        ("client-person-new", {"name": "Li", "position": "CTO", "level": "top"}, ["level", "position"]),
    ],
)
def test_every_form_of_such_a_noun_asks(name, typed, told, mine, browser):
    url = reverse(name, args=[mine.pk])
    page = browser.get(url)
    assert 'name="source_kind"' in page.content.decode()
    sent = {**form_of(page), **typed, "source_kind": "our_sales", "source_on": PAST.isoformat()}
    assert browser.post(url, sent).status_code == 302
    assert sorted(FactSource.objects.values_list("field", flat=True)) == told
    assert set(FactSource.objects.values_list("learnt_on", flat=True)) == {PAST}


def test_a_stale_save_gives_none_and_keeps_the_choice(manager, mine, browser):
    url = reverse("client-edit", args=[mine.pk])
    sent = {**form_of(browser.get(url)), "business": "Sea freight", "source_kind": "banks"}
    edit_client(by=manager, client=Client.objects.get(), version=1, values={"business": "Air freight"})
    answer = browser.post(url, sent)
    assert answer.status_code == 409
    assert not FactSource.objects.exists()
    assert 'value="banks" checked' in answer.content.decode()


def test_both_or_neither(manager, mine):
    def save():
        edit_client(by=manager, client=mine, version=1, values={"business": "Sea freight"})
        raise StaleVersion(mine)

    with pytest.raises(StaleVersion):
        save_with_source(by=manager, now=timezone.now(), save=save, given=None, is_new=False)
    assert Client.objects.get().business == "Road freight"


def test_a_wrong_day_is_said_beside_it(mine, browser):
    url = reverse("client-edit", args=[mine.pk])
    sent = {**form_of(browser.get(url)), "source_kind": "staff", "source_on": "2999-01-01"}
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    assert "This day is yet to come." in answer.content.decode()


def test_the_mark_says_quadrant_and_kind_also_of_since_when_and_where_it_is_used(manager, mine, browser):
    lab = DepartmentFactory(client=mine)
    product = InstalledProductFactory(client=mine, since=PAST, department=lab)
    url = reverse("installed-edit", args=[mine.pk, product.pk])
    page = browser.get(url)
    assert [name for name, _label in page.context["form"].bare] == ["product", "since", "department"]
    sent = {**form_of(page), "source_kind": "our_service", "source_also": ["since", "department"]}
    assert browser.post(url, sent).status_code == 302
    assert sorted(FactSource.objects.values_list("field", flat=True)) == ["department", "since"]
    assert browser.get(reverse("client-detail", args=[mine.pk])).text.count("Our service</strong> · Our side · ") == 2
