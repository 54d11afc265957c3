"""Words in rows that a person may not see are found nowhere: page, list, hint, cursor, header, mail, log.

Every text of the hidden rows is a canary word, put there past the forms, so that a new field is watched from its first
day; every address of the URL tables is asked, with whatever parameters its view reads.
"""

import base64
import json
import logging
import re
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from crm.factories import ClientFactory, DepartmentFactory, InstalledProductFactory, PersonFactory
from etiquette.actions.page import create_page
from tests.attack.pages import body_of
from tests.attack.rows import picture, text_fields
from tests.attack.walk import args_of, url_of
from tests.test_url_people import ROWS
from visits.actions.sweep import deliver
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import (
    Channel,
    Comment,
    Notification,
    Objection,
    PromiseChange,
    Reminder,
    ReminderKind,
    Request,
    VisitNotes,
    VisitTopic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hidden")]
ROOT = Path(__file__).resolve().parents[2]
CANARY, PREFIX = (
    "zqxcanary",
    "zqx",
)  # searched for by its beginning: a page may repeat a search
HAN, HAN_PREFIX = "龘䶮寨", "龘"
# Everything that a view reads from its address, found in the code, so that a new parameter is tried too.
READS = re.compile(r"(?:GET|given)(?:\.get)?[\[(]\"(\w+)\"|names = \(\"(\w+)\", \"(\w+)\"")
FILTERS = {"q", "tier", "industry", "owner", "mine", "archived", "team", "role", "active", "after", "name", "due_on"}


def parameters() -> set[str]:
    found = set(FILTERS)
    for path in ROOT.glob("*/views/*.py"):
        found |= {one for match in READS.findall(path.read_text(encoding="utf-8")) for one in match if one}
    return found


@pytest.fixture
def hidden(full_world):
    """A client of `stranger` with all that can hang on one, each text a canary; and an unpublished handbook page."""
    now, owner = timezone.now(), full_world.stranger
    client = ClientFactory(owner=owner)
    person = PersonFactory(client=client)
    visit = VisitFactory(client=client, begun=True, is_shared_for_discussion=True)
    recorded = VisitFactory(client=client, left=True, state="recorded", is_shared_for_discussion=True)
    recorded.people.add(person)
    said = {"client": client, "visit": visit, "noted_by": owner, "noted_at": now, "text": "x"}
    promise = PromiseFactory(client=client, visit=visit, person=person, due_on=timezone.localdate())
    text = dict.fromkeys(("title_en", "title_zh", "body_en", "body_zh"), f"{CANARY} {HAN}")
    page = create_page(slug="kept-back", occasion="card", position=1, text=text, by=full_world.admin, now=now)
    rows = [
        client, person, visit, recorded, promise, page,
        ClientFactory(owner=owner, archived_at=now),
        DepartmentFactory(client=client),
        InstalledProductFactory(client=client, competitor=full_world.extra["crm"]["competitor"]),
        VisitRecordFactory(visit=recorded),
        VisitNotes.objects.create(visit=visit), VisitTopic.objects.create(visit=visit, text="x"),
        Request.objects.create(**said), Objection.objects.create(**said),
        Comment.objects.create(visit=recorded, author=owner, body="x"),
        ComplaintFactory(client=client, person=person, visit=visit),
        PromiseChange.objects.create(
            promise=promise, by=owner, old_due_on=promise.due_on, new_due_on=promise.due_on, created_at=now
        ),
    ]  # fmt: skip
    for row in rows:
        for field in text_fields(type(row)):
            word = f"{CANARY}{field.name} {HAN}"
            if field.name in ("email", "website"):
                word = f"{CANARY}@example.com" if field.name == "email" else f"https://{CANARY}.example.com/"
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: word[: field.max_length or None]})
    type(client)._base_manager.filter(pk__in=[client.pk, rows[7].pk]).update(sort_key=CANARY)
    type(person)._base_manager.filter(pk=person.pk).update(sort_key=CANARY)
    return rows


def told(answer) -> list[str]:
    """Return where an answer holds a canary."""
    body = body_of(answer).decode(errors="replace").lower()
    heads = " ".join(f"{name}: {value}" for name, value in answer.headers.items()).lower()
    cookies = answer.cookies.output().lower()
    return [place for place, text in (("body", body), ("headers", heads), ("cookies", cookies))
            if CANARY in text or HAN in text]  # fmt: skip


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
    tables = {key: table for table, key in picture()}
    instead = {row._meta.label: row.pk for row in reversed(hidden)}
    for name in sorted(ROWS):
        args = args_of(name, full_world)
        foreign = [instead.get(tables.get(str(one), "")) if isinstance(one, uuid.UUID) else one for one in args]
        if not any(isinstance(one, uuid.UUID) for one in foreign) or None in foreign:
            continue  # no id in it, or the id of what is everybody's
        missing = [nowhere if isinstance(one, uuid.UUID) else one for one in args]
        for method in ("get", "post"):
            told_of = [plain(getattr(browser, method)(reverse(name, args=ids)), ids) for ids in (missing, foreign)]
            assert told_of[0] == told_of[1], (name, method)
            assert told_of[0][0] == 404, (name, method)
            compared += 1
    assert compared > 60


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
    recorded = hidden[3]
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
