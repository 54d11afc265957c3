"""Addresses asked with what no page of ours asks: never an error of ours, whatever stands in the query."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from tests.attack.test_hidden import parameters
from tests.attack.walk import WALKERS, args_of, pages_of
from tests.test_url_people import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("odd")]
FINE = {200, 204, 302, 304, 400, 404, 405, 409, 422, 423, 429}
ODD = [
    "%00", "a%00b", "%ED%A0%80", "%FF", "9" * 5000, "-1", "1e999", "nan", "%F0%9F%98%80" * 40, "(" * 3000, "%25",
    "2026-02-30", "0000-00-00", "99999-01-01", "00000000-0000-0000-0000-000000000000", "%5B%5D", "[", "'", "\\",
    "%E2%80%AE", "W10", "WyIxIiwiMiJd", "AND", "!", ":*", "%EF%BC%9D1",
]  # fmt: skip


def faults_of(who, full_world, browser, chosen):
    """Ask every page of `who` with every parameter that any view reads, all of them of one odd value."""
    wrong, names = [], sorted(parameters())
    for turn, (name, url) in enumerate(pages_of(who, full_world)):
        for odd in chosen(turn):
            query = "&".join(f"{one}={odd}" for one in (*names, odd))
            answer = browser.get(f"{url.partition('?')[0]}?{query}")
            if answer.status_code not in FINE:
                wrong.append((name, odd[:20], answer.status_code))
    return wrong


def test_no_query_is_an_error_of_ours(full_world, as_):
    """Each page one odd value, another for each page; all of them are soaked."""
    assert not faults_of("admin", full_world, as_(full_world.admin), lambda turn: [ODD[turn % len(ODD)]])


@pytest.mark.soak
@pytest.mark.parametrize("who", ["manager", "lead", "admin"])
def test_no_query_at_all_is_an_error_of_ours(who, full_world, as_):
    assert not faults_of(who, full_world, as_(full_world.person(who)), lambda turn: ODD)


def test_no_button_sent_with_odd_words_is_an_error_of_ours(full_world, as_):
    """Every address that takes a POST, with every name that any form or view reads, all of one odd value."""
    wrong = []
    names = sorted({*parameters(), "version", "versions", "act", "row", "event", "field", "query", "note", "new_id"})
    browsers = {who: as_(full_world.person(who)) for who in WALKERS}
    for turn, name in enumerate(sorted(ROWS)):
        who = next((one for one in WALKERS if ROWS[name].answers[one] in (200, 405)), None)
        if who is None or name == "account_logout":
            continue
        for odd in (ODD[turn % len(ODD)],):
            cache.clear()
            body = "&".join(f"{one}={odd}" for one in names)
            with transaction.atomic():
                answer = browsers[who].post(
                    reverse(name, args=args_of(name, full_world)), body,
                    content_type="application/x-www-form-urlencoded",
                )  # fmt: skip
                transaction.set_rollback(True)
            if answer.status_code not in FINE:
                wrong.append((name, odd[:20], answer.status_code))
    assert not wrong
