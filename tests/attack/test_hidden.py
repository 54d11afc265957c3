"""Words in rows that a person may not see are found nowhere: page, list, hint, cursor, header, mail, log.

Every text of the hidden rows is a canary word, put there past the forms, so that a new field is watched from its first
day; every address of the URL tables is asked, with whatever parameters its view reads.
"""

import base64
import io
import json
import logging
import re
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django import forms
from django.core import mail
from django.urls import get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.attack.pages import body_of
from tests.attack.rows import picture
from tests.attack.shut import CANARY, EVERYBODYS, HAN, HAN_PREFIX, PREFIX, models_with_words
from tests.attack.walk import args_of, url_of
from tests.test_url_people import ROWS
from visits.actions.sweep import deliver
from visits.models import Channel, Notification, Reminder, ReminderKind

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hidden")]
ROOT = Path(__file__).resolve().parents[2]
# Everything that a view reads from its address, found in the code, so that a new parameter is tried too.
READS = re.compile(
    r"(?:GET|given)(?:\.get(?:list)?)?[\[(]\"(\w+)\"|\"(\w+)\" in request\.GET|names = \(\"(\w+)\", \"(\w+)\""
)


def filters() -> list[type[forms.Form]]:
    """Return the forms that narrow a list by its address."""
    get_resolver().url_patterns  # noqa: B018  every view is imported, and with them their forms
    return [one for one in forms.Form.__subclasses__() if one.__name__.endswith("Filter")]


def parameters() -> set[str]:
    found = {"after"} | {name for form in filters() for name in form.base_fields}
    for path in ROOT.glob("*/views/*.py"):
        found |= {one for match in READS.findall(path.read_text(encoding="utf-8")) for one in match if one}
    return found


def test_a_row_of_every_model_with_words_is_hidden(hidden):
    """A new model fails here until a row of it is made in tests/attack/shut.py, or its reason is written there."""
    with_words, there = set(models_with_words()), {type(row)._meta.label for row in hidden}
    assert with_words - there == set(EVERYBODYS)
    texts = [value for row in hidden for value in type(row)._base_manager.filter(pk=row.pk).values().get().values()]
    assert sum(CANARY in str(value) for value in texts) > 120, "the words are not there to be told"


def test_every_filter_of_a_list_is_tried():
    assert {one.__name__ for one in filters()} == {"ClientFilter", "CompetitorFilter", "PeopleFilter"}
    assert {"tag", "order", "waiting", "ending", "left", "soon", "kind", "back", "all", "for"} <= parameters()


def told(answer) -> list[str]:
    """Return where an answer holds a canary."""
    body = text_of(answer).lower()
    heads = " ".join(f"{name}: {value}" for name, value in answer.headers.items()).lower()
    cookies = answer.cookies.output().lower()
    return [place for place, text in (("body", body), ("headers", heads), ("cookies", cookies))
            if CANARY in text or HAN in text]  # fmt: skip


def text_of(answer) -> str:
    """Return the words of an answer; those of a workbook, which is an archive, are in its cells."""
    raw = body_of(answer)
    if not raw.startswith(b"PK"):
        return raw.decode(errors="replace")
    sheets = load_workbook(io.BytesIO(raw)).worksheets
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return " ".join(map(str, (*(sheet.title for sheet in sheets), *cells)))


def cursor(*values: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def questions(rows) -> list[dict[str, str]]:
    """Return sets of parameters: each gives every parameter that any view reads."""
    names, ids = parameters(), {type(row).__name__: str(row.pk) for row in rows}
    client, before = ids["Client"], str(uuid.UUID(int=0))
    return [
        dict.fromkeys(names, PREFIX), dict.fromkeys(names, HAN_PREFIX), dict.fromkeys(names, client),
        {"client": client}, {"owner": "all", "state": "open", "archived": "1", "q": PREFIX},
        {"owner": str(rows[0].owner_id)}, {"team": str(rows[0].owner.team_id)}, {"name": f"{PREFIX}can"},
        {"after": cursor("zqw", before), "archived": "on"}, {"after": cursor("2000-01-01", before), "state": "late"},
        {"for": "first_meeting", "occasion": "card", "q": HAN_PREFIX}, {"next": f"//{CANARY}.example.com"},
        {"order": "file", "waiting": "on", "mine": "on"}, {"ending": "on", "soon": "on"}, {"left": "on"},
    ]  # fmt: skip


def tellings(world, browser, asked) -> list[tuple[str, str, str]]:
    """Ask every address, and those without an id whatever `asked(turn)` yields; return where a canary is told."""
    found = []
    for turn, name in enumerate(sorted(ROWS)):
        answers = [("", browser.get(url_of(name, world)))]
        if answers[0][1].status_code == 200 and not args_of(name, world):
            for given, heads in asked(turn):
                query = urlencode(given)
                answers.append((query[:60], browser.get(f"{reverse(name)}?{query}", headers=heads)))
        for query, answer in answers:
            given_back = query.startswith("next=")  # what the person said themselves
            found += [(name, query, place) for place in told(answer) if not given_back]
    return found


PART = {"HX-Request": "true"}


@pytest.mark.parametrize("who", ["manager", "lead", "nobody"])
def test_no_page_tells_of_what_is_hidden(who, full_world, hidden, as_, caplog):
    """Each address every parameter at once, and two questions more, others for each address; all are soaked."""
    caplog.set_level(logging.DEBUG)
    whole, *asked = questions(hidden)

    def chosen(turn):
        return [(whole, {}), (asked[turn % len(asked)], {}), (asked[(turn * 5 + 3) % len(asked)], PART)]

    assert not tellings(full_world, as_(full_world.person(who)), chosen)
    assert CANARY not in caplog.text
    assert HAN not in caplog.text


@pytest.mark.soak
@pytest.mark.parametrize("who", ["manager", "teammate", "lead"])
def test_no_page_tells_of_what_is_hidden_whatever_it_is_asked(who, full_world, hidden, as_):
    asked = [(given, heads) for given in questions(hidden) for heads in ({}, PART)]
    assert not tellings(full_world, as_(full_world.person(who)), lambda turn: asked)


@pytest.mark.parametrize("who", ["manager", pytest.param("teammate", marks=pytest.mark.soak), "lead"])
def test_a_hidden_row_answers_as_one_that_is_not_there(who, full_world, hidden, as_):
    """Status, headers and words of every address with an id: the same for a hidden row's and for nobody's."""
    browser, nowhere, compared = as_(full_world.person(who)), uuid.uuid4(), 0
    asked = {name: args_of(name, full_world) for name in sorted(ROWS)}  # some make a row
    tables = {key: table for table, key in picture()}
    instead = {row._meta.label: row.pk for row in reversed(hidden)}
    everybodys = set()
    for name, args in asked.items():
        foreign = [instead.get(tables.get(str(one), "")) if isinstance(one, uuid.UUID) else one for one in args]
        if None in foreign:
            pairs = zip(args, foreign, strict=True)
            everybodys |= {tables.get(str(one), name) for one, other in pairs if other is None}
        if not any(isinstance(one, uuid.UUID) for one in foreign) or None in foreign:
            continue  # no id in it, or the id of what is everybody's
        refused = 403 if ROWS[name].answers[who] == 403 else 404
        missing = [nowhere if isinstance(one, uuid.UUID) else one for one in args]
        for method in ("get", "post"):
            told_of = [plain(getattr(browser, method)(reverse(name, args=ids)), ids) for ids in (missing, foreign)]
            assert told_of[0] == told_of[1], (name, method)
            assert told_of[0][0] == refused or (told_of[0][0], method) == (405, "get"), (name, method)
            compared += 1

    assert sorted(everybodys - set(EVERYBODYS)) == []
    assert compared > 260


def plain(answer, ids: list) -> tuple[int, dict[str, str], str]:
    """Return an answer without what differs each time."""
    heads = {name: value for name, value in answer.headers.items() if name not in ("X-Request-ID",)}
    heads["Content-Security-Policy"] = re.sub(r"nonce-[^']+", "", heads.get("Content-Security-Policy", ""))
    body = re.sub(
        r'(csrfmiddlewaretoken" value="|X-CSRFToken": "|nonce=")[^"]+', "", body_of(answer).decode(errors="replace")
    )
    for one in map(str, ids):
        body = body.replace(one, "id")
    return answer.status_code, {**heads, "Content-Length": ""}, body


def test_no_mail_and_no_bell_tells_of_what_is_hidden(full_world, hidden, as_):
    """Reminders about hidden rows reach who may see them; a message older than its reader's rights is empty."""
    now = timezone.now()
    promise = next(row for row in hidden if type(row).__name__ == "Promise")
    recorded = next(row for row in hidden if type(row).__name__ == "Visit" and row.state == "recorded")
    for who in (full_world.manager, full_world.lead):
        for kind, subject, about in (
            (ReminderKind.PROMISE_DUE, promise, "promise"), (ReminderKind.RECORD_NEW, recorded, "visit"),
            (ReminderKind.COMMENT, recorded, "visit"),
        ):  # fmt: skip
            for channel in Channel.values:
                reminder = Reminder.objects.create(subject_kind=about, subject_id=subject.pk, kind=kind, due_at=now,
                                                   recipient=who, channel=channel)  # fmt: skip
            Notification.objects.create(reminder=reminder, recipient=who, kind=kind, subject_kind=about,
                                        subject_id=subject.pk, facts={"by": CANARY, "comment": CANARY})  # fmt: skip
        browser = as_(who)
        assert not told(browser.get(reverse("notification-list")))
        for row in Notification.objects.filter(recipient=who):
            assert not told(browser.get(reverse("notification-open", args=[row.pk]), follow=True))
    for reminder in Reminder.objects.filter(subject_id__in=[promise.pk, recorded.pk]):
        deliver(reminder, now=timezone.now())
    for letter in mail.outbox:
        assert CANARY not in letter.message().as_string() or letter.to == [full_world.stranger.email]


def test_figures_and_probes_tell_of_no_row(full_world, hidden, client):
    for name in ("livez", "readyz", "metrics"):
        assert not told(client.get(reverse(name)))
