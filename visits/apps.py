from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    """Visits in three stages, promises, reminders, review."""

    name = "visits"
    verbose_name = _("Visits")

    def ready(self) -> None:
        """Tell lower apps of histories, erasing, agreed contacts, what follows a client; models are there only now."""
        from crm.actions.client import HANDED  # noqa: PLC0415
        from crm.actions.person_erase import ALSO  # noqa: PLC0415
        from crm.models.client import AGREED  # noqa: PLC0415
        from visits.actions.erase import erase_about  # noqa: PLC0415
        from visits.actions.handover import take_along  # noqa: PLC0415
        from visits.actions.history import register  # noqa: PLC0415
        from visits.models.record import agreed_contact  # noqa: PLC0415

        register()
        ALSO.append(erase_about)
        HANDED.append(take_along)
        AGREED.append(agreed_contact)
