"""What the template tags write."""

import datetime as dt
import re
from types import SimpleNamespace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from core.badges import LOOKS
from core.templatetags import rapport

NOW = dt.datetime(2026, 11, 23, 2, 0, tzinfo=dt.UTC)  # 10:00 on a Monday in Shanghai


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


@pytest.fixture(autouse=True)
def _at_ten():
    with time_machine.travel(NOW, tick=False), timezone.override(ZoneInfo("Asia/Shanghai")):
        yield


def test_a_moment_is_said_and_whole_in_the_title() -> None:
    html = render("{% when at %}", at=dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC))
    assert ">today 14:30<" in html
    assert 'datetime="2026-11-23T14:30:00+08:00"' in html
    assert 'title="Monday 23 November 2026, 14:30 (UTC+08:00)"' in html


def test_a_moment_in_chinese_and_nothing_for_none() -> None:
    with translation.override("zh-hans"):
        assert ">今天 14:30<" in render("{% when at %}", at=dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC))
    assert render("{% when at %}{% due day %}{{ at|day_words }}", at=None, day=None) == ""


def test_a_word_and_its_day_stand_together_in_chinese() -> None:
    source = "raised{% word_gap %}{% when at form='day' %}"
    assert "raised <time" in render(source, at=NOW)
    with translation.override("zh-hans"):
        assert "raised<time" in render(source, at=NOW)


def test_due_follows_the_persons_zone() -> None:
    # 23:00 on the 22nd in New York: a promise due on the 22nd is not late there
    day = dt.date(2026, 11, 22)
    assert "1 day late" in render("{% due day %}", day=day)
    with timezone.override(ZoneInfo("America/New_York")), time_machine.travel("2026-11-23T03:00:00+00:00"):
        assert "due today" in render("{% due day %}", day=day)


def test_due_has_a_tone_until_it_is_settled() -> None:
    assert "tone-text-danger" in render("{% due day %}", day=dt.date(2026, 11, 20))
    settled = render("{% due day settled=True %}", day=dt.date(2026, 11, 20))
    assert "tone-text" not in settled
    assert "Fri 20 Nov" in settled


@pytest.mark.parametrize("state", LOOKS)
def test_each_state_has_a_word_an_icon_that_exists_and_a_tone_that_exists(state: str) -> None:
    html = render("{% badge state 'the word' %}", state=state)
    icon = re.search(r'icons\.svg#([\w-]+)"', html)
    assert "The word" in html  # as every badge begins
    assert icon
    assert f'<symbol id="{icon[1]}"' in (settings.BASE_DIR / "static/public/icons.svg").read_text()
    assert (
        f".badge-state.tone-{LOOKS[state].tone} "
        in (settings.BASE_DIR / "static/css/components/badge.css").read_text()
    )


def test_an_unknown_state_is_plain() -> None:
    assert "tone-quiet" in render("{% badge 'dancing' %}")


def test_labels_are_escaped() -> None:
    assert "<script>" not in render("{% badge 'open' label %}", label="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("王建国", "王"), ("欧阳兰", "欧阳"), ("Lin Yue", "LY"), ("Cher", "C"), ("Ana Maria de Souza", "AS"), ("", "?")],
)
def test_initials(name: str, expected: str) -> None:
    assert rapport.initials(name) == expected


def test_a_missing_place_is_empty_and_hidden() -> None:
    assert rapport.place("no-such-page") == ""
    assert rapport.place("livez") == "/livez"
    assert render('{% nav_place "no-such-page" "today" "Nowhere" %}') == ""


def test_the_current_place_is_marked() -> None:
    places = '{% nav_place "styleguide" "star" "Parts" %}{% nav_place "livez" "star" "L" %}'
    assert render(places, here="/styleguide/").count('aria-current="page"') == 1
    also = '{% nav_place "livez" "star" "L" also="no-such-page /merge/" %}'
    assert [render(also, here=here).count("aria-current") for here in ("/merge/", "/merged/", "")] == [1, 0, 0]


def test_a_part_of_the_frame_is_drawn_for_role_language_and_place() -> None:
    def sidebar(path: str, *may: str) -> str:
        request = RequestFactory().get(path)
        return render('{% frame_part "components/sidebar.html" %}', request=request, may=dict.fromkeys(may, True))

    assert 'href="/clients/" title="Clients" aria-current="page"' in sidebar("/clients/1/edit/")
    assert 'aria-current="page"' not in sidebar("/profile/")
    assert "/review/" not in sidebar("/")
    assert "/review/" in sidebar("/", "review")
    with translation.override("zh-hans"):
        assert "客户" in sidebar("/clients/")


def test_a_rows_address_is_the_pages() -> None:
    one, other = uuid4(), uuid4()
    assert render('{% row_url "visit-detail" a %}', a=one) == reverse("visit-detail", args=[one])
    assert render('{% row_url "client-person" a b %}', a=one, b=other) == reverse("client-person", args=[one, other])


@pytest.mark.parametrize(
    ("tags", "url"),
    [
        ("undo:/clients/1/restore/", "/clients/1/restore/"),
        ("wide undo:/x/?a=1", "/x/?a=1"),
        ("undo://evil.example/", ""),
        ("undo:https://evil.example/", ""),
        ("undo:javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_undo_addresses_are_our_own(tags: str, url: str) -> None:
    assert rapport.undo_url(Message(constants.SUCCESS, "Archived.", extra_tags=tags)) == url


def test_a_toast_with_undo_posts_with_a_token() -> None:
    message = Message(constants.SUCCESS, "Archived <b>.", extra_tags="undo:/clients/1/restore/")
    html = render('{% include "components/toasts.html" %}', messages=[message], csrf_token="t0ken")
    assert '<form method="post" action="/clients/1/restore/"' in html
    assert 'value="t0ken"' in html
    assert "tone-ok" in html
    assert "Archived &lt;b&gt;." in html
    assert 'aria-live="polite"' in html


def test_a_plain_toast_has_no_form() -> None:
    html = render('{% include "components/toasts.html" %}', messages=[Message(constants.ERROR, "No.")])
    assert "<form" not in html
    assert "tone-danger" in html


def test_percent_stays_between_none_and_all() -> None:
    assert [rapport.percent(*pair) for pair in ((1, 3), (5, 0), (9, 3), (-1, 3))] == [33, 0, 100, 0]


def test_tones_of_messages() -> None:
    assert rapport.tone(SimpleNamespace(level_tag="warning")) == "warn"
    assert rapport.tone(SimpleNamespace(level_tag="info")) == "accent"
