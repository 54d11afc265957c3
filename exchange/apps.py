from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Spreadsheets in and out, merging of what came in twice, cards."""

    name = "exchange"
    verbose_name = _("In and out")

    def ready(self) -> None:
        """Let notifications speak of imports and exports, and an erasure reach what they keep."""
        from exchange.actions import forget, tell  # noqa: PLC0415  models are not loaded before

        tell.register()
        forget.register()
