from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who you are and what you may do."""

    name = "accounts"
    verbose_name = _("People and teams")
