"""Saving while typing: nothing is lost, and nothing is said to be saved that is not."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from crm.factories import ClientFactory
from visits.actions import notes
from visits.factories import VisitFactory
from visits.models import VisitNotes, VisitTopic


@pytest.fixture
def visit(manager):
    return VisitFactory(client=ClientFactory(owner=manager), begun=True)


@pytest.fixture
def save(visit, manager, as_):
    browser = as_(manager)

    def post(headers=None, url=None, **values):
        return browser.post(
            url or reverse("visit-notes", args=[visit.pk]),
            json.dumps(values),
            content_type="application/json",
            headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest", **(headers or {})},
        )

    return post


def test_a_first_save_makes_the_notes_and_says_so(save, visit):
    answer = save(body="两个仓库断网 3 小时", version=1)
    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    assert VisitNotes.objects.get(visit=visit).body == "两个仓库断网 3 小时"


def test_the_same_text_again_is_fine_from_any_version(save):
    save(body="a", version=1)
    assert save(body="a", version=1).json()["version"] == 2


def test_a_clash_answers_with_the_saved_text_and_keeps_it(save, visit):
    save(body="theirs", version=1)
    answer = save(body="mine", version=1)
    assert answer.status_code == 409
    assert answer.json() == {"version": 2, "values": {"body": "theirs"}, "body": "theirs"}
    assert VisitNotes.objects.get(visit=visit).body == "theirs"
    assert save(body="theirs\n\nmine", version=2).status_code == 200


def test_a_clash_without_scripts_shows_both_texts(save, visit, manager, as_):
    save(body="theirs", version=1)
    page = as_(manager).post(reverse("visit-notes", args=[visit.pk]), {"body": "mine here", "version": 1})
    assert page.status_code == 409
    assert "theirs" in page.text
    assert "mine here" in page.text


def test_what_the_database_cannot_hold_is_taken_out(save, visit):
    assert save(body="a\x00b\ud800c\r\nd", version=1).status_code == 200
    assert VisitNotes.objects.get(visit=visit).body == "abc\nd"


def test_200_kilobytes_fit_and_more_is_refused_in_words(save, visit):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '4s'")  # without a comma, it took the search's words 10 s
    assert save(body=("他们看了报价下周再谈" * 7_000)[: 200 * 1024 // 3], version=1).status_code == 200
    answer = save(body="x" * (200 * 1024 + 1), version=2)
    assert answer.status_code == 413
    assert "200 KB" in answer.json()["message"]
    assert VisitNotes.objects.get(visit=visit).version == 2


@pytest.mark.parametrize(
    "values", [{"body": "x"}, {"body": 3, "version": 1}, {"body": "x", "version": "old"}, {"body": None, "version": 1}]
)
def test_nonsense_is_refused(save, values):
    assert save(**values).status_code == 400


@pytest.mark.parametrize("state", ["recorded", "accepted"])
def test_a_submitted_record_locks_its_notes(save, visit, state):
    visit.state, visit.left_at = state, visit.arrived_at
    visit.save()
    assert save(body="late", version=1).status_code == 423
    assert not VisitNotes.objects.exists()


def test_an_ended_session_answers_where_to_sign_in(visit, as_):
    answer = as_(None).post(
        reverse("visit-notes", args=[visit.pk]),
        json.dumps({"body": "x", "version": 1}),
        content_type="application/json",
        headers={"X-Requested-With": "XMLHttpRequest", "Referer": f"http://testserver/visits/{visit.pk}/"},
    )
    assert answer.status_code == 401
    assert f"next=/visits/{visit.pk}/" in answer["X-Rapport-Login"]


def test_another_person_on_the_same_browser_does_not_save_the_first_ones_words(save, teammate):
    answer = save(body="x", version=1, headers={"X-Rapport-User": str(teammate.pk)})
    assert (answer.status_code, answer.json()) == (403, {"error": "other_user"})


def test_topics_save_tick_and_note_by_their_own_version(save, visit):
    topic = VisitTopic.objects.create(visit=visit, text="Outage")
    url = reverse("visit-topic", args=[visit.pk, topic.pk])
    assert save(url=url, is_done=True, note="3 h", version=1).json()["version"] == 2
    clash = save(url=url, is_done=False, note="4 h", version=1)
    assert clash.status_code == 409
    assert clash.json()["values"] == {"is_done": True, "note": "3 h"}


def test_a_topic_is_added_on_the_spot_once(visit, manager, as_):
    url = reverse("visit-topics", args=[visit.pk])
    data = {"text": "Who decides", "new_id": "01920000-0000-7000-8000-000000000001"}
    for _time in range(3):
        assert as_(manager).post(url, data).status_code == 302
    assert list(visit.topics.values_list("text", flat=True)) == ["Who decides"]


def test_a_topic_of_another_visit_is_not_found(visit, save, manager):
    other = VisitTopic.objects.create(visit=VisitFactory(client=visit.client), text="Else")
    assert save(url=reverse("visit-topic", args=[visit.pk, other.pk]), note="x", version=1).status_code == 404


@pytest.mark.parametrize("body", ['{"body": "x", "version": 1e999}', "[" * 100_000])
def test_json_that_python_cannot_take_in_is_refused(visit, manager, as_, body):
    url = reverse("visit-notes", args=[visit.pk])
    assert as_(manager).post(url, body, content_type="application/json").status_code == 400


def test_a_topic_taken_off_the_agenda_meanwhile_is_not_found(visit, manager, as_, monkeypatch):
    topic = VisitTopic.objects.create(visit=visit, text="Network")
    opened = notes._open

    def late(row, *, by):
        VisitTopic.objects.filter(pk=topic.pk).delete()
        return opened(row, by=by)

    monkeypatch.setattr(notes, "_open", late)
    url = reverse("visit-topic", args=[visit.pk, topic.pk])
    assert as_(manager).post(url, {"note": "x", "version": "1"}).status_code == 404


ON_A_CARD = "王总 11010519491231002X"


def test_the_number_of_an_identity_card_in_a_note_is_kept_and_warned_of_and_holds_the_record_up(visit, manager, as_):
    browser, record = as_(manager), reverse("visit-record", args=[visit.pk])
    url = reverse("visit-notes", args=[visit.pk])
    answer = browser.post(url, {"body": ON_A_CARD, "version": "1"}, follow=True)
    assert "identity card" in answer.content.decode()
    assert VisitNotes.objects.get().body == ON_A_CARD
    draft = reverse("visit-record-draft", args=[visit.pk])
    assert browser.post(draft, {"gains": ON_A_CARD, "version": "1"}).status_code == 200
    browser.post(reverse("visit-leave", args=[visit.pk]), {"version": visit.version})
    answer = browser.post(record, {"result": "achieved", "gains": ON_A_CARD, "version": "2"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["__all__", "gains"])
    assert ON_A_CARD in answer.content.decode()
    browser.post(url, {"body": "王总", "version": str(VisitNotes.objects.get().version)})
    assert browser.post(record, {"result": "achieved", "gains": "王总", "version": "2"}).status_code == 302


def test_a_topic_with_such_a_number_stays_in_its_field(visit, manager, as_):
    given = {"text": ON_A_CARD, "new_id": "01920000-0000-7000-8000-000000000001"}
    answer = as_(manager).post(reverse("visit-topics", args=[visit.pk]), given)
    assert (answer.status_code, visit.topics.count()) == (422, 0)
    assert f'value="{ON_A_CARD}"' in answer.content.decode()
