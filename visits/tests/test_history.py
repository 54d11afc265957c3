"""History of records: who changed what, in words, and a field brought back."""

import re
from html import unescape

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from core.history import events_of, kept, nouns, told
from crm.actions.client import edit_client
from crm.factories import ClientFactory, DepartmentFactory, IndustryFactory, PersonFactory
from visits.actions.record import save_draft, submit
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Objection, Request

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_(world):
    return ClientFactory(owner=world.manager, name="华兴物流", tier="B")


def change(world, client_, **values):
    with pghistory.context(user=str(world.manager.pk)):
        return edit_client(by=world.manager, client=client_, version=client_.version, values=values)


def url(row, noun="clients", name="history"):
    return reverse(name, args=[noun, row.pk])


def test_a_change_is_told_in_words_with_who_and_when(world, client_):
    trade = IndustryFactory(name_en="Ports")
    change(world, client_, tier="A", industry=trade, name="华兴港务")
    history = kept("clients")
    with translation.override("en"):
        events = list(events_of(history, client_.pk).order_by("-pgh_id"))
        last, first = told(history, events, client_, people=User, reader=world.manager)
    assert (last.by, last.is_first, first.is_first) == ("Ma Manager", False, True)
    found = {one.name: (one.label, one.old, one.new) for one in last.fields}
    assert found == {
        "name": ("Name", "华兴物流", "华兴港务"),
        "tier": ("Tier", "B · important", "A · key"),
        "industry": ("Industry", "", "Ports"),
    }


def test_every_noun_has_its_page_for_who_sees_the_row_and_nobody_else(world, client_, as_):
    visit = VisitFactory(client=client_, left=True, state="recorded")
    rows = {
        "clients": client_, "departments": DepartmentFactory(client=client_),
        "contacts": PersonFactory(client=client_), "visits": visit,
        "records": VisitRecordFactory(visit=visit), "promises": PromiseFactory(client=client_),
    }  # fmt: skip
    assert set(rows) | {"competitors", "installed"} <= {one.noun for one in nouns()}
    for noun, row in rows.items():
        for person, code in (("manager", 200), ("lead", 200), ("admin", 200), ("stranger", 404), ("teammate", 404)):
            assert as_(world.person(person)).get(url(row, noun)).status_code == code, (noun, person)
    assert as_(world.admin).get(url(client_, "nonsense")).status_code == 404


def restore_form(page):
    form = re.search(r'<form method="post" action="([^"]+/history/restore/)">(.*?)</form>', page, re.DOTALL)
    return form[1], dict(re.findall(r'name="(version|field|event)" value="([^"]*)"', form[2]))


def test_one_field_comes_back_and_the_toast_undoes_it(world, client_, as_):
    change(world, client_, tier="A", name="华兴港务")
    browser = as_(world.manager)
    page = browser.get(url(client_), {"field": "name"}).text
    assert "B · important" not in page
    action, sent = restore_form(page)
    answer = browser.post(action, sent, follow=True)
    client_.refresh_from_db()
    assert (client_.name, client_.tier, client_.version) == ("华兴物流", "A", 3)
    undo = unescape(re.search(r'action="([^"]+/history/restore/\?[^"]+)"', answer.text)[1])
    browser.post(undo)
    client_.refresh_from_db()
    assert client_.name == "华兴港务"


def test_what_was_typed_before_a_record_was_handed_in_stays_its_writers(world, client_, as_):
    visit = VisitFactory(client=client_, left=True)
    typed = {"result": "achieved", "gains": "Their boss is a bore", "losses": ""}
    draft = save_draft(visit=visit, by=world.manager, now=timezone.now(), version=1, values=typed)
    said = {**typed, "gains": "They renew"}
    record, _first = submit(visit=visit, by=world.manager, now=timezone.now(), version=draft.version, values=said)
    for query in ("", "?field=gains"):
        for who, sees in (("manager", True), ("lead", False), ("admin", False)):
            page = as_(world.person(who)).get(url(record, "records") + query).text
            assert "They renew" in page, (who, query)
            assert ("a bore" in page) is sees, (who, query)


def test_a_stale_page_restores_nothing(world, client_, as_):
    change(world, client_, name="华兴港务")
    action, sent = restore_form(as_(world.manager).get(url(client_)).text)
    change(world, client_, name="华兴码头")
    answer = as_(world.manager).post(action, sent, follow=True)
    client_.refresh_from_db()
    assert client_.name == "华兴码头"
    assert "Somebody changed this meanwhile" in answer.text
    assert 'class="toast-line tone-warn"' in answer.text, "what was not done is not told with the tick of what was"


@pytest.mark.parametrize(
    "sent", [{"field": "owner"}, {"field": "id"}, {"event": "x"}, {"event": "99999999"}, {"version": ""}]
)
def test_what_may_not_come_back_does_not(sent, world, client_, as_):
    change(world, client_, name="华兴港务")
    action, right = restore_form(as_(world.manager).get(url(client_)).text)
    assert as_(world.manager).post(action, {**right, **sent}).status_code == 404
    assert as_(world.stranger).post(action, right).status_code == 404


def test_another_rows_event_is_not_there(world, client_, as_):
    other = ClientFactory(owner=world.stranger, name="别家")
    change(world, client_, name="华兴港务")
    action, right = restore_form(as_(world.manager).get(url(client_)).text)
    event = events_of(kept("clients"), other.pk).first().pgh_id
    assert as_(world.manager).post(action, {**right, "event": event}).status_code == 404


def test_a_promises_and_a_visits_words_come_back(world, client_, as_):
    history = kept("promises")
    promise = PromiseFactory(client=client_, text="寄出报价")
    old = events_of(history, promise.pk).first()
    history.restore(world.manager, promise, promise.version, {"cost": "信任"}, timezone.now())
    promise.refresh_from_db()
    assert (promise.text, promise.cost) == ("寄出报价", "信任")
    visit = VisitFactory(client=client_, purpose="谈续约")
    visit.topics.create(text="价格")
    kept("visits").restore(world.manager, visit, visit.version, {"purpose": "谈扩容"}, timezone.now())
    visit.refresh_from_db()
    assert (visit.purpose, visit.topics.count(), old.text) == ("谈扩容", 1, "寄出报价")


def test_a_long_history_pages_and_asks_as_much_as_a_short_one(world, client_, as_):
    browser = as_(world.manager)
    counts = []
    for n in (1, 30):
        for k in range(n):
            change(world, client_, name=f"华兴{n}{k}", industry=IndustryFactory())
        browser.get(url(client_))
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(url(client_)).text
        counts.append(len(queries))
    assert counts[0] == counts[1]
    following = unescape(re.search(r'href="([^"]+after=[^"]+)"', page)[1])
    assert "华兴10" in browser.get(following).text


@pytest.mark.parametrize(
    ("noun", "model", "field", "address"),
    [("requests", Request, "resolution", "request-edit"), ("objections", Objection, "answer", "objection-edit")],
)
def test_what_a_client_said_has_its_history_and_comes_back_field_by_field(
    noun, model, field, address, world, client_, as_
):
    said = {"client": client_, "noted_by": world.manager, "noted_at": timezone.now(), "text": "The line is slow"}
    row = model.objects.create(**said, **{field: "We sent somebody"})
    kept(noun).restore(world.manager, row, 1, {field: "Nothing"}, timezone.now())
    browser = as_(world.manager)
    assert url(row, noun) in browser.get(reverse(address, args=[row.pk])).text
    action, sent = restore_form(browser.get(url(row, noun), {"field": field}).text)
    browser.post(action, sent)
    row.refresh_from_db()
    assert (getattr(row, field), row.text) == ("We sent somebody", "The line is slow")
    assert as_(world.lead).get(url(row, noun)).status_code == 200
    assert as_(world.stranger).get(url(row, noun)).status_code == 404
    assert as_(world.lead).post(action, {**sent, "version": row.version}).status_code == 404
