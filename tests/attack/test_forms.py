"""Every form of the product is sent hostile words, fields it does not have, and other people's rows."""

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import models, transaction
from django.test import Client

from crm.factories import ClientFactory, PersonFactory
from etiquette.models import Page
from tests.attack.pages import Field, Form, body_of, planted_in
from tests.attack.rows import changes, our_models, picture
from tests.attack.walk import WALKERS, args_of, url_of
from tests.corpora import CORPORA, STRINGS, strings_of
from tests.test_url_people import ROWS
from tests.world import World
from upkeep.tests.test_logs import writing

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("forms")]
# Addresses that take a POST from no form of a page: a button of a toast, one row's version and nothing else.
NO_FORM = {
    "account_reset_password_from_key": "its form comes after the mailed link: accounts/tests/test_password_reset.py",
}
BY_BUTTON = {
    "client-person-restore", "client-restore", "client-share-again", "client-unshare", "competitor-archive",
    "competitor-restore", "department-restore", "handbook-publish", "handbook-restore", "handbook-undo",
    "handbook-unpublish", "notification-unread-again", "person-switch-on", "installed-restore", "promise-reopen",
    "review-undo", "rivals-answer", "team-delete", "visit-arrive", "visit-confirm", "visit-hold", "visit-undo",
    "client-bulk-undo", "client-tag-again", "client-untag", "set-theme", "import-look", "import-match",
    "import-people", "import-firms", "request-complaint", "complaint-take-back", "comment-restore",
    "attachment-restore", "promises-keep", "records-accept", "several-undo", "people-bulk-undo",
}  # fmt: skip
# In whose state of the house a form shows depends on what ran before.
EITHER = {"demo-data", "workdays-confirm"}
ROOT = Path(__file__).resolve().parents[2]
FINE = {200, 302, 400, 409, 413, 422, 423, 429}
MARK = 50337  # 7191 × 7


@contextmanager
def taken_back() -> Iterator[None]:
    """Let everything written within be as if it had not been."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    mail.outbox.clear()


def test_every_address_that_takes_a_post_is_met_with_its_form(full_world, forms, browsers):
    met = {form.name for form in forms}
    silent = set()
    for name in sorted(set(ROWS) - met - BY_BUTTON - EITHER - set(NO_FORM)):
        for who in WALKERS:
            if ROWS[name].answers[who] in (200, 405):
                with taken_back():
                    if browsers[who].post(url_of(name, full_world)).status_code not in (404, 405):
                        silent.add(name)
    assert not silent, "these take a POST, but their form is on no page that the walk saw (or they want @require_safe)"
    assert sorted(met & BY_BUTTON) == [], "these have a form: take them from the list"
    assert len(met) > 40


def buttons(world: World) -> list[Form]:
    """Return the addresses of BY_BUTTON as forms of whoever may press them first."""
    found = []
    for name in sorted(BY_BUTTON):
        who = next(one for one in WALKERS if ROWS[name].answers[one] in (200, 405))
        url = url_of(name, world)
        slug = str(next(iter(args_of(name, world)), "")) if name.startswith("handbook-") else ""
        version = Page.objects.filter(slug=slug).values_list("version", flat=True).first() or 1
        found.append(Form(name, url, url, who, {"version": Field("version", "hidden", str(version))}))
    return found


def send(form: Form, browser: Any, data: dict[str, Any], **more: Any) -> Any:
    return browser.post(form.action, data, **more)


def with_strings(form: Form, string: str) -> dict[str, Any]:
    """Fill every field that takes words with the string; the one that the row is known by in turn."""
    return form.filled(**dict.fromkeys(form.words, string))


def test_every_form_bears_every_kind_of_words(forms, browsers):
    """Each form one string of two corpora, others for each form, so that all of them come by; the rest is soaked."""
    wrong = []
    for turn, form in enumerate(one for one in forms if one.words):
        for corpus in ("markup", CORPORA[1 + turn % (len(CORPORA) - 1)]):
            strings = strings_of(corpus)
            wrong += faults_of(form, strings[turn % len(strings)], browsers[form.who])
    assert not wrong


@pytest.mark.soak
def test_every_form_bears_all_words(forms, browsers):
    """The whole of it: each form each string."""
    assert not [
        fault
        for form in forms
        if form.words
        for string in STRINGS
        for fault in faults_of(form, string, browsers[form.who])
    ]


def faults_of(form: Form, string: str, browser: Any) -> list[str]:
    """Send the string in every field that takes words; return what is wrong with the answers."""
    wrong = []
    for as_json in (False, True) if form.saves_itself else (False,):
        with taken_back():
            answer = _sent(form, browser, with_strings(form, string), as_json=as_json)
            wrong += _faults(form, string, answer)
            if answer.status_code == 302 and not as_json:
                wrong += _faults(form, string, browser.get(answer["Location"], follow=True))
    return wrong


def _sent(form: Form, browser: Any, data: dict[str, Any], *, as_json: bool) -> Any:
    if not as_json:
        return send(form, browser, data)
    return browser.post(form.action, json.dumps(data, default=str), content_type="application/json")


def _faults(form: Form, string: str, answer: Any) -> list[str]:
    where = f"{form.name}: {string[:40]!r}"
    if answer.status_code not in FINE:
        return [f"{where} → {answer.status_code}"]
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    html = answer.content.decode()
    found = [f"{where} → planted {one}" for one in planted_in(html)]
    if str(MARK) in html and str(MARK) not in string:
        found.append(f"{where} → worked out")
    return found


def test_no_word_of_any_form_is_in_a_log(forms, browsers):
    """What is taken and what is refused, logged as the product logs (the rest: upkeep/tests/test_logs.py)."""
    word, sent = "Kanarienvogel金丝雀", 0
    with writing("line") as lines, writing("json") as objects:
        for turn, form in enumerate(one for one in forms if one.words):
            more = {"version": "0"} if turn % 2 else {}
            with taken_back():
                sent += send(form, browsers[form.who], with_strings(form, word) | more).status_code in FINE
    assert sent > 60
    for stream in (lines, objects):
        said = stream.getvalue()
        assert said.count("\n") >= sent
        assert word not in said
        assert word.encode("unicode_escape").decode() not in said
        assert "%E9%87%91" not in said


def test_half_letters_and_bytes_that_are_no_text(forms, browsers):
    """What no browser sends: half of a surrogate pair, broken UTF-8; and in JSON what no form can hold."""
    for form in forms:
        with taken_back():
            body = "&".join(f"{name}=%ED%A0%80%FF%00x" for name in form.fields)
            answer = browsers[form.who].post(form.action, body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code in FINE | {404}, form.name
        for value in ("\ud800x", ["x"], {"a": 1}, None, 1e308, True) if form.saves_itself else ():
            with taken_back():
                data = json.dumps({**form.filled(), **dict.fromkeys(form.fields, value), "version": 1})
                answer = browsers[form.who].post(form.action, data, content_type="application/json")
                assert answer.status_code in FINE, (form.name, value)


# What a form reads besides its fields, on purpose.
ALSO_READ = {
    "handbook-new": {"note"},
}  # fmt: skip


# Fields that keep a person's own words as they are sent, an id too: the address of the list that was exported.
OWN_WORDS = {("export-make", "query")}
POSTED = re.compile(r"POST(?:\.get(?:list)?)?[\[(]\"(\w+)\"")


def smuggled(full_world, form: Form) -> dict[str, Any]:
    """Return every field of every row of ours that the form does not have, with a value that would tell."""
    stranger = full_world.stranger
    foreign = ClientFactory(owner=stranger, name="Hidden")
    by_model = {"User": stranger.pk, "Team": full_world.other_team.pk, "Client": foreign.pk}
    values: dict[str, Any] = {"pk": foreign.pk, "id": foreign.pk, "is_superuser": "on", "is_staff": "on", "by": "x"}
    values |= {"groups": "1", "user_permissions": "1", "now": "2001-01-01", "csrf": "x", "_method": "PUT"}
    for model in our_models(through=False):
        for field in model._meta.concrete_fields:
            if field.generated or field.primary_key:
                continue
            value = _value(field, by_model)
            values[field.name] = values[field.attname] = value
    left_out = set(form.fields) | ALSO_READ.get(form.name, set()) | {"next", "version", "new_id", "act"}
    return {name: value for name, value in values.items() if name not in left_out}


def _value(field: models.Field, by_model: dict[str, Any]) -> str:
    if field.is_relation:
        return str(by_model.get(field.related_model.__name__, uuid.uuid4()))
    if field.choices:
        return str(field.flatchoices[-1][0])
    if isinstance(field, models.BooleanField):
        return "on"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "2001-01-01T00:00:00Z" if isinstance(field, models.DateTimeField) else "2001-01-01"
    return "77" if isinstance(field, models.IntegerField) else "smuggled"


def test_fields_that_a_form_does_not_have_change_nothing(full_world, forms, browsers):
    """Sent with every other field of every table, a form does what it does without them, and nothing more."""
    idle, wrong = [], []
    pressed = buttons(full_world)  # before the picture: some make a row
    before = picture()
    for form in [*forms, *pressed]:
        extra, data = smuggled(full_world, form), form.filled()
        known = [value for value in data.values() if isinstance(value, str) and re.fullmatch(r"[0-9a-f-]{36}", value)]
        for as_json in (False, True) if form.saves_itself else (False,):
            done = []
            for sent in (data, {**extra, **data}):
                with taken_back():
                    answer = _sent(form, browsers[form.who], sent, as_json=as_json)
                    done.append((answer.status_code, changes(before, picture(), known=known), len(mail.outbox)))
            if done[0] != done[1]:
                wrong.append((form.name, done[0][0], done[1][0], *sorted(set(done[0][1]) ^ set(done[1][1]))))
            if done[0][0] not in (200, 302) or (form in pressed and not done[0][1]):
                idle.append((form.name, done[0][0]))
    assert wrong == []
    # A form that is refused here proves nothing: fill it better, or say why it is refused.
    assert {name for name, _status in idle} <= {"account_change_password"}, idle


def test_other_peoples_rows_are_no_choice(full_world, forms, browsers):
    """Each select, radio, tick box and hidden id is sent somebody else's row: refused, and no word of it told."""
    stranger = full_world.stranger
    client = ClientFactory(owner=stranger, name="Zqxforeign", other_name="")
    person = PersonFactory(client=client, name="Zqxforeign")
    asked = {name for path in ROOT.glob("*/views/*.py") for name in POSTED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 20
    pressed = [replace(one, fields=one.fields | {"any": Field("any", "hidden")}) for one in buttons(full_world)]
    wrong, before = [], picture()
    for form in [*forms, *pressed]:
        if form.who == "admin":
            continue  # sees all
        for one in form.fields.values():
            names_a_row = re.search(r"[0-9a-f-]{36}|^$", " ".join([one.value, *one.options]))
            is_chosen = one.kind in ("select", "checkbox", "hidden") and one.name != "new_id"
            if not (is_chosen and names_a_row) or (form.name, one.name) in OWN_WORDS:
                continue
            for row in (client, person):
                with taken_back():
                    names = asked - {"version", "new_id"} if one.name == "any" else {one.name}
                    answer = send(form, browsers[form.who], form.filled(**dict.fromkeys(names, str(row.pk))))
                    if b"zqxforeign" in body_of(answer).lower():
                        wrong.append(f"{form.name} {one.name} tells of it")
                    # A picture of the whole database costs more than the form: refused is refused.
                    if answer.status_code < 400 and any(str(row.pk) in line for line in changes(before, picture())):
                        wrong.append(f"{form.name} {one.name} took it")
    assert not wrong


def test_a_guessed_id_of_a_new_row_reaches_nobody_elses(full_world, forms, browsers):
    """A form that makes a row, sent with the id of a row there is: that row stays as it is, and is not shown."""
    made = {"Client", "Person", "Visit", "Promise", "Competitor", "Comment", "Complaint"}
    found = [one._base_manager.first() for one in our_models(through=False) if one.__name__ in made]
    rows = [one for one in found if one is not None]
    rows.append(ClientFactory(owner=full_world.stranger, name="Zqxforeign"))
    wrong, before = [], picture()
    for form in (one for one in forms if "new_id" in one.fields and one.who != "admin"):
        with taken_back():
            send(form, browsers[form.who], form.filled())
            meant = set(changes(before, picture()))  # a form that makes one row may change another: that is its work
        with taken_back():
            for row in rows:
                answer = send(form, browsers[form.who], form.filled(new_id=str(row.pk)))
                if answer.status_code not in FINE | {404} or b"zqxforeign" in body_of(answer).lower():
                    wrong.append((form.name, str(row), answer.status_code))
            keys = {key for row in rows if (key := str(row.pk)) not in form.action}  # but whom its address names
            there = {key: row for key, row in picture().items() if key in before and key[1] in keys}
            were = {place: before[place] for place in there}
            touched = changes(were, there, known=[key for _table, key in before])
            wrong += [(form.name, line) for line in touched if line not in meant]
    assert not wrong


def test_every_form_asks_for_its_token(full_world, forms):
    for form in forms:
        browser = Client(enforce_csrf_checks=True)
        if (person := full_world.person(form.who)) is not None:
            browser.force_login(person)
        assert send(form, browser, form.filled()).status_code == 403, form.name
    for name in BY_BUTTON:
        who = next(one for one in WALKERS if ROWS[name].answers[one] in (200, 405))
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(full_world.person(who))
        with taken_back():
            assert browser.post(url_of(name, full_world), {"version": 1}).status_code == 403, name
