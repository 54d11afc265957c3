import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role
from core.ids import uuid7
from core.models import StaleVersion
from crm.factories import ClientFactory
from visits.actions import review as actions
from visits.actions import sweep
from visits.actions.comment import comment_on
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Comment, Notification, Reminder, Visit, VisitState

HOUR = datetime.timedelta(hours=1)


def recorded(owner, *, hours_ago=1, **more):
    visit = VisitFactory(client=ClientFactory(owner=owner), left=True, state=VisitState.RECORDED, **more)
    moment = timezone.now() - hours_ago * HOUR
    VisitRecordFactory(visit=visit, first_submitted_at=moment, submitted_at=moment)
    return visit


@pytest.fixture
def three(manager, teammate):
    """Waiting records, oldest first."""
    return [recorded(manager, hours_ago=9), recorded(teammate, hours_ago=5), recorded(manager, hours_ago=2)]


def url(name, visit):
    return reverse(name, args=[visit.pk])


def test_the_queue_is_the_leads_own_oldest_first(as_, three, lead, admin, stranger):
    elsewhere = recorded(stranger)
    shown = [row.pk for row in as_(lead).get(reverse("review-queue")).context["page"].rows]
    assert shown == [visit.pk for visit in three]
    shown = [row.pk for row in as_(admin).get(reverse("review-queue")).context["page"].rows]
    assert shown == [visit.pk for visit in (*three, elsewhere)]


def test_the_address_narrows_and_is_carried_along(as_, three, lead, teammate):
    query = f"?owner={teammate.pk}"
    response = as_(lead).get(reverse("review-queue") + query)
    assert [row.pk for row in response.context["page"].rows] == [three[1].pk]
    response = as_(lead).get(url("review-detail", three[1]) + query)
    assert (response.context["position"], response.context["waiting"]) == (1, 1)
    done = as_(lead).post(url("review-accept", three[1]) + query, {"version": 1})
    assert done["Location"] == reverse("review-queue") + query


def test_a_record_knows_its_place_and_its_neighbours(as_, three, lead):
    context = as_(lead).get(url("review-detail", three[1])).context
    assert (context["previous"], context["position"], context["waiting"]) == (three[0].pk, 2, 3)
    assert context["next"] == three[2].pk


def test_accepting_goes_on_to_the_next_and_tells_the_manager(as_, three, lead, manager):
    response = as_(lead).post(url("review-accept", three[0]), {"version": 1, "comment": "Well done"})
    assert response["Location"] == url("review-detail", three[1])
    visit = Visit.objects.get(pk=three[0].pk)
    assert (visit.state, visit.version, visit.record.reviewed_by) == (VisitState.ACCEPTED, 2, lead)
    assert (visit.comments.get().body, visit.comments.get().verdict) == ("Well done", "accepted")
    told = Reminder.objects.filter(subject_id=visit.pk, kind="record_accepted")
    assert {(row.recipient, row.channel) for row in told} == {(manager, "in_app"), (manager, "mail")}


def undo_in(page):
    """Return the address that the toast's undo posts to."""
    return re.search(r'action="(/review/[^"]+/undo/\?version=\d+)"', page.content.decode())[1]


def test_an_acceptance_is_taken_back_with_one_tap_and_nothing_is_told(as_, three, lead, manager):
    visit, browser, now = three[0], as_(lead), timezone.now()
    actions.record_submitted(visit=visit, by=manager, now=visit.record.submitted_at)
    undo = undo_in(browser.post(url("review-accept", visit), {"version": 1, "comment": "Well done"}, follow=True))
    page = browser.post(undo)
    assert "Well done" in page.content.decode()  # the words stand in the form again
    for _again in range(2):  # a second tap says nothing new
        visit = Visit.objects.get(pk=visit.pk)
        assert (visit.state, visit.version) == (VisitState.RECORDED, 3)
        assert (visit.record.reviewed_at, visit.record.reviewed_by, visit.comments.count()) == (None, None, 0)
        assert browser.post(undo)["Location"] == url("review-detail", visit)
    sweep.sweep(clock=lambda: now + HOUR, until=now + 2 * HOUR)
    told = Notification.objects.filter(subject_id=visit.pk)
    assert [(one.recipient, one.kind) for one in told] == [(lead, "record_new")]
    assert browser.post(url("review-accept", visit), {"version": 3}).status_code == 302


def test_a_message_that_went_out_goes_with_the_acceptance_while_unread(as_, three, lead, manager):
    for visit, is_read in ((three[0], False), (three[2], True)):
        undo = undo_in(as_(lead).post(url("review-accept", visit), {"version": 1}, follow=True))
        later = timezone.now() + actions.TELL_AFTER
        sweep.sweep(clock=lambda: later, until=later + HOUR)  # noqa: B023  used up at once
        told = Notification.objects.filter(subject_id=visit.pk, kind="record_accepted")
        assert told.get().facts["by"] == str(lead)
        told.update(read_at=later if is_read else None)
        as_(lead).post(undo)
        assert told.exists() == is_read


def test_an_acceptance_stays_once_something_else_happened(as_, three, lead, admin, manager):
    browser = as_(lead)
    undo = undo_in(browser.post(url("review-accept", three[0]), {"version": 1}, follow=True))
    assert as_(admin).post(undo).status_code == 409  # another's
    assert as_(manager).post(undo).status_code == 404
    comment_on(name="visit", row=three[0], by=manager, now=timezone.now(), body="Thanks")
    assert browser.post(undo).status_code == 409
    other = undo_in(browser.post(url("review-accept", three[2]), {"version": 1}, follow=True))
    actions.share_for_discussion(visit=three[2], version=2, by=lead, now=timezone.now(), shared=True)
    assert browser.post(other).status_code == 409
    assert browser.post(other.partition("?")[0]).status_code == 404
    states = set(Visit.objects.filter(pk__in=(three[0].pk, three[2].pk)).values_list("state", flat=True))
    assert states == {VisitState.ACCEPTED}


def test_sending_back_asks_for_a_reason(as_, three, lead):
    where = url("review-send-back", three[0])
    response = as_(lead).post(where, {"version": 1, "comment": " "})
    assert response.status_code == 422
    assert Visit.objects.get(pk=three[0].pk).state == VisitState.RECORDED
    assert as_(lead).post(where, {"version": 1, "comment": "Who decides?"}).status_code == 302
    visit = Visit.objects.get(pk=three[0].pk)
    assert visit.state == VisitState.SENT_BACK
    assert Reminder.objects.filter(subject_id=visit.pk, kind="record_sent_back").count() == 2


def test_a_second_lead_sees_what_the_first_has_done(as_, three, lead):
    Visit.objects.filter(pk=three[0].pk).update(version=2)
    response = as_(lead).post(url("review-accept", three[0]), {"version": 1, "comment": "My words"})
    assert response.status_code == 409
    assert "My words" in response.content.decode()
    as_(lead).post(url("review-accept", three[0]), {"version": 2, "comment": "My words"})
    assert as_(lead).post(url("review-send-back", three[0]), {"version": 3, "comment": "x"}).status_code == 409
    with pytest.raises(StaleVersion):
        actions.share_for_discussion(visit=three[0], version=1, by=lead, now=timezone.now(), shared=True)


def test_nobody_reviews_their_own(as_, lead, admin, world):
    above = UserFactory(username="above", role=Role.LEAD)
    world.team.parent = TeamFactory(name="Above", leads=[above])
    world.team.save()
    own = recorded(lead)
    assert as_(lead).get(reverse("review-queue")).context["page"].rows == []
    for name in ("review-accept", "review-send-back", "review-share"):
        assert as_(lead).post(url(name, own), {"version": 1, "comment": "x"}).status_code == 404
    for person in (above, admin):
        assert as_(person).get(url("review-detail", own)).status_code == 200


def test_posts_of_those_who_may_not_are_not_found(as_, three, manager, teammate, stranger):
    for person in (manager, teammate, stranger):
        for name in ("review-accept", "review-send-back", "review-share"):
            data = {"version": 1, "comment": "x", "shared": 1}
            assert as_(person).post(url(name, three[0]), data).status_code == 404, (person, name)
    assert as_(stranger).post(url("visit-comments", three[0]), {"body": "x", "new_id": uuid7()}).status_code == 404
    assert not Comment.objects.exists()


def test_sharing_lets_the_team_read_and_answer(as_, three, lead, teammate):
    assert as_(teammate).get(url("visit-comments", three[0])).status_code == 404
    as_(lead).post(url("review-share", three[0]), {"version": 1, "shared": 1})
    assert as_(teammate).get(url("visit-comments", three[0])).status_code == 200
    as_(lead).post(url("review-share", three[0]), {"version": 2})
    assert as_(teammate).get(url("visit-comments", three[0])).status_code == 404


def test_a_comment_arrives_once_and_the_other_side_is_told(as_, three, lead, manager):
    where, key = url("visit-comments", three[0]), uuid7()
    for _tap in range(3):
        as_(lead).post(where, {"body": "Who decides?", "new_id": key}, headers={"HX-Request": "true"})
    assert Comment.objects.count() == 1
    assert {row.recipient for row in Reminder.objects.filter(kind="comment")} == {manager}
    as_(manager).post(where, {"body": "The <b>CFO</b>", "new_id": uuid7()})
    assert {row.recipient for row in Reminder.objects.filter(kind="comment")} == {manager, lead}
    assert as_(lead).post(where, {"body": "", "new_id": uuid7()}).status_code == 422
    text = as_(lead).get(where).content.decode()
    assert "&lt;b&gt;CFO" in text


def test_the_managers_first_words_reach_the_lead(as_, three, lead, manager):
    as_(manager).post(url("visit-comments", three[0]), {"body": "Please look", "new_id": uuid7()})
    assert {row.recipient for row in Reminder.objects.filter(kind="comment")} == {lead}


def test_queries_do_not_grow(as_, lead, manager):
    browser, where = as_(lead), reverse("review-queue")

    def count(address):
        browser.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(address).status_code == 200
        return len(caught)

    def filled(number):
        visit = recorded(manager)
        PromiseFactory.create_batch(number, client=visit.client, visit=visit)
        for _ in range(number):
            Comment.objects.create(visit=visit, author=manager, body="x")
        return url("review-detail", visit)

    one = count(filled(1)), count(where)
    assert (count(filled(3)), count(where)) == one
