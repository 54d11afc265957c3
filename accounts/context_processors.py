"""What the frame around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the mode, the nonce of this answer's scripts, and the permissions that decide which places the navigation shows."""
    user = getattr(request, "user", None)
    return {
        "demo": settings.DEMO,
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "may": {permission.value: True for permission in user.permissions} if user and user.is_authenticated else {},
    }
