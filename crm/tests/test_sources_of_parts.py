"""Ways, dates, functions of departments and vendors say where they come from too (K7)."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.actions.person_part import edit_part
from crm.actions.source import give_source
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    ContactWayFactory,
    DepartmentFactory,
    FactSourceFactory,
    InstalledProductFactory,
    PersonDateFactory,
    PersonFactory,
)
from crm.facts import NOUNS, facts_of, noun_of, seal_of, sources_of
from crm.models import ContactWay, FactSource, PersonDate

pytestmark = pytest.mark.django_db
PAST = timezone.localdate() - dt.timedelta(days=40)
FACTS = [("way", "value"), ("date", "day"), ("department", "function"), ("product", "competitor")]


@pytest.fixture
def mine(manager):
    return ClientFactory(owner=manager)


def rows_at(client):
    """Return a row of each of those nouns, by its word."""
    person = PersonFactory(client=client, name="单雄信")
    return {
        "way": ContactWayFactory(person=person, noted_by=client.owner, value="13800138000"),
        "date": PersonDateFactory(person=person, noted_by=client.owner),
        "department": DepartmentFactory(client=client),
        "product": InstalledProductFactory(client=client, competitor=CompetitorFactory()),
    }


def give(by, row, field, kind="press", **more):
    client = noun_of(row).client_of(row)
    now = timezone.now()
    return give_source(by=by, client=client, row=row, field=field, kind=kind, learnt_on=PAST, now=now, **more)


def form_of(page):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, [])}


def part_url(row, kind):
    return reverse("person-part-edit", args=[row.person.client_id, row.person_id, kind, row.pk])


@pytest.mark.parametrize(("noun", "field"), FACTS)
def test_each_is_given_one_by_two_taps_and_its_page_shows_the_mark(noun, field, mine, browser):
    row = rows_at(mine)[noun]
    url = reverse("fact-source", args=[mine.pk, noun, row.pk, field])
    page = browser.get(url)
    answer = browser.post(url + "?from=page", {**form_of(page), "kind": "banks"}, follow=True)
    source = FactSource.objects.get()
    assert (source.client_id, getattr(source, f"{noun}_id"), source.field) == (mine.pk, row.pk, field)
    assert "Brokers and banks</strong> · The market · " in answer.text
    assert answer.redirect_chain[0][0] == (
        reverse("client-person", args=[mine.pk, row.person_id])
        if noun in ("way", "date")
        else reverse("client-detail", args=[mine.pk])
    )
    assert "Brokers and banks" in browser.get(url).text


@pytest.mark.parametrize(("noun", "field"), FACTS)
def test_without_one_it_stands_among_the_facts_to_ask_for(noun, field, manager, mine, browser):
    row = rows_at(mine)[noun]
    link = reverse("fact-source", args=[mine.pk, noun, row.pk, field])
    assert link in browser.get(reverse("client-sources", args=[mine.pk])).text
    give(manager, row, field)
    assert link not in browser.get(reverse("client-sources", args=[mine.pk])).text


def test_what_was_removed_or_whose_person_has_left_is_not_asked_for(mine):
    rows = rows_at(mine)
    ContactWay.objects.update(removed_at=timezone.now())
    rows["date"].person.archived_at = timezone.now()
    rows["date"].person.save()
    asked = {noun.key for noun, *_others in facts_of(mine, sources_of(mine.pk))}
    assert asked.isdisjoint({"way", "date"})
    assert {"department", "product"} <= asked


def test_its_page_names_the_person_and_says_the_value(mine, browser):
    rows = rows_at(mine)
    url = reverse("fact-source", args=[mine.pk, "way", rows["way"].pk, "value"])
    assert browser.get(url).context["row"] == "单雄信 · Mobile"
    assert browser.get(url).context["value"] == "138 0013 8000"
    url = reverse("fact-source", args=[mine.pk, "date", rows["date"].pk, "day"])
    assert browser.get(url).context["row"] == "单雄信 · Birthday"
    assert browser.get(url).context["value"] == "28 Jun"
    with translation.override("zh-hans"):
        moon = PersonDate(month=12, day=29, calendar="lunar", year=1970)
        assert moon.whole_words == "农历 · 腊月廿九 · 1970"


def test_two_numbers_in_one_field_have_it_both(mine, browser):
    person = PersonFactory(client=mine)
    url = reverse("person-part-new", args=[mine.pk, person.pk, "way"])
    sent = {**form_of(browser.get(url)), "value": "13800138000 / 010-88886666", "source_kind": "staff"}
    for _time in range(3):
        browser.post(url, sent)
    sources = sources_of(mine.pk)
    assert [sources.of(way, "value").kind for way in ContactWay.objects.all()] == ["staff", "staff"]
    assert FactSource.objects.count() == 2
    second = ContactWay.objects.get(channel="phone")
    sent = {**form_of(browser.get(part_url(second, "way"))), "value": "010-88886666 / 13900139000"}
    browser.post(part_url(second, "way"), {**sent, "source_kind": "press"})
    third = ContactWay.objects.get(value="13900139000")
    assert sources_of(mine.pk).of(third, "value").kind == "press"


def test_a_new_persons_card_gives_it_to_the_numbers_on_it(mine, browser):
    url = reverse("client-person-new", args=[mine.pk])
    typed = {"name": "单雄信", "position": "CTO", "mobile": "13800138000 / 13900139000", "email": "s@client.example"}
    sent = {**form_of(browser.get(url)), **typed, "source_kind": "our_sales"}
    for _time in range(2):
        assert browser.post(url, sent).status_code == 302
    found = sorted(FactSource.objects.values_list("field", "kind"))
    assert found == [("position", "our_sales"), *[("value", "our_sales")] * 3]
    sources = sources_of(mine.pk)
    assert all(sources.of(way, "value") for way in ContactWay.objects.all())


def test_a_number_that_changes_loses_it_and_gets_it_back_with_the_old_one(manager, mine):
    way = rows_at(mine)["way"]
    give(manager, way, "value")
    edit_part(by=manager, row=way, version=1, values={"label": "Desk", "note": "After ten"})
    assert sources_of(mine.pk).of(way, "value")
    edit_part(by=manager, row=way, version=2, values={"value": "13900139000"})
    assert sources_of(mine.pk).of(way, "value") is None
    edit_part(by=manager, row=way, version=3, values={"value": "13800138000"})
    assert sources_of(mine.pk).of(way, "value")


@pytest.mark.parametrize(
    ("column", "value"), [("month", 7), ("day", 27), ("year", 1970), ("calendar", "lunar"), ("is_leap_month", True)]
)
def test_a_day_is_the_whole_of_it(column, value, manager, mine, browser):
    date = PersonDateFactory(person=PersonFactory(client=mine), noted_by=manager, calendar="lunar", year=1971)
    if column == "calendar":
        PersonDate.objects.update(calendar="solar")
        date.refresh_from_db()
    was = seal_of(date, "day")
    assert seal_of(PersonDate.objects.get(), "day") == was
    setattr(date, column, value)
    assert seal_of(date, "day") != was
    assert NOUNS["date"].among({column}) == ["day"]
    assert NOUNS["date"].among({"kind", "label", "note"}) == []


def test_one_part_of_a_day_that_is_changed_in_the_form_is_enough(mine, browser):
    date = rows_at(mine)["date"]
    sent = {**form_of(browser.get(part_url(date, "date"))), "year": 1970, "source_kind": "network"}
    assert browser.post(part_url(date, "date"), sent).status_code == 302
    date.refresh_from_db()
    assert sources_of(mine.pk).of(date, "day").kind == "network"
    sent = {**form_of(browser.get(part_url(date, "date"))), "note": "Tea", "source_kind": "press"}
    browser.post(part_url(date, "date"), sent)
    assert FactSource.objects.count() == 1


def test_the_form_of_a_department_asks_in_its_place_too(mine, browser):
    url = reverse("department-new", args=[mine.pk])
    page = browser.get(url, HTTP_HX_REQUEST="true")
    assert 'name="source_kind"' in page.text
    sent = {**form_of(page), "name": "Works", "function": "other", "source_kind": "our_service"}
    assert browser.post(url, sent).status_code == 302
    row = mine.departments.get()
    assert sources_of(mine.pk).of(row, "function").kind == "our_service"
    url = reverse("department-edit", args=[mine.pk, row.pk])
    sent = {**form_of(browser.get(url)), "name": "Plant", "source_kind": "press"}
    browser.post(url, sent)
    assert FactSource.objects.count() == 1, "the name alone was changed"
    sent = {**form_of(browser.get(url)), "function": "purchasing", "source_kind": "press"}
    browser.post(url, sent)
    row.refresh_from_db()
    assert sources_of(mine.pk).of(row, "function").kind == "press"


def test_parts_without_facts_do_not_ask(mine, browser):
    person = PersonFactory(client=mine)
    for kind, asks in (("way", True), ("date", True), ("trait", False), ("favour", False)):
        page = browser.get(reverse("person-part-new", args=[mine.pk, person.pk, kind])).text
        assert ('name="source_kind"' in page) is asks, kind


def test_a_rival_typed_on_the_spot_is_the_vendor_that_was_told(mine, browser):
    product = InstalledProductFactory(client=mine, competitor=CompetitorFactory())
    url = reverse("installed-edit", args=[mine.pk, product.pk])
    page = browser.get(url)
    assert "competitor" in dict(page.context["form"].bare)
    sent = {**form_of(page), "competitor": "", "new_competitor": "Unheard Telecom", "source_kind": "suppliers"}
    assert browser.post(url, sent).status_code == 302
    product.refresh_from_db()
    assert str(product.competitor) == "Unheard Telecom"
    assert sources_of(mine.pk).of(product, "competitor").kind == "suppliers"
    assert list(FactSource.objects.values_list("field", flat=True)) == ["competitor"]


def test_ours_has_no_vendor_to_give_a_source_for(mine, browser):
    ours = InstalledProductFactory(client=mine)
    url = reverse("fact-source", args=[mine.pk, "product", ours.pk, "competitor"])
    assert browser.post(url, {"kind": "press", "new_id": uuid7()}).status_code == 422
    assert "competitor" not in dict(
        browser.get(reverse("installed-edit", args=[mine.pk, ours.pk])).context["form"].bare
    )


def test_erased_with_the_person(manager, mine):
    rows = rows_at(mine)
    for noun, field in FACTS:
        give(manager, rows[noun], field, note="Said by his wife")
    person = rows["way"].person
    erase_person(by=manager, person=person, version=1, now=timezone.now())
    assert set(FactSource.objects.values_list("field", flat=True)) == {"function", "competitor"}
    with pytest.raises(NotYours):
        give(manager, rows["way"], "value")
    assert not FactSource.objects.filter(field="value").exists()


def test_one_row_at_most(manager, mine):
    rows = rows_at(mine)
    for one in ("way", "date", "department", "product"):
        others = [other for other in ("way", "date", "department", "product") if other != one]
        for other in others:
            with pytest.raises(IntegrityError, match="fact_source_about_one_row"), transaction.atomic():
                FactSource.objects.create(
                    client=mine, by=manager, kind="press", field="x", **{one: rows[one], other: rows[other]}
                )


def test_five_people(world, as_):
    client = ClientFactory(owner=world.manager)
    elsewhere = ClientFactory(owner=world.manager)
    rows, theirs = rows_at(client), rows_at(elsewhere)
    urls = [reverse("fact-source", args=[client.pk, noun, rows[noun].pk, field]) for noun, field in FACTS]
    for name in ("stranger", "teammate"):
        person = as_(world.person(name))
        assert {person.get(url).status_code for url in urls} == {404}
        assert {person.post(url, {"kind": "press", "new_id": uuid7()}).status_code for url in urls} == {404}
        for noun, field in FACTS:
            with pytest.raises(NotYours):
                give(world.person(name), rows[noun], field)
    assert not FactSource.objects.exists()
    for name in ("manager", "lead", "admin"):
        assert {as_(world.person(name)).get(url).status_code for url in urls} == {200}
    assert as_(world.lead).post(urls[0], {"kind": "press", "new_id": uuid7()}).status_code == 302
    for noun, field in FACTS:
        other = reverse("fact-source", args=[client.pk, noun, theirs[noun].pk, field])
        assert as_(world.manager).get(other).status_code == 404


def test_queries_do_not_grow(world, as_):
    client = ClientFactory(owner=world.manager)

    def fill(person=None):
        rows = rows_at(client)
        bare = rows_at(client)  # without a source each
        if person is not None:
            for one in (rows["way"], rows["date"], bare["way"], bare["date"]):
                one.person = person
                one.save()
        for noun, field in FACTS:
            FactSourceFactory(row=rows[noun], field=field, by=world.manager)
        return rows

    first = fill()
    person = first["way"].person
    urls = [
        reverse("client-sources", args=[client.pk]), reverse("client-detail", args=[client.pk]),
        reverse("client-person", args=[client.pk, person.pk]), reverse("client-chart", args=[client.pk]),
        reverse("fact-source", args=[client.pk, "way", first["way"].pk, "value"]),
        reverse("client-list"), reverse("client-people"),
    ]  # fmt: skip
    browser = as_(world.manager)
    counts = [_queries(browser, url) for url in urls]
    fill(person)
    fill(person)
    assert [_queries(browser, url) for url in urls] == counts
    assert counts[1] <= 35


def _queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return len([one for one in queries if "crm_" in one["sql"]])
