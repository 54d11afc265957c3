"""What hangs on a client is seen by those who see the client."""

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from crm.models.client import Client, ClientShare, of_teams


class OfClientQuerySet(models.QuerySet):
    """Rows with a `client`."""

    def visible_to(self, user: User) -> Self:
        """Return the rows of the clients that `user` may see."""
        if user.scope.everything:
            return self
        return self.filter(client__in=Client.objects.visible_to(user))


def by_client(user: User) -> list[Q]:
    """Return the reasons for which `user` sees a row that keeps its client's owner and team beside its own.

    Own ones; those of clients they may see, whoever wrote them; a lead's teams'. For models with `owner`, `team`,
    `client`, `client_owner` and `client_team`.
    """
    me, shared = user.pk, ClientShare.objects.running().filter(user_id=user.pk).values("client_id")
    reasons = [Q(owner_id=me), Q(client_owner_id=me), Q(client__any_of=shared)]
    return reasons + of_teams(user, "team_id") + of_teams(user, "client_team_id")
