"""Who may do what to a client, beyond seeing it (`visible_to` decides that).

| act | who |
|---|---|
| see, edit; its departments, people, rivals | owner, colleagues it is shared with, leads of its team, admins |
| erase all that is known of a person | owner, leads of its team, admins |
| read the log of sensitive notes, set the rules on them | admins |
| archive, restore, share | owner, leads of its team, admins |
| give it to another account manager | leads of its team (and a lead for an own client), admins |
| a rival's profile: write | everyone who keeps clients |
| a rival's profile: archive | leads and admins (everyone uses it) |
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import User
from accounts.roles import Permission, Role
from crm.models import Client, Person


class NotYours(Http404):
    """The actor may not do this to this row. Answers as a missing row does, so that it tells nothing."""


def may_edit_client(user: User, client: Client) -> bool:
    """Whether `user` may change the client, its departments, people and rivals: all who see it."""
    return user.may(Permission.RECORD) and Client.objects.visible_to(user).filter(pk=client.pk).exists()


def may_see_person(user: User, person: Person) -> bool:
    """Whether `user` sees the client that the person is at."""
    return Client.objects.visible_to(user).filter(pk=person.client_id).exists()


def may_manage_client(user: User, client: Client) -> bool:
    """Whether `user` answers for the client, and so may archive, restore and share it. Asks no query."""
    if not user.may(Permission.RECORD):
        return False
    scope = user.scope
    return scope.everything or client.owner_id == user.pk or client.team_id in scope.team_ids


def may_assign_client(user: User, client: Client) -> bool:
    """Whether `user` may choose who looks after the client: its leads and admins, not its owner alone."""
    return user.role in (Role.LEAD, Role.ADMIN) and may_manage_client(user, client)


def assignable_owners(user: User) -> QuerySet[User]:
    """Return the people `user` may give a client to: themselves; a lead's teams; everyone for an admin."""
    people: QuerySet[User] = User.objects.filter(is_active=True).order_by("name", "pk")
    scope = user.scope
    if scope.everything:
        return people
    if scope.team_ids:
        return people.filter(team_id__in=scope.team_ids) | people.filter(pk=user.pk)
    return people.filter(pk=user.pk)


def shareable_with(client: Client) -> QuerySet[User]:
    """Return the colleagues the client may be shared with: active, not its owner, not sharing it already."""
    taken = client.shares.running().values("user_id")
    people: QuerySet[User] = User.objects.filter(is_active=True).order_by("name", "pk")
    return people.exclude(pk=client.owner_id).exclude(pk__in=taken)


def who_see_client(client: Client) -> QuerySet[User]:
    """Return the active people who see a client, as `Client.objects.visible_to` says it of each: its owner, those it
    is shared with, the leads of its team and of those above, admins.
    """
    above, team = [], client.team
    while team is not None and team.pk not in above:
        above.append(team.pk)
        team = team.parent
    leads = Q(role=Role.LEAD, led_teams__in=above)
    shared = Q(pk__in=client.shares.running().values("user_id"))
    people: QuerySet[User] = User.objects.filter(
        Q(pk=client.owner_id) | shared | leads | Q(role=Role.ADMIN), is_active=True
    ).order_by("name", "pk")
    return people.distinct()


def check(allowed: bool) -> None:
    """Raise `NotYours` unless `allowed`."""
    if not allowed:
        raise NotYours
