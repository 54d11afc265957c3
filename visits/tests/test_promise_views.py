import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.factories import ClientFactory, PersonFactory
from crm.models import ClientShare
from visits.factories import PromiseFactory
from visits.models import Promise, PromiseState, Reminder


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def client_row(manager):
    return ClientFactory(owner=manager, name="Huaxing Logistics")


@pytest.fixture
def promise(client_row):
    return PromiseFactory(client=client_row)


def days(count):
    return datetime.timedelta(days=count)


def queries(browser, url):
    browser.get(url)  # sessions and content types are read once
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(url).status_code == 200
    return len(caught)


def new_post(client_row, today, **more):
    return {
        "new_id": str(uuid7()),
        "client": client_row.pk,
        "text": "Send the quote",
        "due_on": today + days(3),
        **more,
    }


def test_a_new_promise_is_entered_with_its_reminders(as_, manager, client_row, today):
    person = PersonFactory(client=client_row)
    response = as_(manager).post(reverse("promise-new"), new_post(client_row, today, person=person.pk, cost="Trust"))
    promise = Promise.objects.get()
    assert response["Location"] == reverse("promise-detail", args=[promise.pk])
    assert (promise.owner, promise.client, promise.person, promise.cost) == (manager, client_row, person, "Trust")
    assert Reminder.objects.filter(subject_id=promise.pk, dropped_at=None).exists()


def test_the_same_form_twice_makes_one(as_, manager, client_row, today):
    data, browser = new_post(client_row, today), as_(manager)
    assert {browser.post(reverse("promise-new"), data).status_code for _ in range(3)} == {302}
    assert Promise.objects.count() == 1


def test_a_chip_stands_for_the_date(as_, manager, client_row, today):
    tomorrow = today + days(1)
    as_(manager).post(reverse("promise-new"), new_post(client_row, today, due_on="", quick_day=tomorrow))
    assert Promise.objects.get().due_on == tomorrow


def test_a_chip_says_its_weekday_once(as_, manager):
    page = as_(manager).get(reverse("promise-new")).content.decode()
    chips = [
        " ".join(re.sub("<[^>]+>", " ", one).split()) for one in re.findall(r'<label class="chip">.*?</label>', page)
    ]
    assert chips
    for chip in chips:
        assert not re.search(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b", chip), chip


def test_what_is_typed_stays_when_it_cannot_be_saved(as_, manager, client_row, today):
    response = as_(manager).post(reverse("promise-new"), new_post(client_row, today, due_on=today - days(1)))
    assert response.status_code == 422
    assert b"Send the quote" in response.content
    assert b"This day has passed." in response.content
    assert not Promise.objects.exists()


def test_nobody_promises_to_a_client_they_do_not_see(as_, stranger, client_row, today):
    response = as_(stranger).post(reverse("promise-new"), new_post(client_row, today))
    assert response.status_code == 422
    assert client_row.name not in response.content.decode()
    response = as_(stranger).get(reverse("promise-new"), {"client": client_row.pk})
    assert client_row.name not in response.content.decode()


def test_the_person_belongs_to_the_client(as_, manager, client_row, today):
    elsewhere = PersonFactory(client=ClientFactory(owner=manager))
    response = as_(manager).post(reverse("promise-new"), new_post(client_row, today, person=elsewhere.pk))
    assert response.status_code == 422
    assert not Promise.objects.exists()


def test_the_load_is_shown_before_promising(as_, manager, client_row, today):
    PromiseFactory(client=client_row, due_on=today - days(2))
    PromiseFactory(client=client_row, due_on=today + days(30))
    text = as_(manager).get(reverse("promise-load"), {"due": today + days(30)}).content.decode()
    assert "2 open" in text
    assert "1 overdue" in text
    assert "1 due in the week of" in text
    assert "08:30" in text
    assert "Liang Lead" in text
    for junk in ("", "x", "2026-13-41", "9999-12-31"):
        assert as_(manager).get(reverse("promise-load"), {"due": junk}).status_code == 200


def test_kept_by_one_tap_and_taken_back(as_, manager, promise):
    browser = as_(manager)
    response = browser.post(reverse("promise-keep", args=[promise.pk]), {"version": 1}, headers={"HX-Request": "true"})
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    undo = f"{reverse('promise-reopen', args=[promise.pk])}?version=2"
    assert undo in response.content.decode()
    response = browser.post(undo, headers={"Referer": "http://testserver/promises/?state=open"})
    assert response["Location"] == "/promises/?state=open"
    promise.refresh_from_db()
    assert promise.state == PromiseState.OPEN


def test_who_no_longer_sees_the_client_keeps_the_person_of_their_promise(as_, manager, stranger, client_row):
    person = PersonFactory(client=client_row, name="Li Bo")
    promise = PromiseFactory(client=client_row, person=person)
    colleague = PersonFactory(client=client_row, name="Unseen")
    client_row.owner, client_row.team = stranger, stranger.team
    client_row.save()
    url = reverse("promise-edit", args=[promise.pk])
    form = as_(manager).get(url).context["form"]
    assert list(form.fields["person"].queryset) == [person]
    assert as_(manager).post(url, {"version": 1, "text": "Other", "person": colleague.pk}).status_code == 422
    as_(manager).post(url, {"version": 1, "text": "Other words", "person": form["person"].value()})
    promise.refresh_from_db()
    assert (promise.text, promise.person) == ("Other words", person)


def test_an_undo_too_late_changes_nothing_and_says_so(as_, manager, promise):
    browser = as_(manager)
    browser.post(reverse("promise-keep", args=[promise.pk]), {"version": 1})
    assert browser.post(reverse("promise-reopen", args=[promise.pk]) + "?version=1").status_code == 409
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("promise-renegotiate", {"due_on": "2027-01-04", "agreed_with_client": "yes", "reason": "They asked"}),
        ("promise-break", {"outcome": "Told them on the phone"}),
        ("promise-edit", {"text": "Mine", "cost": ""}),
    ],
)
def test_a_late_writer_gets_both_texts_and_wins_knowingly(as_, manager, promise, name, data):
    Promise.objects.filter(pk=promise.pk).update(version=2, text="Theirs")
    browser, url = as_(manager), reverse(name, args=[promise.pk])
    response = browser.post(url, {**data, "version": 1})
    assert response.status_code == 409
    text = response.content.decode()
    assert "Theirs" in text
    assert all(value in text for value in data.values() if value != "yes")
    assert browser.post(url, {**data, "version": 2}).status_code == 302
    promise.refresh_from_db()
    assert promise.version == 3


def test_a_form_without_its_version_is_refused(as_, manager, promise):
    for name in ("promise-edit", "promise-renegotiate", "promise-break"):
        data = {"text": "x", "due_on": "2027-01-04", "agreed_with_client": "yes", "outcome": "x"}
        assert as_(manager).post(reverse(name, args=[promise.pk]), data).status_code == 422
    assert as_(manager).post(reverse("promise-keep", args=[promise.pk])).status_code == 409


def test_a_new_date_needs_another_day_and_an_answer(as_, manager, promise):
    url = reverse("promise-renegotiate", args=[promise.pk])
    same = {"version": 1, "due_on": promise.due_on, "agreed_with_client": "yes"}
    assert as_(manager).post(url, same).status_code == 422
    assert as_(manager).post(url, {"version": 1, "due_on": "2027-01-04"}).status_code == 422


def test_who_only_reads_may_not_close(as_, teammate, stranger, promise):
    ClientShare.objects.create(client=promise.client, user=teammate, shared_by=promise.owner)
    assert as_(teammate).get(reverse("promise-detail", args=[promise.pk])).status_code == 200
    for person in (teammate, stranger):
        for name in ("promise-keep", "promise-reopen", "promise-break", "promise-renegotiate", "promise-edit"):
            response = as_(person).post(reverse(name, args=[promise.pk]), {"version": 1, "outcome": "x"})
            assert response.status_code == 404, (person, name)


def test_a_next_from_elsewhere_is_not_followed(as_, manager, promise):
    for bad in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        response = as_(manager).post(reverse("promise-keep", args=[promise.pk]), {"version": 1, "next": bad})
        assert response["Location"] == reverse("promise-detail", args=[promise.pk])


def test_the_ledger_is_filtered_by_its_address(as_, manager, lead, teammate, client_row, today):
    late = PromiseFactory(client=client_row, text="late one", due_on=today - days(3))
    PromiseFactory(client=client_row, text="next one", due_on=today + days(40))
    PromiseFactory(client=client_row, text="kept one", state="kept", closed_at=timezone.now())
    other = PromiseFactory(client=ClientFactory(owner=teammate), text="theirs")

    def shown(person, query=""):
        text = as_(person).get(reverse("promise-list") + query).content.decode()
        return [word for word in ("late one", "next one", "kept one", "theirs") if f">{word}</a>" in text], text

    found, text = shown(manager)
    assert found == ["late one", "next one"]
    assert "3 days late" in text
    assert shown(manager, "?state=late")[0] == ["late one"]
    assert shown(manager, "?state=kept")[0] == ["kept one"]
    assert shown(manager, f"?client={client_row.pk}")[0] == ["late one", "next one"]
    assert shown(manager, f"?owner={teammate.pk}")[0] == ["late one", "next one"]  # not theirs to ask
    assert shown(lead)[0] == []
    assert shown(lead, "?owner=all")[0] == ["late one", "next one", "theirs"]
    assert shown(lead, f"?owner={teammate.pk}")[0] == ["theirs"]
    assert shown(manager, "?client=nonsense&owner=%00&after=zzz&due=week")[1]
    assert late.is_late_on(today)
    assert other.stands_on(today) == "open"


def test_the_ledger_pages_and_its_queries_do_not_grow(as_, manager, client_row, today):
    url, browser = reverse("promise-list"), as_(manager)
    PromiseFactory(client=client_row, person=PersonFactory(client=client_row))
    part = reverse("client-glance", args=[client_row.pk])
    one, one_part = queries(browser, url), queries(browser, part)
    PromiseFactory.create_batch(2, client=client_row, person=PersonFactory(client=client_row))
    assert (queries(browser, url), queries(browser, part)) == (one, one_part)
    PromiseFactory.create_batch(30, client=client_row, due_on=today)
    page = browser.get(url)
    assert page.context["page"].next_url
    seen = [row.pk for row in page.context["page"].rows]
    following = browser.get(page.context["page"].next_url).context["page"]
    assert not set(seen) & {row.pk for row in following.rows}
    assert len(seen) + len(following.rows) == 33


def test_what_is_open_between_us_is_told_from_what_is_closed(as_, manager, client_row, today):
    part = reverse("client-glance", args=[client_row.pk])
    PromiseFactory(client=client_row, state=PromiseState.KEPT, closed_at=timezone.now())
    answer = as_(manager).get(part)
    assert answer.context["promises"] == []
    assert "Nothing open." in answer.text
    still_open = PromiseFactory(client=client_row)
    assert as_(manager).get(part).context["promises"] == [still_open]


def test_a_referer_that_is_no_address_does_no_harm(as_, manager, promise):
    url = reverse("promise-keep", args=[promise.pk]) + f"?version={promise.version}"
    answer = as_(manager).post(url, headers={"Referer": "http://[x/"})
    assert answer.url == reverse("promise-detail", args=[promise.pk])
