"""Words of Django's that our pages show and whose Chinese is missing there or reads like a manual's.

Gathered with our own texts (`make messages`); our catalogue is asked before Django's. Nothing imports this file.
"""

from django.utils.translation import gettext_noop, ngettext

gettext_noop("This field is required.")
gettext_noop("Enter a valid email address.")
gettext_noop("Enter a valid date.")
gettext_noop("Enter a valid time.")
gettext_noop("Enter a valid URL.")
gettext_noop("Enter a number.")
gettext_noop("Enter a whole number.")
gettext_noop("Select a valid choice. That choice is not one of the available choices.")


def _too_short(count: int) -> str:
    return ngettext(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        count,
    )
