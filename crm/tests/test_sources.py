"""Where facts come from (K7): quadrants, sources given in passing or by themselves, what was tried, merges."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.actions.source import give_source, settle_tried, try_source
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContractFactory,
    FactSourceFactory,
    IdentifierFactory,
    InstalledProductFactory,
    PersonFactory,
    SourceTriedFactory,
)
from crm.facts import NOUNS, coverage_of, is_known, seal_of, sources_of
from crm.models import Client, Contract, FactSource, Quadrant, SourceKind, SourceTried

TODAY = timezone.localdate()
PAST = TODAY - dt.timedelta(days=40)


class TestKinds:
    @given(st.sampled_from(list(SourceKind)))
    def test_each_kind_stands_in_one_quadrant_and_can_be_tried(self, kind):
        assert [quadrant for quadrant in Quadrant if kind in quadrant.kinds] == [kind.quadrant]
        assert kind.ways
        assert len(kind) <= SourceTried._meta.get_field("kind").max_length

    def test_every_quadrant_has_its_kinds_in_order(self):
        assert [len(quadrant.kinds) for quadrant in Quadrant] == [6, 4, 5, 5]
        assert [kind for quadrant in Quadrant for kind in quadrant.kinds] == list(SourceKind)

    def test_the_facts_that_matter_are_fields_and_sources_can_name_their_rows(self):
        for noun in NOUNS.values():
            assert all(noun.label(name) for name in noun.fields)
            assert not noun.column or FactSource._meta.get_field(noun.column).related_model is noun.model


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager, business="Road freight", headcount="100")


def give(by, row, field, kind="press", **more):
    client = row if isinstance(row, Client) else row.client
    now = timezone.now()
    return give_source(by=by, client=client, row=row, field=field, kind=kind, learnt_on=PAST, now=now, **more)


def fact_url(row, noun, field):
    client = row if isinstance(row, Client) else row.client
    return reverse("fact-source", args=[client.pk, noun, row.pk, field])


def form_of(page):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}


@pytest.mark.django_db
class TestAFact:
    def test_the_source_belongs_to_the_value_it_was_given_for(self, manager, mine):
        give(manager, mine, "business")
        assert sources_of(mine.pk).of(mine, "business").kind == "press"
        mine.business = "Sea freight"
        assert sources_of(mine.pk).of(mine, "business") is None
        give(manager, mine, "business", "website")
        assert sources_of(mine.pk).of(mine, "business").kind == "website"
        mine.business = "Road freight"
        assert sources_of(mine.pk).of(mine, "business").kind == "press", "an old value that comes back has its source"

    def test_the_newest_counts_and_a_removed_one_does_not(self, manager, mine, browser):
        give(manager, mine, "business")
        newer = give(manager, mine, "business", "staff")
        assert sources_of(mine.pk).of(mine, "business") == newer
        remove, restore = (reverse(f"fact-source-{act}", args=[mine.pk, newer.pk]) for act in ("remove", "restore"))
        browser.post(remove, {"version": 1})
        assert sources_of(mine.pk).of(mine, "business").kind == "press"
        browser.post(restore + "?version=1")
        assert sources_of(mine.pk).of(mine, "business").kind == "press", "a stale undo does nothing"
        browser.post(restore + "?version=2")
        assert sources_of(mine.pk).of(mine, "business") == newer

    @pytest.mark.parametrize("amount", ["1250000", "1250000.00", "1.25E+6"])
    def test_a_value_is_the_same_as_a_form_and_as_the_database_hold_it(self, mine, amount):
        contract = ContractFactory(client=mine, value=Decimal("1250000"), ends_on=TODAY)
        assert seal_of(Contract(value=Decimal(amount)), "value") == seal_of(Contract.objects.get(), "value")
        assert seal_of(contract, "ends_on") == seal_of(Contract.objects.get(), "ends_on")

    def test_nothing_has_no_source(self, manager, mine, browser):
        assert not is_known(mine, "registration_code")
        answer = browser.post(fact_url(mine, "client", "registration_code"), {"kind": "press", "new_id": uuid7()})
        assert answer.status_code == 422
        assert not FactSource.objects.exists()

    def test_two_taps_and_the_last_kind_is_offered_first(self, mine, browser):
        url = fact_url(mine, "client", "business")
        sent = form_of(browser.get(url))
        assert sent["learnt_on"] == TODAY
        answer = browser.post(url + "?from=page", {**sent, "kind": "banks"}, follow=True)
        assert "undo" in answer.content.decode()
        assert answer.redirect_chain[0][0] == reverse("client-detail", args=[mine.pk])
        source = FactSource.objects.get()
        assert (source.kind, source.learnt_on) == ("banks", TODAY)
        assert browser.get(url).context["first_kinds"][0] == "banks"
        assert "Brokers and banks" in browser.get(reverse("client-detail", args=[mine.pk])).content.decode()

    def test_a_day_to_come_is_refused_and_what_was_typed_stays(self, mine, browser):
        url = fact_url(mine, "client", "business")
        late = (TODAY + dt.timedelta(days=2)).isoformat()
        sent = {**form_of(browser.get(url)), "kind": "press", "learnt_on": late, "note": "Page 7"}
        answer = browser.post(url, sent)
        assert answer.status_code == 422
        assert "learnt_on" in answer.context["form"].errors
        assert "Page 7" in answer.content.decode()

    def test_a_day_and_an_amount_are_said_as_people_say_them(self, mine, browser):
        row = ContractFactory(client=mine, ends_on=dt.date(2031, 3, 31), value=120000)
        assert "31 Mar 2031</bdi>" in browser.get(fact_url(row, "contract", "ends_on")).text
        assert "¥120,000<" in browser.get(fact_url(row, "contract", "value")).text

    def test_only_facts_of_this_client_have_an_address(self, world, mine, browser):
        other = ContractFactory(client=ClientFactory(owner=world.manager), value=1)
        gone = PersonFactory(client=mine)
        erase_person(by=world.manager, person=gone, version=1, now=timezone.now())
        for noun, row, field in (
            ("client", mine.pk, "name"), ("nothing", mine.pk, "business"), ("contract", other.pk, "value"),
            ("client", other.client_id, "business"), ("person", gone.pk, "position"),
        ):  # fmt: skip
            url = reverse("fact-source", args=[mine.pk, noun, row, field])
            assert browser.get(url).status_code == 404, url

    def test_erased_is_erased(self, manager, mine):
        person = PersonFactory(client=mine, position="CTO")
        give(manager, person, "position", note="Said by his wife")
        erase_person(by=manager, person=person, version=1, now=timezone.now())
        assert not FactSource.objects.exists()


def try_url(client, kind="staff", way="asked"):
    return reverse("source-try", args=[client.pk, kind, way])


@pytest.mark.django_db
class TestTried:
    def test_one_tap_once_a_day_and_the_toast_takes_it_back(self, mine, browser):
        for _time in range(20):
            answer = browser.post(try_url(mine), follow=True)
        tried = SourceTried.objects.get()
        assert (tried.kind, tried.way, tried.tried_on, tried.outcome) == ("staff", "asked", TODAY, "")
        undo = reverse("source-tried-remove", args=[mine.pk, tried.pk]) + "?version=1"
        assert undo in answer.content.decode()
        browser.post(undo)
        assert not SourceTried.objects.there().exists()
        browser.post(reverse("source-tried-restore", args=[mine.pk, tried.pk]) + "?version=2")
        assert SourceTried.objects.there().exists()

    @pytest.mark.parametrize(("kind", "way"), [("website", "asked"), ("staff", "looked"), ("gossip", "asked")])
    def test_nobody_asks_a_website(self, kind, way, mine, browser):
        assert browser.post(try_url(mine, kind, way)).status_code == 404

    def test_what_it_gave_is_one_more_tap_with_a_way_back(self, manager, mine, browser):
        tried = SourceTriedFactory(client=mine, by=manager)
        url = reverse("source-tried-outcome", args=[mine.pk, tried.pk, "gave"])
        answer = browser.post(url, {"version": 1}, follow=True)
        assert reverse("source-tried-outcome", args=[mine.pk, tried.pk, "open"]) + "?version=2" in (
            answer.content.decode()
        )
        tried.refresh_from_db()
        assert tried.outcome == "gave"
        browser.post(reverse("source-tried-outcome", args=[mine.pk, tried.pk, "nothing"]), {"version": 1})
        tried.refresh_from_db()
        assert tried.outcome == "gave", "from a page that was out of date"

    def test_day_and_note_are_edited_and_a_clash_shows_both(self, manager, mine, browser):
        tried = SourceTriedFactory(client=mine, by=manager)
        url = reverse("source-tried-edit", args=[mine.pk, tried.pk])
        sent = {**form_of(browser.get(url)), "note": "Asked Ms Wu", "tried_on": PAST.isoformat()}
        assert browser.post(url, sent).status_code == 302
        answer = browser.post(url, {**sent, "note": "Asked Mr Xu"})
        assert answer.status_code == 409
        assert "Asked Ms Wu" in answer.content.decode()
        assert "Asked Mr Xu" in answer.content.decode()
        history = browser.get(reverse("history", args=["sources-tried", tried.pk]))
        assert "Asked Ms Wu" in history.content.decode()

    def test_the_line_says_how_far_it_goes(self, manager, mine):
        def said():
            coverage = coverage_of(Client.objects.get(), sources_of(mine.pk))
            return coverage.tried, [str(one) for one in coverage.untried]

        assert said() == (0, ["client", "ours", "market", "around"])
        SourceTriedFactory(client=mine, by=manager, kind="press")
        SourceTriedFactory(client=mine, by=manager, kind="our_sales", removed_at=timezone.now())
        give(manager, mine, "business", "customers")
        assert said() == (2, ["client", "ours"])
        Client.objects.update(last_visit_at=timezone.now())
        assert said() == (3, ["ours"])


@pytest.mark.django_db
class TestThePages:
    def test_five_people(self, world, as_, mine):
        source = give(world.manager, mine, "business")
        tried = SourceTriedFactory(client=mine, by=world.manager)
        pages = [
            reverse("client-sources", args=[mine.pk]), fact_url(mine, "client", "business"),
            reverse("source-tried-edit", args=[mine.pk, tried.pk]),
        ]  # fmt: skip
        acts = [
            try_url(mine), reverse("source-tried-outcome", args=[mine.pk, tried.pk, "gave"]),
            reverse("source-tried-remove", args=[mine.pk, tried.pk]),
            reverse("fact-source-remove", args=[mine.pk, source.pk]), fact_url(mine, "client", "business"),
        ]  # fmt: skip
        for name in ("stranger", "teammate"):
            person = as_(world.person(name))
            assert {person.get(url).status_code for url in pages} == {404}
            assert {person.post(url, {"version": 1, "kind": "press"}).status_code for url in acts} == {404}
            with pytest.raises(NotYours):
                give(world.person(name), mine, "business")
            with pytest.raises(NotYours):
                try_source(
                    by=world.person(name), client=mine, kind="staff", way="asked", today=TODAY, now=timezone.now()
                )
            with pytest.raises(NotYours):
                settle_tried(by=world.person(name), tried=tried, version=1, outcome="gave")
        for name in ("manager", "lead", "admin"):
            person = as_(world.person(name))
            assert {person.get(url).status_code for url in pages} == {200}
        assert (FactSource.objects.get().version, SourceTried.objects.get().version) == (1, 1)
        assert as_(world.lead).post(acts[0]).status_code == 302

    def test_the_picture_tells_what_each_kind_gave(self, manager, mine, browser):
        give(manager, mine, "business", "annual_report")
        give(manager, mine, "headcount", "annual_report")
        SourceTriedFactory(client=mine, by=manager, kind="press", outcome="nothing")
        page = browser.get(reverse("client-sources", args=[mine.pk]))
        tiles = {tile.kind: tile for _quadrant, tiles, _tried in page.context["quadrants"] for tile in tiles}
        assert len(tiles) == len(SourceKind)
        assert tiles["annual_report"].facts == 2
        assert tiles["press"].tried[0].outcome == "nothing"
        assert not tiles["banks"].is_tried
        assert page.context["bare_count"] == 0

    def test_a_visit_says_that_staff_was_asked(self, mine, browser):
        Client.objects.update(last_visit_at=timezone.now())
        page = browser.get(reverse("client-sources", args=[mine.pk]))
        tiles = {tile.kind: tile for _quadrant, tiles, _tried in page.context["quadrants"] for tile in tiles}
        assert tiles["staff"].is_tried
        assert not tiles["former_staff"].is_tried

    def test_queries_do_not_grow(self, world, mine, browser):
        def fill():
            person, contract = PersonFactory(client=mine, position="CTO"), ContractFactory(client=mine, value=5)
            product = InstalledProductFactory(client=mine, competitor=CompetitorFactory())
            for row, field in ((person, "level"), (contract, "value"), (product, "product"), (mine, "business")):
                FactSourceFactory(row=row, field=field, by=world.manager)
            IdentifierFactory(client=mine)
            SourceTriedFactory(client=mine, by=world.lead)
            return person

        person = fill()
        urls = [
            reverse("client-sources", args=[mine.pk]), reverse("client-detail", args=[mine.pk]),
            reverse("client-person", args=[mine.pk, person.pk]), fact_url(mine, "client", "business"),
        ]  # fmt: skip
        counts = [_queries(browser, url) for url in urls]
        fill()
        fill()
        assert [_queries(browser, url) for url in urls] == counts

    def test_lists_do_not_pay(self, manager, mine, browser):
        before = _queries(browser, reverse("client-list")), _queries(browser, reverse("client-people"))
        give(manager, mine, "business")
        assert (_queries(browser, reverse("client-list")), _queries(browser, reverse("client-people"))) == before


def _queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len([one for one in queries if "crm_" in one["sql"]])
