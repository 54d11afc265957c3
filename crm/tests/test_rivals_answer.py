"""“No rivals here” and “they would not say” are answers, told apart from never having asked."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import StaleVersion
from crm.actions.installed import answer_rivals, archive_installed, create_installed, restore_installed
from crm.factories import CompetitorFactory
from crm.models import Client

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def answer_of(client):
    return Client.objects.values_list("rivals_answer", "rivals_asked_on").get(pk=client.pk)


@pytest.mark.parametrize(("answer", "words"), [("none", "No rivals here"), ("unknown", "They would not say")])
def test_an_answer_is_one_tap_and_shown_with_its_day(mine, manager, as_, answer, words):
    browser, page = as_(manager), reverse("client-detail", args=[mine.pk])
    assert "asked today" not in browser.get(page).content.decode()
    url = reverse("rivals-answer", args=[mine.pk, answer])
    shown = browser.post(url, {"version": 1}, follow=True).content.decode()
    assert words in shown
    assert "asked today" in shown
    assert answer_of(mine) == (answer, timezone.localdate())
    undo = re.search(r'action="([^"]+/rivals/ask/answer/\?version=2)"', shown)[1]
    browser.post(undo)
    assert answer_of(mine) == ("", None)
    assert browser.post(reverse("rivals-answer", args=[mine.pk, "perhaps"]), {"version": 3}).status_code == 404


def test_a_rival_that_is_added_or_comes_back_ends_the_answer(mine, manager):
    answered = answer_rivals(by=manager, client=mine, version=1, answer="none", today=DAY)
    now, values = timezone.now(), {"competitor": CompetitorFactory()}
    installed = create_installed(by=manager, client=mine, now=now, values=values)
    assert answer_of(mine) == ("", None)
    with pytest.raises(StaleVersion):  # from a page of before
        answer_rivals(by=manager, client=mine, version=answered.version, answer="none", today=DAY)
    archive_installed(by=manager, installed=installed, version=1, now=now)
    answer_rivals(by=manager, client=mine, version=Client.objects.get().version, answer="unknown", today=DAY)
    restore_installed(by=manager, installed=installed, version=2)
    assert answer_of(mine) == ("", None)


def test_a_late_tap_changes_nothing(mine, manager, as_):
    Client.objects.update(version=2)
    as_(manager).post(reverse("rivals-answer", args=[mine.pk, "none"]), {"version": 1})
    assert answer_of(mine) == ("", None)


def test_who_may_not_edit_the_client_answers_nothing(mine, as_, teammate, stranger):
    for person in (teammate, stranger):
        answered = as_(person).post(reverse("rivals-answer", args=[mine.pk, "none"]), {"version": 1})
        assert answered.status_code == 404


def test_an_answer_and_its_day_come_together(mine):
    for values in ({"rivals_answer": "none"}, {"rivals_asked_on": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Client.objects.update(**values)
