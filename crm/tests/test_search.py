import pytest

from crm.factories import ClientFactory, PersonFactory
from crm.search import find_clients, find_people, similar_clients

pytestmark = pytest.mark.django_db


def test_clients_and_people_are_found_among_the_visible_ones(world):
    mine = ClientFactory(owner=world.manager, name="华兴物流")
    hers = ClientFactory(owner=world.stranger, name="华兴钢铁")
    person, other = PersonFactory(client=mine, name="王工"), PersonFactory(client=hers, name="王工")
    assert find_clients(world.manager, "华兴") == [mine]
    assert find_people(world.manager, "王") == [person]
    assert set(find_people(world.admin, "王工")) == {person, other}
    assert find_clients(world.admin, "华兴", limit=1) == [hers]


@pytest.mark.parametrize(
    ("kept", "typed", "alike"),
    [
        ("华兴物流（上海）有限公司", "华兴物流(上海)", True),
        ("华兴物流有限公司", "华兴物流股份有限公司", True),
        ("Huaxing Logistics Co., Ltd.", "huaxing logistics", True),
        ("华兴物流", "华兴钢铁", False),
        ("华兴物流", "公司", False),
        ("华兴物流", "", False),
    ],
)
def test_a_name_like_one_that_is_there(kept, typed, alike, manager):
    client = ClientFactory(owner=manager, name=kept, other_name="")
    assert similar_clients(manager, typed) == ([client] if alike else [])
    assert similar_clients(manager, typed, but=client.pk) == []
