"""Who may bring data in and take it out.

| act | who |
|---|---|
| import for oneself | everyone who keeps clients |
| import for somebody of a team | its leads, admins |
| let a file name owners and authors | admins |
| see, run, take back an import | who uploaded it, admins |
| export a list | who sees it, what they see of it |
| fetch an export's file | who made it |
| merge two clients, take it back | who answers for both: owner of both, leads, admins |
| merge two people, take it back | who may edit both clients |
"""

from typing import Any

from django.http import Http404

from accounts.models import User
from accounts.roles import Permission
from crm.access import may_edit_client, may_manage_client
from crm.models import Client, Person
from exchange.models import ImportJob


class NotOpen(Http404):
    """The actor may not do this. Answers as a missing row does."""


def check(allowed: bool) -> None:
    """Raise `NotOpen` unless `allowed`."""
    if not allowed:
        raise NotOpen


def may_import(user: User, job: ImportJob) -> bool:
    """Whether `user` may act on the import."""
    return user.may(Permission.RECORD) and (job.by_id == user.pk or user.scope.everything)


def may_map_people(user: User) -> bool:
    """Whether a file of this person may say whose a client is and who recorded it."""
    return user.may(Permission.MANAGE_DATA)


def may_merge(user: User, one: Any, other: Any) -> bool:
    """Whether `user` may put one of two rows into the other."""
    if one.pk == other.pk or not user.may(Permission.RECORD):
        return False
    if isinstance(one, Client):
        return may_manage_client(user, one) and may_manage_client(user, other)
    assert isinstance(one, Person)  # noqa: S101  nothing else can be merged
    return may_edit_client(user, one.client) and may_edit_client(user, other.client)
