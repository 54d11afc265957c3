"""What the frame around every page needs of this app."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from visits.models import Notification

SHOWN = 99


def unread(request: HttpRequest) -> dict[str, Any]:
    """Return `unread`: how many notifications wait, as text ("" for none, "99+" beyond); asked for when shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread": SimpleLazyObject(lambda: _count(user))}


def _count(user: Any) -> str:
    found = Notification.objects.visible_to(user).unread().values("pk")[: SHOWN + 1].count()
    return f"{SHOWN}+" if found > SHOWN else str(found or "")
