"""What hangs on a person, and the words the house shares, have their histories too."""

import datetime as dt

import pghistory
import pytest
from django.urls import reverse
from django.utils import timezone

from core.history import nouns
from core.ids import uuid7
from crm.actions.history import PARTS
from crm.actions.person_part import create_part, edit_part
from crm.factories import ClientFactory, IndustryFactory, IndustryNoteFactory, PersonFactory, TagFactory

pytestmark = pytest.mark.django_db


def url(noun, row, name="history"):
    return reverse(name, args=[noun, row.pk])


def test_every_part_of_a_person_has_its_page_for_who_sees_them_and_one_field_comes_back(world, as_):
    client = ClientFactory(owner=world.manager)
    person, other = PersonFactory(client=client), PersonFactory(client=client)
    day = dt.date(2026, 3, 1)
    values = {
        "ways": {"channel": "wechat", "value": "wang", "note": "first"},
        "dates": {"month": 3, "day": 1, "note": "first"},
        "acquaintances": {"colleague": world.teammate, "note": "first"},
        "relations": {"other": other, "note": "first"},
        "employers": {"name": "远通", "note": "first"},
        "favours": {"side": "given", "on": day, "text": "first"},
        "traits": {"text": "first"},
    }
    assert set(values) == {noun for noun, *_others in PARTS}
    browser, stranger = as_(world.manager), as_(world.stranger)
    for noun, model, kind, fields in PARTS:
        field = "text" if "text" in fields else "note"
        assert field in fields
        with pghistory.context(user=str(world.manager.pk)):
            row = create_part(
                by=world.manager, person=person, model=model, now=timezone.now(), values=values[noun], new_id=uuid7()
            )
            edit_part(by=world.manager, row=row, version=1, values={field: "second"})
        page = browser.get(url(noun, row))
        assert "second" in page.text, noun
        assert "Ma Manager" in page.text
        assert stranger.get(url(noun, row)).status_code == 404
        form = browser.get(reverse("person-part-edit", args=[client.pk, person.pk, kind, row.pk])).text
        assert url(noun, row) in form
        sent = {"version": 2, "field": field, "event": page.context["changes"][0].before}
        assert browser.post(url(noun, row, "history-restore"), sent).status_code == 302
        row.refresh_from_db()
        assert getattr(row, field) == "first", noun


def test_the_number_of_an_identity_card_does_not_come_back(world, as_):
    """One that was typed before they were refused."""
    client = ClientFactory(owner=world.manager, business="身份证 11010519491231002X")
    client.business = "Ports"
    client.save_checked(version=1, fields=["business"])
    browser = as_(world.manager)
    before = browser.get(url("clients", client)).context["changes"][0].before
    sent = {"version": 2, "field": "business", "event": before}
    answer = browser.post(url("clients", client, "history-restore"), sent, follow=True)
    assert "identity card" in answer.text
    client.refresh_from_db()
    assert (client.business, client.version) == ("Ports", 2)


def test_that_it_is_of_a_year_is_said_by_the_label_of_a_turnover_alone(world, as_):
    client = ClientFactory(owner=world.manager, revenue="5")
    client.revenue = "50"
    client.save_checked(version=1, fields=["revenue"])
    page = as_(world.manager).get(url("clients", client), {"field": "revenue"})
    (change,) = page.context["changes"][0].fields
    assert (change.old, change.new) == ("¥5 to 50 million", "¥50 to 500 million")
    assert client.get_revenue_display() == "¥50 to 500 million a year"


def test_the_words_of_the_house_have_theirs(world, as_):
    trade, tag = IndustryFactory(name_en="Ports"), TagFactory(name="VIP")
    note = IndustryNoteFactory(industry=trade, author=world.manager, body="Budgets in October")
    assert {"industries", "industry-notes", "tags"} <= {one.noun for one in nouns()}
    for noun, row, may in (
        ("industries", trade, ("manager", "admin")), ("industry-notes", note, ("manager", "stranger")),
        ("tags", tag, ("admin",)),
    ):  # fmt: skip
        for name in may:
            assert as_(world.person(name)).get(url(noun, row)).status_code == 200, (noun, name)
    assert as_(world.manager).get(url("tags", tag)).status_code == 404
    note.archived_at = timezone.now()
    note.save_checked(version=1, fields=["archived_at"])
    assert as_(world.manager).get(url("industry-notes", note)).status_code == 404


def test_a_note_comes_back_for_its_author_and_not_for_another(world, as_):
    trade = IndustryFactory()
    note = IndustryNoteFactory(industry=trade, author=world.manager, body="October")
    note.body = "November"
    note.save_checked(version=1, fields=["body"])
    before = as_(world.manager).get(url("industry-notes", note)).context["changes"][0].before
    sent = {"version": 2, "field": "body", "event": before}
    assert as_(world.teammate).post(url("industry-notes", note, "history-restore"), sent).status_code == 404
    as_(world.manager).post(url("industry-notes", note, "history-restore"), sent)
    note.refresh_from_db()
    assert note.body == "October"
