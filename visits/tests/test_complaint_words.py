"""The words of a complaint's answer and solution are put right until it is closed; clocks and moments stay (W6)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.actions.share import grant
from crm.factories import ClientFactory
from visits.actions import complaint as actions
from visits.models import Verdict

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MOMENTS = ("raised_at", "answered_at", "solved_at", "answer_due_at", "solve_from", "solve_due_at", "due_at", "state")


@pytest.fixture
def solved(manager):
    row = actions.raise_complaint(
        by=manager, now=NOW, client=ClientFactory(owner=manager), text="The line is down",
        raised_at=NOW - dt.timedelta(hours=2, seconds=7),
    )  # fmt: skip
    row = actions.answer(by=manager, complaint=row, version=1, now=NOW, words="We come at ten")
    return actions.solve(by=manager, complaint=row, version=2, now=NOW, words="A new cabel")


def edit(browser, row, **typed):
    """Send the edit page as it stands, with what is typed anew."""
    address = reverse("complaint-edit", args=[row.pk])
    form = browser.get(address).context["form"]
    stands = {field.html_name: field.value() for field in form}
    stands["raised_at"] = f"{timezone.localtime(row.raised_at):%Y-%m-%dT%H:%M}"
    return browser.post(address, {name: value for name, value in (stands | typed).items() if value is not None})


def test_answer_and_solution_are_put_right_and_no_clock_moves(as_, world, solved):
    actions.set_rules(by=world.admin, version=actions.rules().version, values={"serious_answer": 1})
    before = {name: getattr(solved, name) for name in MOMENTS}
    assert edit(as_(world.manager), solved, answer="We come at two", solution="A new cable").status_code == 302
    solved.refresh_from_db()
    assert (solved.answer, solved.solution) == ("We come at two", "A new cable")
    assert {name: getattr(solved, name) for name in MOMENTS} == before
    told = as_(world.manager).get(reverse("history", args=["complaints", solved.pk])).text
    for words in ("We come at ten", "We come at two", "A new cabel"):
        assert words in told
    assert edit(as_(world.lead), solved, solution="Another cable").status_code == 302


def test_they_are_not_taken_away_and_not_written_before_they_stand(as_, manager, solved):
    refused = edit(as_(manager), solved, solution=" ")
    assert refused.status_code == 422
    assert "solution" in refused.context["form"].errors
    raised = actions.raise_complaint(by=manager, now=NOW, client=solved.client, text="Too slow")
    assert not {"answer", "solution"} & edit_fields(as_(manager), raised)
    with pytest.raises(actions.NotPossible):
        actions.edit_complaint(by=manager, complaint=raised, version=1, now=NOW, values={"answer": "x"})
    at_once = actions.solve(by=manager, complaint=raised, version=1, now=NOW, words="Done")
    assert edit(as_(manager), at_once, answer="").status_code == 302  # it never had words of its own


def edit_fields(browser, row):
    return set(browser.get(reverse("complaint-edit", args=[row.pk])).context["form"].fields)


def test_a_closed_one_stays_as_it_was_and_others_only_read(as_, world, solved):
    grant(by=world.manager, now=NOW, client=solved.client, colleague=world.stranger)
    assert as_(world.stranger).get(reverse("complaint-edit", args=[solved.pk])).status_code == 404
    row = actions.call_back(by=world.manager, complaint=solved, version=3, now=NOW, verdict=Verdict.SATISFIED)
    row = actions.close(by=world.manager, complaint=row, version=4, now=NOW)
    assert not {"answer", "solution"} & edit_fields(as_(world.manager), row)
    with pytest.raises(actions.NotPossible):
        actions.edit_complaint(by=world.manager, complaint=row, version=5, now=NOW, values={"solution": "x"})


def test_two_who_put_it_right_at_once_see_both_texts(as_, manager, solved):
    assert edit(as_(manager), solved, solution="A new cable", version=3).status_code == 302
    clash = edit(as_(manager), solved, solution="A new router", version=3)
    assert clash.status_code == 409
    assert [(one.mine, one.theirs) for one in clash.context["form"].clashes] == [("A new router", "A new cable")]
