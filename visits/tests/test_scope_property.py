"""Whatever becomes of teams, people, clients and shares: who sees a visit or a promise is as the rule says.

The rule is written here once more, row by row in Python, and by the client itself instead of the columns that the
database copies from it (docs/adr/0008).
"""

import datetime
import random
from dataclasses import dataclass, field

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.factories import TeamFactory, UserFactory
from accounts.models import Role, Team, User
from core.paging import page_of
from core.queries import first_of
from crm.factories import ClientFactory
from crm.models import Client, ClientShare
from visits.factories import PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Promise, PromiseState, Visit, VisitRecord

pytestmark = pytest.mark.django_db

NEWEST = ("-starts_at", "-id")
DUE = ("due_on", "id")


@dataclass
class Chance:
    """A small firm that things happen to, by a seed."""

    by: random.Random
    ids: dict = field(default_factory=dict)

    def build(self):
        teams = [TeamFactory() for _n in range(5)]
        for team, parent in zip(teams[1:], [teams[0], teams[0], teams[1], None], strict=True):
            Team.objects.filter(pk=team.pk).update(parent=parent)
        roles = [Role.MANAGER] * 4 + [Role.LEAD] * 4 + [Role.ADMIN]
        for role in roles:
            UserFactory(role=role, team=self.by.choice([*teams, None]), is_active=self.by.random() < 0.9)
        for lead in User.objects.filter(role__in=(Role.LEAD, Role.ADMIN)):
            lead.led_teams.set(self.by.sample(teams, self.by.randint(0, 2)))
        for _n in range(6):
            ClientFactory(owner=self.one(User))

    def one(self, model):
        return self.by.choice(list(model.objects.order_by("pk")))

    def plan(self):
        owner = self.one(User)
        at = timezone.now() + datetime.timedelta(hours=self.by.randint(-5, 5))
        VisitFactory(
            client=self.one(Client), owner=owner, starts_at=at, is_shared_for_discussion=self.by.random() < 0.3
        )

    def promise(self):
        owner = self.one(User)
        day = timezone.localdate() + datetime.timedelta(days=self.by.randint(0, 3))
        promise = PromiseFactory(client=self.one(Client), owner=owner, due_on=day)
        if self.by.random() < 0.4:
            Promise.objects.filter(pk=promise.pk).update(state=PromiseState.KEPT, closed_at=timezone.now())

    def record(self):
        visit = VisitFactory(client=self.one(Client), owner=self.one(User), left=True, state="recorded")
        VisitRecordFactory(visit=visit)

    def hand_over(self):
        owner = self.one(User)
        Client.objects.filter(pk=self.one(Client).pk).update(owner=owner, team=owner.team)

    def change_teams(self):
        person = self.one(User)
        person.team = self.by.choice([*Team.objects.all(), None])
        person.save()

    def share(self):
        ClientShare.objects.get_or_create(
            client=self.one(Client), user=self.one(User), defaults={"shared_by": self.one(User)}
        )

    def unshare(self):
        ClientShare.objects.filter(pk__in=ClientShare.objects.values("pk")[:1]).delete()

    def lead(self):
        self.one(User).led_teams.set(self.by.sample(list(Team.objects.all()), self.by.randint(0, 2)))

    def move_client(self):
        """No action does this today; the columns would follow all the same."""
        visits = Visit.objects.filter(pk__in=Visit.objects.order_by("?").values("pk")[:1])
        visits.update(client=self.one(Client))

    def move_owner(self):
        """Nor this."""
        Visit.objects.filter(pk__in=Visit.objects.order_by("?").values("pk")[:1]).update(owner=self.one(User))

    def happen(self):
        acts = [self.plan, self.plan, self.promise, self.promise, self.record, self.hand_over, self.hand_over,
                self.change_teams, self.share, self.unshare, self.lead, self.move_client, self.move_owner]  # fmt: skip
        self.by.choice(acts)()


def sees(user, row):
    """The rule: own; of a client they may see; a lead's teams'; shared with the team for discussion; an admin all."""
    if user.role == Role.ADMIN and user.is_active:
        return True
    if not user.is_active:
        return False
    teams = below(user) if user.role == Role.LEAD else set()
    client = row.client
    sees_client = client.owner_id == user.pk or client.team_id in teams
    sees_client = sees_client or ClientShare.objects.filter(client=client, user=user).exists()
    discussed = getattr(row, "is_shared_for_discussion", False) and row.team_id == user.team_id and user.team_id
    return row.owner_id == user.pk or sees_client or row.team_id in teams or bool(discussed)


def below(user):
    teams = set(user.led_teams.values_list("pk", flat=True))
    while more := set(Team.objects.filter(parent__in=teams).values_list("pk", flat=True)) - teams:
        teams |= more
    return teams


def walked(rows, order):
    """Return all rows as the pages of a list show them, three at a time."""
    seen, url = [], "/"
    while url:
        page = page_of(RequestFactory().get(url), rows, order=order, size=3)
        seen += page.rows
        url = page.next_url
    return seen


def agree(user):
    for model, order in ((Visit, NEWEST), (Promise, DUE)):
        wanted = [row for row in model.objects.select_related("client").order_by(*order) if sees(user, row)]
        visible = model.objects.visible_to(user)
        assert list(visible.order_by(*order)) == wanted
        assert walked(visible, order) == wanted
        assert walked(visible.select_related("client", "owner").exclude(pk=None), order) == wanted
        assert (
            list(first_of(visible.own(user), order=order, limit=5))
            == [row for row in wanted if row.owner_id == user.pk][:5]
        )
    still_open = [row for row in Promise.objects.order_by(*DUE) if row.is_open and sees(user, row)]
    assert walked(Promise.objects.visible_to(user).open(), DUE) == still_open
    load = Promise.objects.visible_to(user).load(today=timezone.localdate(), day=timezone.localdate())
    assert load.open == len(still_open)
    clients = [row for row in Client.objects.order_by("sort_key", "pk") if sees_client(user, row)]
    assert walked(Client.objects.visible_to(user), ("sort_key", "id")) == clients
    records = VisitRecord.objects.select_related("visit__client")
    assert set(VisitRecord.objects.visible_to(user)) == {row for row in records if sees(user, row.visit)}


def sees_client(user, client):
    if not user.is_active:
        return False
    teams = below(user) if user.role == Role.LEAD else set()
    shared = ClientShare.objects.filter(client=client, user=user).exists()
    return user.role == Role.ADMIN or client.owner_id == user.pk or client.team_id in teams or shared


@pytest.mark.parametrize("seed", range(6))
def test_everyone_sees_what_the_rule_says(seed):
    chance = Chance(random.Random(seed))
    chance.build()
    for _n in range(40):
        chance.happen()
    for user in User.objects.all():
        agree(user)
    for row in [*Visit.objects.select_related("client"), *Promise.objects.select_related("client")]:
        assert (row.client_owner_id, row.client_team_id) == (row.client.owner_id, row.client.team_id)
    for record in VisitRecord.objects.select_related("visit"):
        assert record.owner_id == record.visit.owner_id


def test_a_lead_of_very_many_teams_sees_the_same(monkeypatch):
    """Beyond a few, the teams are one reason instead of one each."""
    monkeypatch.setattr("crm.models.client.MOST_TEAMS_APART", 1)
    chance = Chance(random.Random(1))
    chance.build()
    for _n in range(40):
        chance.happen()
    for user in User.objects.filter(role=Role.LEAD):
        agree(user)
