"""What the frame around every page needs of this app."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from core.prepared import marks, prepared
from visits.models import Notification

SHOWN = 99


def unread(request: HttpRequest) -> dict[str, Any]:
    """Return `unread`: how many notifications wait, as text ("" for none, "99+" beyond); asked for when shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread": SimpleLazyObject(lambda: _count(user))}


@prepared(planned=True)
def _unread(user: User) -> QuerySet[Notification]:
    return marks(Notification.objects.visible_to(user).unread(), most=SHOWN + 1)


def _count(user: User) -> str:
    found = len(_unread(user))
    return f"{SHOWN}+" if found > SHOWN else str(found or "")
