"""What a client said when called back (W6): it may be put right, and they may say otherwise, until it is closed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.actions.share import grant
from crm.factories import ClientFactory
from visits.actions import complaint as actions
from visits.models import Reminder, Verdict

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def called_back(manager):
    row = actions.raise_complaint(by=manager, now=NOW, client=ClientFactory(owner=manager), text="The line is down")
    row = actions.solve(by=manager, complaint=row, version=1, now=NOW, words="A new cable")
    return actions.call_back(by=manager, complaint=row, version=2, now=NOW, verdict=Verdict.SATISFIED)


def post(browser, row, name, *more, **typed):
    return browser.post(reverse(name, args=[row.pk, *more]), typed)


def test_a_verdict_given_by_mistake_is_put_right_and_history_keeps_both(as_, manager, called_back):
    browser = as_(manager)
    assert "They say otherwise now" in browser.get(reverse("complaint-detail", args=[called_back.pk])).text
    post(browser, called_back, "complaint-step", "call-back", version=3, verdict="partly", words="One room is left")
    called_back.refresh_from_db()
    assert (called_back.state, called_back.verdict, called_back.round) == ("called_back", "partly", 1)
    told = browser.get(reverse("history", args=["complaints", called_back.pk])).text
    assert str(Verdict.SATISFIED.label) in told
    assert "One room is left" in told


def test_who_is_not_satisfied_after_all_opens_it_again_also_when_it_had_been_closed(as_, manager, called_back):
    browser = as_(manager)
    post(browser, called_back, "complaint-close", version=3)
    post(browser, called_back, "complaint-reopen", version=4)
    post(browser, called_back, "complaint-step", "call-back", version=5, verdict="not", words="Down since Monday")
    called_back.refresh_from_db()
    assert (called_back.state, called_back.round, called_back.solved_at) == ("answered", 2, None)
    waiting = Reminder.objects.filter(subject_id=called_back.pk, sent_at=None, dropped_at=None)
    assert waiting.filter(due_at=called_back.solve_due_at).exists(), "the clock of the solution runs again"


def test_a_closed_one_is_opened_before_anything_else_is_said(as_, manager, called_back):
    actions.close(by=manager, complaint=called_back, version=3, now=NOW)
    answer = post(as_(manager), called_back, "complaint-step", "call-back", version=4, verdict="not", words="Down")
    assert answer.status_code == 409
    assert "Down" in answer.text


def test_who_only_reads_a_complaint_is_led_to_its_history(as_, world, called_back):
    grant(by=world.manager, client=called_back.client, colleague=world.stranger, now=NOW)
    page = as_(world.stranger).get(reverse("complaint-detail", args=[called_back.pk])).text
    assert reverse("history", args=["complaints", called_back.pk]) in page
    assert reverse("complaint-edit", args=[called_back.pk]) not in page
    assert "They say otherwise now" not in page
