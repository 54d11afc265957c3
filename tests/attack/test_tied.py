"""Hidden rows that are tied to open ones: the page of the open row tells nothing of them, nor does what goes out.

And lists tell nothing by their order, length, counts, page ends or filters: they answer the same with hidden rows and
without. What takes longer where much is hidden is not looked at: telling by the clock is out of scope.
"""

import datetime
import itertools
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.actions.bulk import act_on_clients
from crm.factories import AcquaintanceFactory, ClientFactory, PersonFactory, RelationFactory, TraitFactory
from crm.models import Client, ClientShare, FormerEmployer, NotesRules
from exchange.actions.lists import OUT
from exchange.actions.make import FORMS
from exchange.actions.merge import merge
from exchange.models import DuplicateHint, ImportJob, ImportRow
from exchange.tests.files import xlsx
from exchange.tests.running import previewed
from tests.attack.pages import body_of, links_in
from tests.attack.rows import picture
from tests.attack.shut import CANARY, HAN, PREFIX, WORD
from tests.attack.test_hidden import told
from tests.attack.walk import args_of
from tests.test_url_people import ROWS
from tests.urlconf import addresses
from visits.actions.handover import call_off, plan_handover
from visits.factories import VisitFactory, VisitRecordFactory
from visits.models import VisitRecord

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tied")]


@pytest.fixture
def tied(full_world):
    """A client of the manager with people and visits, each tied to something of the stranger's that is a canary."""
    now, world = timezone.now(), full_world
    owner, stranger, today = world.manager, world.stranger, timezone.localdate()
    shut = ClientFactory(owner=stranger, name=WORD, other_name=WORD, short_name=CANARY, sort_key=CANARY)
    gone_by = PersonFactory(client=shut, name=WORD, position=WORD, sort_key=CANARY)
    client = ClientFactory(owner=owner, parent=shut)
    client.parent = None
    client.save_checked(version=client.version, fields=["parent"])  # and the history knows
    client.parent = shut
    client.save_checked(version=client.version, fields=["parent"])
    ClientFactory(owner=stranger, parent=client, name=WORD, sort_key=CANARY)
    person = PersonFactory(client=client, came_from=gone_by)
    PersonFactory(client=shut, name=WORD, came_from=person)
    RelationFactory(person=gone_by, other=person, note=WORD)
    AcquaintanceFactory(person=gone_by, colleague=stranger, note=WORD)
    AcquaintanceFactory(person=gone_by, colleague=world.teammate, note=WORD)
    FormerEmployer.objects.create(person=person, noted_by=owner, name="Anonymous Ltd", client=shut)
    # What was open once: a cover that has ended, though nobody has tidied it away; a hand-over called off.
    over = {"shared_by": stranger, "ends_at": now - datetime.timedelta(hours=1)}
    for one in (owner, world.teammate, world.lead):
        ClientShare.objects.create(client=shut, user=one, **over)
    planned = plan_handover(by=world.admin, now=now, client=shut, to_manager=owner, note=WORD,
                            effective_on=today + datetime.timedelta(days=9))  # fmt: skip
    call_off(by=world.admin, handover=planned, version=planned.version, now=now)
    ClientShare.objects.filter(client=shut, user=owner).update(ends_at=over["ends_at"])
    DuplicateHint.objects.create(one=shut, other=client, why="name")
    merged = merge(by=owner, noun="client", winner=client.pk, take=(), now=now,
                   loser=ClientFactory(owner=owner, parent=shut).pk)  # fmt: skip
    # A visit that was somebody else's client's, and one whose record is not handed in.
    visit = VisitFactory(client=shut, owner=owner, left=True, state="recorded")
    visit.client = client
    visit.save_checked(version=visit.version, fields=["client"])
    record = VisitRecordFactory(visit=visit)
    rows = [client, person, visit, record, merged, imported_before(owner, shut)]
    return {type(row)._meta.label: row for row in rows}


def imported_before(owner, shut):
    """An import of `owner` whose lines say what `shut` was while it was open: one changes it, one is perhaps it."""
    job = previewed(owner, "client", xlsx([["客户名称", "电话"], ["前客户", "010-1"], ["又一客户", "010-2"]]))
    lines = ImportRow.objects.filter(job=job)
    lines.filter(line=2).update(kind="changed", target=shut.pk, changes={"phone": [WORD, "010-1"]})
    lines.filter(line=3).update(kind="duplicate", candidates=[[str(shut.pk), "name"]])
    counts = {"changed": 1, "duplicate": 1}
    ImportJob.objects.filter(pk=job.pk).update(counts=counts)
    return job


def _walk(browser, world, instead):
    """Yield address and answer of each page of the rows in `instead`, and of each page that those lead to."""
    asked = {name: args_of(name, world) for name in sorted(ROWS)}  # some make a row
    tables = {key: table for table, key in picture()}
    waiting = []
    for name, args in asked.items():
        rows = [instead.get(tables.get(str(one), "")) for one in args]
        if any(rows):
            other = [row.pk if row else one for row, one in zip(rows, args, strict=True)]
            waiting.append(reverse(name, args=other) + ROWS[name].query)
    for noun, label in (("clients", "crm.Client"), ("contacts", "crm.Person"), ("visits", "visits.Visit"),
                        ("records", "visits.VisitRecord")):  # fmt: skip
        if label in instead:
            waiting.append(reverse("history", args=[noun, instead[label].pk]))
    lines = reverse("import-detail", args=[instead["exchange.ImportJob"].pk])
    waiting += [f"{lines}?kind={kind}" for kind in ("changed", "duplicate")]
    seen = set()
    for url in waiting:
        answer = browser.get(url)
        yield url, answer
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            seen |= {link for link in links_in(answer.content.decode()) if str(instead["crm.Client"].pk) in link}
    for url in sorted(seen - set(waiting)):
        yield url, browser.get(url)


@pytest.mark.parametrize("who", ["manager", "lead"])
def test_what_is_tied_to_an_open_row_stays_hidden(who, full_world, tied, as_):
    browser, answered = as_(full_world.person(who)), 0
    found = []
    for url, answer in _walk(browser, full_world, tied):
        answered += answer.status_code == 200
        found += [(url, place) for place in told(answer)]
    other = ClientFactory(owner=full_world.person(who))
    client = tied["crm.Client"]
    page = browser.get(reverse("merge-two", args=["client", other.pk, client.pk]))
    found += [("merge-two", place) for place in told(page)]
    assert "clients" not in dict(page.context["moves"]), "counts a subsidiary that nobody here may see"
    for what, form in itertools.product(OUT, FORMS):
        query = "" if form == "xlsx" else "owner=all&archived=on&state=all&left=on"
        given = browser.post(reverse("export-make", args=[what, form]), {"query": query})
        assert given.status_code == 200, what
        found += [(what, form, place) for place in told(given)]
    for address in (reverse("search") + f"?q={PREFIX}", reverse("find") + f"?q={PREFIX}", reverse("handover-list")):
        said = body_of(browser.get(address)).decode()
        found += [(address, word) for word in (CANARY, HAN) if word in said]
    assert not found
    assert answered > 15


def test_what_is_not_handed_in_is_its_writers_alone(full_world, as_):
    """Client page, visit, history, search and export: a colleague who reads the visit reads no draft of its record."""
    world = full_world
    client = ClientFactory(owner=world.manager)
    ClientShare.objects.create(client=client, user=world.teammate, shared_by=world.manager)
    visit = VisitFactory(client=client, left=True)
    texts = dict.fromkeys(("result_note", "gains", "losses", "next_step"), WORD)
    draft = VisitRecord.objects.create(visit=visit, result="not", **texts)
    addresses_asked = [
        reverse("visit-detail", args=[visit.pk]), reverse("client-timeline", args=[client.pk]),
        reverse("client-glance", args=[client.pk]),
        reverse("history", args=["records", draft.pk]), reverse("search") + f"?q={CANARY}",
        reverse("search") + f"?q={HAN}", reverse("find") + f"?q={HAN}",
    ]  # fmt: skip
    for who in ("teammate", "lead", "admin"):
        browser = as_(world.person(who))
        for address in addresses_asked:
            answer = browser.get(address)
            said = body_of(answer).decode()
            assert str(visit.pk) not in said or "?q=" not in address, (who, address)
            assert "tone-danger" not in said or "/timeline/" not in address, (who, address)
            assert "?q=" in address or not told(answer), (who, address)
        for form in FORMS:
            assert not told(browser.post(reverse("export-make", args=["visit", form]), {"query": "owner=all"})), who
    mine = as_(world.manager)
    assert told(mine.get(reverse("history", args=["records", draft.pk])))
    assert str(visit.pk) in body_of(mine.get(reverse("search") + f"?q={CANARY}")).decode()
    for form in FORMS:
        assert told(mine.post(reverse("export-make", args=["visit", form])))


def test_no_value_comes_back_that_names_what_is_hidden(full_world, tied, as_):
    """By the button of a history: a firm above that one may not see, a person who came from there."""
    client = tied["crm.Client"]
    client.refresh_from_db()
    for event in client.pgh_event_model.objects.filter(pgh_obj_id=client.pk):
        answer = as_(full_world.manager).post(
            reverse("history-restore", args=["clients", client.pk]),
            {"event": event.pgh_id, "field": "parent", "version": client.version},
        )
        assert answer.status_code == 404
    assert Client.objects.get(pk=client.pk).parent_id == client.parent_id


def test_an_act_on_many_is_not_taken_back_by_who_answers_for_them_no_more(full_world, as_):
    client = ClientFactory(owner=full_world.manager)
    now = timezone.now()
    act, _new = act_on_clients(by=full_world.manager, now=now, kind="archive", versions={client.pk: 1})
    Client.objects.filter(pk=client.pk).update(owner=full_world.stranger, team=full_world.other_team)
    assert as_(full_world.manager).post(reverse("client-bulk-undo", args=[act.pk])).status_code == 404
    assert Client.objects.get(pk=client.pk).archived_at is not None


def test_a_sensitive_note_is_not_read_after_its_day_or_its_removal(full_world, as_):
    person = full_world.extra["crm"]["person"]
    NotesRules.objects.update_or_create(is_only=True, defaults={"health": True})
    day = timezone.localdate()
    kept = {"person": person, "noted_by": full_world.manager, "text": WORD, "sensitivity": "health", "reason": "x"}
    over = TraitFactory(**kept, expires_on=day - datetime.timedelta(days=1))
    removed = TraitFactory(**kept, expires_on=day + datetime.timedelta(days=9), removed_at=timezone.now())
    browser = as_(full_world.manager)
    for trait in (over, removed):
        for address in (
            reverse("person-part-edit", args=[person.client_id, person.pk, "trait", trait.pk]),
            reverse("client-person", args=[person.client_id, person.pk]),
        ):
            assert not told(browser.get(address)), address
        assert not told(browser.post(reverse("trait-read", args=[person.client_id, person.pk, trait.pk])))


def _plainly(answer):
    """Return what a list says, without what is new each time."""
    said = body_of(answer).decode(errors="replace")
    said = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|nonce[=-]\"?[^\"']+|\d\d:\d\d(:\d\d)?", "", said)
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": "|value=")[\w=-]+', "", said)


LISTS = [
    "client-list", "client-people", "visit-list", "promise-list", "complaint-list",
    "competitor-list", "handover-list", "find", "search", "client-similar", "client-code",
    "client-parents", "client-tags-known", "export-list", "import-list", "industry-list",
    "tag-list", "today", "notification-list", "client-bulk", "people-bulk", "review-queue", "duplicate-list",
    "handbook", "people-list", "team-list",
]  # fmt: skip


def test_every_list_is_among_those_that_are_compared():
    """A new address with a list is added above, or ends otherwise than lists do."""
    found = {one.name for one in addresses() if one.name.endswith(("-list", "-people", "-queue", "-known"))}
    assert found <= {*LISTS, "import-people"}  # that one takes a POST alone


@pytest.mark.parametrize("who", ["manager", pytest.param("lead", marks=pytest.mark.soak)])
def test_order_counts_and_page_ends_say_nothing_of_hidden_rows(who, full_world, as_, request):
    """Asked first without, then with the hidden rows: every list answers the same, whatever it is asked."""
    world, browser = full_world, as_(full_world.person(who))
    for number in range(30):
        ClientFactory(owner=world.manager, name=f"{number:02} zq firm")
    # Whatever a view does not read it passes over, so several of what they read can be asked at once.
    asked = [{}, {"q": "zq"}, {"q": PREFIX, "owner": "all", "name": CANARY, "registration_code": CANARY},
             {"owner": str(world.stranger.pk), "state": "done", "tier": "A", "parent_q": PREFIX},
             {"archived": "on", "when": "upcoming"}, {"order": "file", "ending": "on"},
             {"tag": str(world.extra["crm"]["tag"].pk), "left": "on", "waiting": "on"}]  # fmt: skip
    asked.append({"after": re.findall(r"after=([\w-]+)", browser.get(reverse("client-list")).content.decode())[0]})

    def answers():
        return {
            (name, urlencode(given)): _plainly(browser.get(reverse(name), given)) for name in LISTS for given in asked
        }

    before = answers()
    request.getfixturevalue("hidden")
    after = answers()
    assert [place for place in before if before[place] != after[place]] == []
