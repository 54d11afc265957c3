from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    """Clients, their departments and people, and the rivals present there."""

    name = "crm"
    verbose_name = _("Clients")

    def ready(self) -> None:
        """Say which nouns have a history; models are there only now."""
        from crm.actions.history import register  # noqa: PLC0415

        register()
