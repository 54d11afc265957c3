"""Common purposes of a visit, each with what would count as success: chips that fill the plan and stay editable."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Purpose(NamedTuple):
    """One chip: its word, and the two texts it fills (V2)."""

    key: str
    label: "StrOrPromise"
    purpose: "StrOrPromise"
    success: "StrOrPromise"


PURPOSES = (
    Purpose(
        "renewal",
        _("Renewal"),
        _("Renew the contract"),
        _("A day for signing, or the open points named"),
    ),
    Purpose(
        "offer",
        _("Offer"),
        _("Present our offer"),
        _("They say what is missing for a decision"),
    ),
    Purpose(
        "needs",
        _("Needs"),
        _("Learn what they need next"),
        _("One concrete need, with who wants it and by when"),
    ),
    Purpose(
        "first",
        _("First meeting"),
        _("Get to know each other and how they decide"),
        _("We know who decides, and have a day for the next talk"),
    ),
    Purpose(
        "service",
        _("Service check"),
        _("See how our service runs for them"),
        _("They are satisfied, or we have the list of what to mend"),
    ),
    Purpose(
        "complaint",
        pgettext_lazy("purpose", "Complaint"),
        _("Settle what they complained about"),
        _("They say that it is settled"),
    ),
    Purpose(
        "rival",
        pgettext_lazy("purpose", "Rival"),
        _("Learn what the rival has here"),
        _("Product, contract end, and how satisfied they are"),
    ),
    Purpose(
        "care",
        _("Keep in touch"),
        _("Keep in touch"),
        _("One new thing learned about the client"),
    ),
)
BY_KEY = {purpose.key: purpose for purpose in PURPOSES}
MATERIALS = (
    _("Business cards"),
    _("Leaflets"),
    _("Quote"),
    _("Contract"),
    _("Demo equipment"),
)
