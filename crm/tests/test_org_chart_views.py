import pytest
from django.urls import reverse
from django.utils import timezone

from crm.actions.person import archive_person
from crm.factories import DepartmentFactory, PersonFactory
from crm.models import Person
from crm.models.tree import build_tree, makes_cycle

pytestmark = pytest.mark.django_db


def chart_of(client, browser):
    return browser.get(reverse("client-chart", args=[client.pk]))


def test_a_deep_chart_stands_in_the_right_order(mine, manager, as_):
    above = None
    for n in range(12):
        above = PersonFactory(client=mine, name=f"层{n}", reports_to=above)
    (root,) = chart_of(mine, as_(manager)).context["trees"]
    assert [node.row.name for node in root.walk()] == [f"层{n}" for n in range(12)]
    assert {node.shape for node in root.walk() if node.children} == {"row"}  # one under another, straight down


def test_a_broad_chart_is_a_grid_and_asks_no_more_than_a_small_one(mine, manager, as_, django_assert_max_num_queries):
    boss = PersonFactory(client=mine)
    PersonFactory(client=mine, reports_to=boss, department=DepartmentFactory(client=mine))
    with django_assert_max_num_queries(20) as small:
        chart_of(mine, as_(manager))
    for _n in range(59):
        PersonFactory(client=mine, reports_to=boss, department=DepartmentFactory(client=mine))
    with django_assert_max_num_queries(20) as large:
        (root,) = chart_of(mine, as_(manager)).context["trees"]
    assert len(small) == len(large)
    assert (root.shape, len(root.children)) == ("grid", 60)


def test_who_has_no_superior_and_no_reports_stands_apart(mine, manager, as_):
    boss = PersonFactory(client=mine)
    PersonFactory(client=mine, reports_to=boss)
    alone = PersonFactory(client=mine)
    context = chart_of(mine, as_(manager)).context
    assert [node.row for node in context["trees"]] == [boss]
    assert [node.row for node in context["single"]] == [alone]


def test_the_reports_of_someone_who_left_move_up_until_they_are_back(mine, manager, as_):
    boss = PersonFactory(client=mine)
    middle = PersonFactory(client=mine, reports_to=boss)
    low = PersonFactory(client=mine, reports_to=middle)
    archive_person(by=manager, person=middle, version=1, now=timezone.now())
    (root,) = chart_of(mine, as_(manager)).context["trees"]
    assert [node.row for node in root.walk()] == [boss, low]
    assert Person.objects.get(pk=low.pk).reports_to_id == middle.pk


def test_a_circle_made_behind_our_back_hides_nobody(mine):
    one = PersonFactory(client=mine)
    two = PersonFactory(client=mine, reports_to=one)
    Person.objects.filter(pk=one.pk).update(reports_to=two)
    shown = [node.row for root in build_tree(Person.objects.all(), parent="reports_to_id") for node in root.walk()]
    assert set(shown) == {one, two}


def test_makes_cycle():
    parents = {"b": "a", "c": "b", "a": None}
    assert makes_cycle(parents, "a", "c")
    assert makes_cycle(parents, "a", "a")
    assert not makes_cycle(parents, "c", "a")
    assert not makes_cycle(parents, "a", None)
