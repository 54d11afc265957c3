"""What to do next and what is at risk at a client (V13, W5–W7): pure rules, one situation a line."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import translation

from visits.purposes import BY_KEY
from visits.risks import DANGER, NOTE, WARN, risks_of
from visits.standing import Fact, RivalFact, Standing
from visits.suggestion import RULES, Act, reasons_to_visit, suggest

TODAY = dt.date(2026, 11, 25)


def fact(words="X", days=0):
    return Fact(uuid4(), words, TODAY + dt.timedelta(days=days))


CALM = Standing(today=TODAY, tier="A", deciders=2, last_visit_on=TODAY - dt.timedelta(days=10))
LATE, DUE, LATER = fact("Quote", -3), fact("Quote", 1), fact("Quote", 9)
SITUATIONS = {
    "nothing presses": (CALM, Act.PLAN, ""),
    "a visit is under way, whatever else": (
        replace(CALM, in_progress=fact(), owed=fact(), keepable=(LATE,)), Act.GO_ON, ""),
    "a complaint that presses before a record": (
        replace(CALM, settleable=(fact("Line down", 0),), owed=fact(), sent_back=fact()), Act.SEE_TO, ""),
    "a complaint with time, after what is due": (
        replace(CALM, settleable=(fact("Label", 5),), keepable=(DUE,)), Act.KEEP, ""),
    "a complaint with time, before a contract": (
        replace(CALM, settleable=(fact("Label", 5),), contracts=(fact("C7", -2),)), Act.SEE_TO, ""),
    "a complaint of others is no act": (replace(CALM, complaints=(fact("Label", 0),)), Act.PLAN, ""),
    "sent back before owed": (replace(CALM, sent_back=fact(), owed=fact()), Act.MEND, ""),
    "a record before a late promise": (replace(CALM, owed=fact(days=-1), keepable=(LATE,)), Act.RECORD, ""),
    "a late promise before a hand-over": (
        replace(CALM, keepable=(LATE,), handover=fact(), handover_waits=True), Act.KEEP, ""),
    "a hand-over before what is due tomorrow": (
        replace(CALM, keepable=(DUE,), handover=fact(), handover_waits=True), Act.ACCEPT, ""),
    "a hand-over of others is no act": (replace(CALM, handover=fact()), Act.PLAN, ""),
    "due tomorrow": (replace(CALM, keepable=(DUE,)), Act.KEEP, ""),
    "due later is no act": (replace(CALM, keepable=(LATER,)), Act.PLAN, ""),
    "a promise of others is no act": (replace(CALM, promises=(LATE,)), Act.PLAN, ""),
    "a contract that is over": (replace(CALM, contracts=(fact("C7", -2),)), Act.SETTLE, ""),
    "a visit tomorrow, unconfirmed": (replace(CALM, next_visit=fact(days=1)), Act.CONFIRM, ""),
    "a visit tomorrow, confirmed": (
        replace(CALM, next_visit=fact(days=1), next_is_confirmed=True), Act.PREPARE, ""),
    "nobody who decides is known": (replace(CALM, deciders=0, contracts=(fact("C7", 20),)), Act.MEET, ""),
    "people are known, who of them decides is not": (replace(CALM, deciders=0, level_unknown=2), Act.LEVEL, ""),
    "a contract ends": (replace(CALM, contracts=(fact("C7", 45),)), Act.PLAN, "renewal"),
    "a contract ends, and a visit is planned": (
        replace(CALM, contracts=(fact("C7", 45),), next_visit=fact(days=9)), Act.PREPARE, ""),
    "never visited": (replace(CALM, last_visit_on=None), Act.PLAN, "first"),
    "an A client for 31 days": (replace(CALM, last_visit_on=TODAY - dt.timedelta(days=31)), Act.PLAN, "care"),
    "a B client for 31 days": (
        replace(CALM, tier="B", last_visit_on=TODAY - dt.timedelta(days=31)), Act.PLAN, ""),
    "the day agreed has come": (replace(CALM, next_contact_on=TODAY), Act.PLAN, "care"),
    "the same asked thrice": (replace(CALM, request_kinds=("Fault",) * 3), Act.PLAN, "needs"),
    "a rival they are tired of": (replace(CALM, rivals=(RivalFact("Unicom", 2),)), Act.PLAN, "rival"),
    "a rival's contract that ends": (
        replace(CALM, rivals=(RivalFact("Unicom", 4, TODAY + dt.timedelta(days=100)),)), Act.PLAN, "rival"),
    "a request of last month": (
        replace(CALM, requests=(fact("Line", -30),), answerable=(fact("Line", -30),)), Act.ANSWER, ""),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_one_thing_to_do(situation):
    standing, act, purpose = SITUATIONS[situation]
    found = suggest(standing)
    assert found is not None
    assert (found.act, found.purpose) == (act, purpose)
    assert found.label
    assert all(found.why)
    assert not purpose or purpose in BY_KEY


def test_a_clock_that_ran_out_today_is_not_due_today():
    down = fact("Down", 0)
    standing = replace(CALM, complaints=(down,), settleable=(down,), run_out=frozenset({down.id}))
    with translation.override("en"):
        assert suggest(standing).why == ("Down · time has run out",)
        assert risks_of(standing)[0].words == "1 open complaint · time has run out"
        later = replace(CALM, complaints=(fact("Down", 3),))
        assert risks_of(later)[0].words == "1 open complaint · due in 3 days"


def test_an_archived_client_asks_for_nothing():
    assert suggest(replace(CALM, is_archived=True, owed=fact())) is None


def test_a_visit_is_suggested_with_every_reason_the_strongest_first():
    standing = replace(
        CALM, contracts=(fact("C7", 45),), last_visit_on=TODAY - dt.timedelta(days=50),
        rivals=(RivalFact("Unicom", 1),),
    )  # fmt: skip
    with translation.override("en"):
        assert suggest(standing).why == (
            "C7 ends 9 Jan 2027.",
            "The last visit was 50 days ago; the rhythm here is 30.",
            "They are dissatisfied with Unicom.",
        )
        assert [purpose for purpose, _why in reasons_to_visit(standing)] == ["renewal", "care", "rival"]


def test_every_rule_can_speak():
    spoken = {next(rule for rule in RULES if rule(standing)) for standing, _act, _purpose in SITUATIONS.values()}
    assert spoken == set(RULES)


def test_risks_stand_by_gravity():
    standing = replace(
        CALM, promises=(LATE, LATER), contracts=(fact("C7", 80), fact("C8", 20), fact("C9", -2)),
        rivals=(RivalFact("Unicom", 5), RivalFact("Other", 2)), last_visit_on=TODAY - dt.timedelta(days=40),
        handover=fact("Tang", 3), covers=(fact("Shi", 5),), owner_is_away=True, owed_by_others=fact(days=-4),
        requests=(fact("Line", -30), fact("New", -1)), complaints=(fact("Down", -1), fact("Label", 4)),
    )  # fmt: skip
    with translation.override("en"):
        risks = risks_of(standing)
    assert [risk.tone for risk in risks] == [DANGER] * 5 + [WARN] * 5 + [NOTE] * 2
    words = " | ".join(risk.words for risk in risks)
    for expected in (
        "2 open complaints · 1 day late",
        "1 promise overdue · 3 days late", "C8 ends", "C9 ended", "C7 ends", "switched off", "No visit for 40 days",
        "1 request open", "satisfied with Unicom", "Hand-over to Tang", "Shi covers until", "is missing",
    ):  # fmt: skip
        assert expected in words
    assert "Other" not in words


def test_a_calm_client_has_no_risk_and_a_planned_visit_ends_neglect():
    assert risks_of(CALM) == []
    gone = replace(CALM, last_visit_on=TODAY - dt.timedelta(days=99))
    assert [risk.tone for risk in risks_of(gone)] == [WARN]
    assert risks_of(replace(gone, next_visit=fact(days=3))) == []
    assert [risk.icon for risk in risks_of(replace(CALM, last_visit_on=None))] == ["visit"]


@pytest.mark.parametrize("whose", ["sent_back", "sent_back_to_others"])
def test_a_record_that_was_sent_back_is_not_said_to_be_missing(whose):
    with translation.override("en"):
        words = [risk.words for risk in risks_of(replace(CALM, **{whose: fact(days=-1)}))]
    assert words == ["The record of yesterday was sent back"]
