"""The number of an identity card is kept nowhere with a client and its people."""

import pytest
from django.urls import reverse

from core.ids import uuid7
from crm.factories import PersonFactory
from crm.models import Trait
from crm.tests.known import part

pytestmark = pytest.mark.django_db


def test_the_number_of_an_identity_card_is_refused_beside_its_field_wherever_it_is_typed(browser, person):
    sent = {"kind": "habit", "text": "身份证 11010519491231002X", "source": "self", "noted_on": "2026-11-20"}
    answer = browser.post(part(person, "trait"), sent | {"new_id": uuid7()})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])
    assert "11010519491231002X" in answer.content.decode()
    given = {"name": "仇英", "position": "经理 11010519491231002X", "new_id": uuid7()}
    answer = browser.post(reverse("client-person-new", args=[person.client_id]), given)
    assert "position" in answer.context["form"].errors
    assert not Trait.objects.exists()


DOORS = {
    "other number": ("identifier-new", {"kind": "证件号", "value": "{}"}, 422),
    "another name": ("former-name-new", {"name": "旧名 {}"}, 422),
    "tag": ("client-tag", {"name": "#{}"}, 422),
    "client": ("client-edit", {"name": "客户", "business": "法人 {}"}, 422),
}


@pytest.mark.parametrize("door", DOORS)
def test_nor_is_it_kept_with_a_client(browser, mine, door):
    name, typed, status = DOORS[door]
    sent = {key: value.format("11010519491231002X") for key, value in typed.items()}
    answer = browser.post(reverse(name, args=[mine.pk]), sent | {"new_id": uuid7(), "version": mine.version})
    assert answer.status_code == status
    assert "11010519491231002X" in answer.content.decode(), "nothing typed is lost"
    assert "identity cards" in answer.content.decode()


def test_the_code_of_a_firm_is_kept_though_it_looks_like_the_number_of_a_card(browser, mine):
    sent = {"name": mine.name, "registration_code": "913101204901010059", "version": mine.version}
    assert browser.post(reverse("client-edit", args=[mine.pk]), sent).status_code == 302


def test_nor_is_it_an_answer_that_fills_a_gap(browser, mine):
    person = PersonFactory(client=mine, level="top")
    page = browser.get(reverse("client-gaps", args=[mine.pk]), {"first": "decider_way"})
    form, question = page.context["form"], page.context["question"]
    sent = {"question": question.mark, "object": question.row.pk, "new_id": form["new_id"].value()}
    answer = browser.post(page.context["send_to"], sent | {"channel": "mobile", "value": "11010519491231002X"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["value"])
    assert not person.ways.exists()
