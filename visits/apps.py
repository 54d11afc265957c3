from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Visits in three stages, promises, reminders, review."""

    name = "visits"
    verbose_name = _("Visits")
