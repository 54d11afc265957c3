from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Visits in three stages, promises, reminders, review."""

    name = "visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        """Say which nouns have a history; models are there only now."""
        from visits.actions.history import register  # noqa: PLC0415

        register()
