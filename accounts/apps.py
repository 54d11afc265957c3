from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who you are and what you may do."""

    default = True
    name = "accounts"
    verbose_name = _("People and teams")

    def ready(self) -> None:
        """Load the checks, and say which nouns have a history; models are there only now."""
        from accounts.actions.history import register  # noqa: PLC0415

        import_module("accounts.checks")
        register()


class SuperusersAdminConfig(admin.AdminConfig):
    """Django's admin, behind our own sign-in."""

    default = False
    default_site = "accounts.admin_site.SuperusersSite"
