from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UpkeepConfig(AppConfig):
    """What keeps an installation well: backups, recovery, health, metrics. It has no rows of its own."""

    name = "upkeep"
    verbose_name = _("Upkeep")
