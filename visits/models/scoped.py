"""What hangs on a visit is seen by those who see the visit."""

from typing import Self

from django.db import models

from accounts.models import User
from visits.models.visit import Visit


class OfVisitQuerySet(models.QuerySet):
    """Rows with a `visit`."""

    def visible_to(self, user: User) -> Self:
        """Return the rows of the visits that `user` may see."""
        if user.scope.everything:
            return self
        return self.filter(visit__in=Visit.objects.visible_to(user))
