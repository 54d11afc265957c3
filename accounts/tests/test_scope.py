"""Whose work a person sees, and what it costs to know."""

import pytest

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, Team, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Return the teams root > south > harbour, and north beside them."""
    root, north = TeamFactory(name="root"), TeamFactory(name="north")
    south = TeamFactory(name="south", parent=root)
    return {"root": root, "north": north, "south": south, "harbour": TeamFactory(name="harbour", parent=south)}


@pytest.mark.parametrize(
    ("leads", "sees"),
    [
        ((), set()),
        (("harbour",), {"harbour"}),
        (("south",), {"south", "harbour"}),
        (("harbour", "north"), {"harbour", "north"}),
        (("root", "harbour"), {"root", "south", "harbour"}),
    ],
)
def test_a_lead_sees_the_led_teams_and_all_below_by_one_query(tree, leads, sees, django_assert_num_queries):
    lead = UserFactory(role=Role.LEAD, team=tree["north"])
    lead.led_teams.set([tree[name] for name in leads])
    user = User.objects.get(pk=lead.pk)
    with django_assert_num_queries(1):
        teams = user.scope.team_ids
    assert set(Team.objects.filter(pk__in=teams).values_list("name", flat=True)) == sees
    with django_assert_num_queries(0):
        assert user.scope.team_ids == teams


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_others_ask_nothing(tree, role, django_assert_num_queries):
    person = UserFactory(role=role, team=tree["south"])
    person.led_teams.set([tree["south"]])  # left over from another role
    user = User.objects.get(pk=person.pk)
    with django_assert_num_queries(0):
        assert user.scope.team_ids == ()
