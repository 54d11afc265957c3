from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EtiquetteConfig(AppConfig):
    """The handbook: reference pages on business etiquette."""

    name = "etiquette"
    verbose_name = _("Handbook")
