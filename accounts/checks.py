"""What an installation should know before it opens its doors."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def proxies_are_counted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn when https ends at a proxy whose word about addresses is not taken."""
    if not settings.HTTPS or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "RAPPORT_PROXIES is 0: to the limits on signing in, all visitors have the one address of the proxy.",
            hint="Set RAPPORT_PROXIES to the number of your own proxies before Rapport, each adding to X-Forwarded-For.",
            id="accounts.W001",
        )
    ]
