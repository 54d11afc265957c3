"""What hangs on a client is seen by those who see the client."""

from typing import Self

from django.db import models

from accounts.models import User
from crm.models.client import Client


class OfClientQuerySet(models.QuerySet):
    """Rows with a `client`."""

    def visible_to(self, user: User) -> Self:
        """Return the rows of the clients that `user` may see."""
        if user.scope.everything:
            return self
        return self.filter(client__in=Client.objects.visible_to(user))
