import pytest

from accounts.factories import TeamFactory
from accounts.models import Team, User
from core.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(admin, as_):
    return as_(admin)


def test_the_tree(world, browser):
    TeamFactory(name="Harbour", parent=world.team)
    page = browser.get("/teams/").content.decode()
    assert page.index("North") < page.index("South") < page.index("Harbour")
    assert "led by" in page
    assert "nobody leads it" in page


def test_making_one(world, lead, browser):
    response = browser.post(
        "/teams/new/", {"new_id": uuid7(), "name": "Harbour", "parent": world.team.pk, "leads": [lead.pk]}
    )
    made = Team.objects.get(name="Harbour")
    assert response["Location"] == f"/teams/{made.pk}/"
    assert (made.parent, list(made.leads.all())) == (world.team, [lead])


def test_a_taken_name_is_said_beside_the_field(world, browser):
    response = browser.post("/teams/new/", {"new_id": uuid7(), "name": "South", "parent": ""})
    assert response.status_code == 422
    assert response.context["form"].errors


def test_editing(world, browser):
    values = {"version": 1, "name": "Deep South", "parent": world.other_team.pk, "leads": []}
    assert browser.post(f"/teams/{world.team.pk}/", values).status_code == 302
    after = Team.objects.get(pk=world.team.pk)
    assert (after.name, after.parent, after.leads.count()) == ("Deep South", world.other_team, 0)


def test_neither_itself_nor_what_is_below_is_offered_as_parent(world, browser):
    below = TeamFactory(parent=world.team)
    form = browser.get(f"/teams/{world.team.pk}/").context["form"]
    assert set(form.fields["parent"].queryset) == {world.other_team}
    response = browser.post(f"/teams/{world.team.pk}/", {"version": 1, "name": "South", "parent": below.pk})
    assert response.status_code == 422


def test_a_late_write_shows_both(world, lead, browser):
    Team.objects.filter(pk=world.team.pk).update(name="Theirs", version=2)
    response = browser.post(f"/teams/{world.team.pk}/", {"version": 1, "name": "Mine", "parent": "", "leads": []})
    assert response.status_code == 409
    assert [(d.mine, d.theirs) for d in response.context["form"].clashes] == [
        ("Mine", "Theirs"),
        ("", "Liang Lead"),
    ]
    assert Team.objects.get(pk=world.team.pk).name == "Theirs"


def test_moving_people_in(world, stranger, browser):
    browser.post(f"/teams/{world.team.pk}/add/", {"person": stranger.pk})
    assert User.objects.get(pk=stranger.pk).team == world.team
    page = browser.post(f"/teams/{world.team.pk}/add/", {"person": stranger.pk}, follow=True).content.decode()
    assert "Choose somebody who is not in this team yet." in page


def test_deleting(world, browser):
    empty = TeamFactory(name="Empty")
    assert f'action="/teams/{empty.pk}/delete/"' in browser.get(f"/teams/{empty.pk}/").content.decode()
    assert f'action="/teams/{world.team.pk}/delete/"' not in browser.get(f"/teams/{world.team.pk}/").content.decode()
    browser.post(f"/teams/{world.team.pk}/delete/")
    browser.post(f"/teams/{empty.pk}/delete/")
    assert set(Team.objects.all()) == {world.team, world.other_team}
