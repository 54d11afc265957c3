"""How long who tried too often has to wait."""

import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"  # whose limits these are: settings.ACCOUNT_RATE_LIMITS


def wait_seconds(request: HttpRequest, action: str, key: str) -> float:
    """Return how long until the limit `action` lets `key` try again, in seconds."""
    now, longest = time.time(), 0.0
    for rate in ratelimit.get_rates(app=APP, action=action):
        history = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        recent = [moment for moment in history if moment > now - rate.duration]
        if len(recent) >= rate.amount:
            longest = max(longest, recent[rate.amount - 1] + rate.duration - now)
    return longest
