"""Who may work on a visit. Who may read one is `Visit.objects.visible_to(user)`.

| person | reads | works on it |
|---|---|---|
| its account manager | yes | yes |
| a colleague its client is shared with | yes | no |
| the lead of its team, or of one above | yes, and reviews | no |
| admin | yes | no |
"""

from accounts.models import User
from accounts.roles import Permission
from visits.models import Visit
from visits.models.visit import VisitQuerySet


def may_work_on(user: User, visit: Visit) -> bool:
    """Whether `user` may change the visit, its notes and its record: only the person who makes it."""
    return user.may(Permission.RECORD) and visit.owner_id == user.pk


def workable_by(user: User) -> VisitQuerySet:
    """Return the visits that `user` may work on; a view looks here, so that others get 404."""
    if not user.may(Permission.RECORD):
        return Visit.objects.none()
    return Visit.objects.visible_to(user).filter(owner_id=user.pk)
