"""Two edit one row at once: nothing typed is lost, by either of them."""

import pytest
from django.urls import reverse

from crm.actions.client import edit_client
from crm.actions.person import edit_person
from crm.factories import ClientFactory, DepartmentFactory, IndustryFactory, PersonFactory
from crm.models import Client, Person
from crm.tests.test_client_views import form_of

pytestmark = pytest.mark.django_db


def test_what_the_late_one_left_as_it_was_takes_nothing_back(manager, as_):
    """Each changes another field: both are kept, and the notice says whose is where."""
    trade, other = IndustryFactory(), IndustryFactory()
    client = ClientFactory(owner=manager, name="旧名", business="一\n二", industry=trade, tier="C")
    browser, url = as_(manager), reverse("client-edit", args=[client.pk])
    data = form_of(browser.get(url))
    theirs = {"business": "三\n四", "industry": other, "tier": "A", "headcount": "100", "phone": "010 8888 6666"}
    edit_client(by=manager, client=Client.objects.get(), version=1, values=theirs)
    late = browser.post(url, {**data, "business": "一\r\n二", "short_name": "我写的"})
    assert late.status_code == 409
    assert [one.name for one in late.context["form"].clashes] == ["short_name"]
    assert set(late.context["form"].followed) == {
        "Business", "Industry", "Tier", "People who work there", "Switchboard",
    }  # fmt: skip
    assert "What you left as it was is now as it is saved" in late.text
    assert browser.post(url, form_of(late)).status_code == 302
    saved = Client.objects.get()
    assert saved.short_name == "我写的"
    assert {name: getattr(saved, name) for name in theirs} == theirs


def test_a_person_whose_words_and_place_two_changed(manager, mine, as_):
    place = DepartmentFactory(client=mine)
    person = PersonFactory(client=mine, name="王芳", position="经理", department=place)
    browser, url = as_(manager), reverse("client-person-edit", args=[mine.pk, person.pk])
    data = form_of(browser.get(url))
    edit_person(
        by=manager, person=person, version=1, values={"languages": "粤语", "department": None, "position": "总监"}
    )
    late = browser.post(url, {**data, "position": "副总", "other_name": "Wang Fang"})
    assert {one.name for one in late.context["form"].clashes} == {"position", "other_name"}
    assert browser.post(url, form_of(late)).status_code == 302
    saved = Person.objects.get()
    assert (saved.position, saved.other_name, saved.languages, saved.department) == ("副总", "Wang Fang", "粤语", None)
    # A third, whose page is older still, is asked about what both wrote.
    later = browser.post(url, {**data, "languages": "English"})
    assert [one.name for one in later.context["form"].clashes] == ["languages"]
    assert browser.post(url, form_of(later)).status_code == 302
    saved.refresh_from_db()
    assert (saved.position, saved.other_name, saved.languages) == ("副总", "Wang Fang", "English")
