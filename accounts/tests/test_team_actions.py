import threading

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.actions.team import add_member, create_team, delete_team, edit_team
from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, Team, User
from core.models import StaleVersion

pytestmark = pytest.mark.django_db


def edit(team, by, now, **changes):
    values = {"version": team.version, "name": team.name, "parent": team.parent, "leads": list(team.leads.all())}
    return edit_team(team, **values | changes, by=by, now=now)


def test_leads_see_the_whole_subtree_and_nothing_beside(world, lead, admin, now):
    below = create_team(name="South East", parent=world.team, leads=[], by=admin, now=now)
    deep = create_team(name="Harbour", parent=below, leads=[], by=admin, now=now)
    scope = User.objects.get(pk=lead.pk).scope
    assert set(scope.team_ids) == {world.team.pk, below.pk, deep.pk}
    assert User.objects.get(pk=world.manager.pk).scope.team_ids == ()
    assert User.objects.get(pk=admin.pk).scope.everything


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_no_team_goes_below_itself(admin, now, depth):
    chain = [TeamFactory()]
    for _ in range(2):
        chain.append(TeamFactory(parent=chain[-1]))
    with pytest.raises(ValidationError) as caught:
        edit(chain[0], admin, now, parent=chain[depth])
    assert "parent" in caught.value.message_dict
    assert Team.objects.get(pk=chain[0].pk).parent is None


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_the_same_moment_make_no_ring(now):
    admin = UserFactory(role=Role.ADMIN)
    one, two = TeamFactory(), TeamFactory()
    start, failures = threading.Barrier(2), []

    def move(team, parent):
        start.wait()
        try:
            edit(team, admin, now, parent=parent)
        except ValidationError:
            failures.append(team)
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) == 1
    assert Team.objects.filter(parent=None).count() == 1


def test_only_leads_and_admins_lead(world, manager, admin, now):
    with pytest.raises(ValidationError):
        edit(world.team, admin, now, leads=[manager])
    edit(world.team, admin, now, leads=[admin])
    assert list(world.team.leads.all()) == [admin]


def test_a_name_once_among_siblings(world, admin, now):
    with pytest.raises(ValidationError):
        create_team(name="North", parent=None, leads=[], by=admin, now=now)
    create_team(name="North", parent=world.team, leads=[], by=admin, now=now)


def test_a_late_write_is_refused(world, admin, now):
    late = Team.objects.get(pk=world.team.pk)
    edit(world.team, admin, now, name="Deep South")
    with pytest.raises(StaleVersion):
        edit(late, admin, now, name="Too late")
    assert Team.objects.get(pk=late.pk).name == "Deep South"


def test_only_empty_teams_go(world, admin, now):
    with pytest.raises(ValidationError):
        delete_team(world.team, by=admin, now=now)
    parent = TeamFactory()
    TeamFactory(parent=parent)
    with pytest.raises(ValidationError):
        delete_team(parent, by=admin, now=now)
    empty = TeamFactory()
    delete_team(empty, by=admin, now=now)
    assert not Team.objects.filter(pk=empty.pk).exists()


def test_moving_a_person(world, stranger, admin, now):
    add_member(world.team, person=stranger, by=admin, now=now)
    add_member(world.team, person=stranger, by=admin, now=now)
    after = User.objects.get(pk=stranger.pk)
    assert (after.team, after.version) == (world.team, 2)


def test_history_of_teams_and_of_who_leads(world, admin, now):
    edit(world.team, admin, now, name="Deep South", leads=[])
    assert [event.name for event in world.team.events.order_by("pgh_id")] == ["South", "Deep South"]
    leads = apps.get_model("accounts", "TeamLeadEvent").objects.filter(team=world.team).order_by("pgh_id")
    assert [(event.pgh_label, event.user_id) for event in leads] == [
        ("insert", world.lead.pk),
        ("delete", world.lead.pk),
    ]


def test_teams_a_person_may_name(world):
    below = TeamFactory(parent=world.team)
    seen = {
        name: set(Team.objects.visible_to(world.person(name))) for name in ("manager", "stranger", "lead", "admin")
    }
    assert seen["manager"] == {world.team}
    assert seen["stranger"] == {world.other_team}
    assert seen["lead"] == {world.team, below}
    assert seen["admin"] == {world.team, world.other_team, below}


def test_tree_by_name(world):
    TeamFactory(name="b", parent=world.team)
    TeamFactory(name="A", parent=world.team)
    tree = Team.objects.as_tree(Team.objects.all())
    assert [(team.name, [below.name for below, _ in branches]) for team, branches in tree] == [
        ("North", []),
        ("South", ["A", "b"]),
    ]
