"""Whose name begins with what was typed comes first, then who holds it elsewhere: every row once, page by page."""

import random

import pytest
from django.http import QueryDict
from django.urls import reverse

from core.beginning import stretch_of
from core.names import without_title
from core.paging import PAGE_SIZE
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client, Person
from crm.search import called_so
from exchange.actions.lists import rows_of

pytestmark = pytest.mark.django_db


def pages(browser, url):
    """Return the ids of all rows of a list in the order of its pages, and how many pages there were."""
    found, count = [], 0
    while url:
        page = browser.get(url).context["page"]
        found += [str(row.pk) for row in page.rows]
        url, count = page.next_url, count + 1
    return found, count


@pytest.fixture
def crowd(world):
    """More people called 王 than a page holds, some who only hold the character, and 汪, which sounds so."""
    client = ClientFactory(owner=world.manager)
    chance = random.Random(7)
    rows = [f"王{chance.choice('安博春德恩')}{chance.choice('一二三四五')}" for _n in range(PAGE_SIZE + 9)]
    rows += ["艾王", "艾王", "周王生", "汪洋", "李四", "安"]
    chance.shuffle(rows)
    for name in rows:
        PersonFactory(client=client, name=name, position="", other_name="")
    PersonFactory(client=client, name="安和", position="王府井店店长", other_name="")
    return client


@pytest.mark.parametrize("typed", ["王", "wang", "王安", "王总", "店长"])
def test_every_person_once_and_those_called_so_first(typed, crowd, world, as_):
    stretch = called_so(typed, are_people=True)
    for user in (world.manager, world.lead, world.admin):
        listed, _count = pages(as_(user), f"{reverse('client-people')}?q={typed}")
        people = Person.objects.visible_to(user).active().found_by(typed)
        wanted = sorted(people, key=lambda one: (not stretch.holds(one.sort_key), one.sort_key, one.pk))
        assert listed == [str(one.pk) for one in wanted]
        exported = rows_of("people", user, QueryDict(f"q={typed}"))
        assert [str(one.pk) for one in exported] == listed


def test_those_called_so_fill_the_first_page_alone(crowd, world, as_):
    listed, count = pages(as_(world.manager), f"{reverse('client-people')}?q=王")
    assert (len(listed), count) == (PAGE_SIZE + 9 + 4, 2)
    by_id = {str(one.pk): one.name for one in Person.objects.all()}
    assert {by_id[row][0] for row in listed[: PAGE_SIZE + 9]} == {"王"}
    assert [by_id[row] for row in listed[PAGE_SIZE + 9 :]] == ["艾王", "艾王", "安和", "周王生"]


def test_clients_in_the_same_order_and_out_as_shown(world, as_):
    for n in range(PAGE_SIZE + 3):
        ClientFactory(owner=world.manager, name=f"上海{'安博春德恩'[n % 5]}{n}", other_name="")
    for name in ("安达上海分公司", "北京上海路店", "商海"):
        ClientFactory(owner=world.manager, name=name, other_name="")
    listed, _count = pages(as_(world.manager), f"{reverse('client-list')}?q=上海")
    by_id = {str(one.pk): one.name for one in Client.objects.all()}
    assert {by_id[row][:2] for row in listed[: PAGE_SIZE + 3]} == {"上海"}
    assert [by_id[row] for row in listed[PAGE_SIZE + 3 :]] == ["安达上海分公司", "北京上海路店"]
    assert [str(one.pk) for one in rows_of("client", world.manager, QueryDict("q=上海"))] == listed
    by_score = rows_of("client", world.manager, QueryDict("q=上海&order=file"))
    assert {str(one.pk) for one in by_score} == set(listed)


def test_a_page_of_a_stranger_holds_none_of_them(crowd, world, as_):
    assert pages(as_(world.stranger), f"{reverse('client-people')}?q=王") == ([], 1)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王总", "王"),
        ("欧阳主任", "欧阳"),
        ("李工", "李"),
        ("王总部", "王总部"),
        ("总", "总"),
        ("Maria", "Maria"),
        ("王", "王"),
    ],
)
def test_a_form_of_address_is_looked_for_by_its_surname(typed, name):
    assert without_title(typed) == name


def test_the_stretch_of_a_key():
    assert stretch_of("") is None
    stretch = stretch_of("wang")
    assert [stretch.holds(key) for key in ("wan", "wang", "wang an", "wangz", "wanh")] == [
        False,
        True,
        True,
        True,
        False,
    ]
