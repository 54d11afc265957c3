from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Visits in three stages, promises, reminders, review."""

    name = "visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        """Say which nouns have a history, and what is erased with a person; models are there only now."""
        from crm.actions.person_erase import ALSO  # noqa: PLC0415
        from visits.actions.erase import erase_about  # noqa: PLC0415
        from visits.actions.history import register  # noqa: PLC0415

        register()
        ALSO.append(erase_about)
