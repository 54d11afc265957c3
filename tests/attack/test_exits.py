"""What leaves the product other than as a page holds nobody's formula, markup, header or line of a card."""

import io
import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from crm.factories import ContactWayFactory
from crm.models import ContactWay, Person
from exchange.actions.lists import OUT
from exchange.actions.make import FORMS
from exchange.models import ImportRow
from exchange.sheets.write import safe, unsafe
from tests.attack.exits import EXPORTS, FILES, MAKERS, RISKY, faults_of_csv, faults_of_workbook
from tests.attack.letters import ADDRESS, send_every_kind, subjects_of
from tests.attack.pages import body_of, planted_in
from tests.attack.rows import write_everywhere
from tests.attack.walk import WALKERS, url_of
from tests.corpora import STRINGS, strings_of
from tests.test_url_people import ROWS
from visits.models import ReminderKind

ROOT = Path(__file__).resolve().parents[2]
MAKES = re.compile(r"Content-Disposition|content_type=|JsonResponse\(|EmailMessage\(|EmailMultiAlternatives\(")
PAGES = ("text/html",)


def test_every_module_that_makes_no_page_is_known():
    """A new export, card, feed or mail fails here until its row is written in tests/attack/exits.py."""
    found = {
        str(path.relative_to(ROOT))
        for app in ("accounts", "core", "crm", "visits", "etiquette", "exchange", "upkeep")
        for path in (ROOT / app).rglob("*.py")
        if not {"tests", "migrations"} & set(path.parts) and MAKES.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(MAKERS)
    assert set(FORMS) == set(EXPORTS)


@pytest.fixture
def poisoned(full_world):
    """A world whose every text begins a formula or another evil, in front of the owner's own name and all."""
    assert write_everywhere([*strings_of("formulas"), "\x01=1+1\x01", "a;=1+1", *strings_of("naughty")[:20]]) > 100
    for way in ContactWay.objects.all():
        ContactWay.objects.filter(pk=way.pk).update(value="a@b.cn\r\nTEL:110")
    Person.objects.filter(pk=full_world.extra["exchange"]["person"].pk).update(name="X\r\nTEL:110;=1", position="=1")
    return full_world


@pytest.mark.django_db
def test_every_address_that_is_no_page_has_its_row_and_keeps_to_it(poisoned, browsers):
    job = poisoned.extra["exchange"]["job"]
    ImportRow.objects.filter(job=job).update(cells=["=1+1", "@x", "+1"], kind="error")
    type(job).objects.filter(pk=job.pk).update(file_name='a";=1\r\nX: y.xlsx')
    met, wrong = set(), []
    for name in sorted(ROWS):
        who = next((one for one in WALKERS if ROWS[name].answers[one] == 200), None)
        if who is None or name == "account_logout":
            continue
        answer = browsers[who].get(url_of(name, poisoned))
        if answer.headers.get("Content-Type", "").startswith(PAGES):
            continue
        met.add(name)
        check = FILES.get(name, lambda raw: ["has no row in tests/attack/exits.py"])
        wrong += [f"{name}: {fault}" for fault in check(body_of(answer))]
        wrong += [f"{name}: {head}" for head in answer.headers.values() if "\r" in head or "\n" in head]
    assert not wrong
    assert met == set(FILES)


@pytest.mark.django_db
@pytest.mark.parametrize("form", EXPORTS)
def test_every_list_goes_out_with_cells_that_calculate_nothing(form, poisoned, as_):
    for what in OUT:
        full = 0
        for who in WALKERS:
            answer = as_(getattr(poisoned, who)).post(reverse("export-make", args=[what, form]))
            raw = body_of(answer)
            assert EXPORTS[form](raw) == [], (what, who)
            full = max(full, raw.count(b"\n") if form == "csv" else len(raw))
        assert full > 1, f"nothing of {what} went out, so nothing was looked at"


@pytest.mark.parametrize("text", STRINGS)
def test_a_cell_reads_back_as_what_it_was(text):
    kept = safe(text)
    assert not kept.startswith(RISKY)
    assert safe(unsafe(kept)) == kept


def test_the_watch_sees_what_it_is_for():
    assert faults_of_csv("\ufeffa,b\r\n=1,x\r\n".encode())
    assert faults_of_csv('\ufeff"a","b"\r\na;=1,x\r\n'.encode())
    assert not faults_of_csv('\ufeff"a","b"\r\n"a;=1","\'=x"\r\n'.encode())
    from openpyxl import Workbook  # noqa: PLC0415

    book, out = Workbook(), io.BytesIO()
    book.active.append(["=1+1"])
    book.save(out)
    assert faults_of_workbook(out.getvalue())


@pytest.mark.django_db
def test_a_card_too_long_for_a_code_is_shown_all_the_same(full_world, as_):
    person = full_world.extra["crm"]["person"]
    for number in range(12):
        ContactWayFactory(
            person=person, noted_by=full_world.manager, channel="email", value=f"{'长' * 140}{number}@x.cn"
        )
    page = as_(full_world.manager).get(reverse("card-show", args=[person.client_id, person.pk]))
    assert page.status_code == 200
    assert "the file holds all" in page.content.decode()


@pytest.mark.django_db
def test_every_kind_of_mail_holds_words_as_words(full_world):
    """Text and HTML: one subject in one line, one receiver, no element of somebody's making, no sum worked out."""
    strings = [*strings_of("markup"), *strings_of("templates"), "a\r\nBcc: x@evil.invalid\r\n\r\nb"]
    subjects = subjects_of(full_world)
    write_everywhere(strings)
    send_every_kind(full_world, subjects, strings)
    assert len(mail.outbox) == 2 + len(ReminderKind.values) * len(strings)
    for letter in mail.outbox:
        sent = letter.message()
        assert letter.recipients() == [ADDRESS]
        assert sent.keys().count("Subject") == sent.keys().count("To") == 1
        assert not {"Bcc", "Set-Cookie"} & set(sent.keys())
        for body, kind in getattr(letter, "alternatives", []):
            assert kind == "text/html"
            assert not planted_in(body.replace(" style=", " data-style="))
            assert "50337" not in body
