"""Who decides stands first: level, department, head before deputy, name."""

import pytest
from django.urls import reverse

from core.names import sort_key
from crm.factories import ClientFactory, DepartmentFactory, PersonFactory
from crm.models import Department, Person
from crm.who_decides import below_head, in_rank


@pytest.mark.parametrize(
    ("position", "steps"),
    [
        ("总经理", 0), ("常务副总经理", 1), ("副总经理", 2), ("副业务经理", 2), ("总经理助理", 3), ("副总经理助理", 3),
        ("副食品采购部经理", 0), ("副产品部经理", 0), ("副产品经理", 2), ("Service director", 0),
        ("Vice President", 2), ("Executive Vice President", 1), ("Deputy Head of IT", 2),
        ("SVP Sales", 2), ("Assistant Manager", 3), ("", 0),
    ],
)  # fmt: skip
def test_a_title_says_how_far_below_the_head_it_stands(position, steps):
    assert below_head(position) == steps


def person(name, position, level="management", **others):
    return Person(name=name, position=position, level=level, sort_key=sort_key(name or position), **others)


def test_heads_stand_before_deputies_and_wider_departments_before_those_within():
    whole = Department(name="信息中心")
    part = Department(name="网络科", parent=whole)
    people = [
        person("安", "科长", department=part),
        person("白", "副主任", department=whole),
        person("曹", "主任助理", department=whole),
        person("邓", "主任", department=whole),
        person("", "副总经理", level="top"),
        person("冯", "副总经理", level="top"),
        person("高", "总经理", level="top"),
        person("艾", "文员", level=""),
    ]
    found = [one.name for one in in_rank(people, [part, whole])]
    assert found == ["高", "冯", "", "邓", "白", "曹", "安", "艾"]


@pytest.mark.django_db
def test_the_page_names_the_head_first_in_both_its_places(world, as_):
    client = ClientFactory(owner=world.manager)
    place = DepartmentFactory(client=client)
    PersonFactory(client=client, name="安副", position="副主任", department=place)
    PersonFactory(client=client, name="周正", position="主任", department=place)
    text = as_(world.manager).get(reverse("client-detail", args=[client.pk])).text
    first, second = text.split('id="people"')
    for part in (first, second):
        assert 0 < part.index("周正") < part.index("安副")
