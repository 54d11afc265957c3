"""The chips of the timeline's filter, in their order."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from visits.timeline.source import Kind

KINDS = (
    Kind("visit", _("Visits"), "visit"),
    Kind("record", _("Records"), "note"),
    Kind("promise", _("Promises"), "promise"),
    Kind("finding", _("Requests and objections"), "chat"),
    Kind("complaint", _("Complaints"), "alert"),
    Kind("comment", _("Comments"), "chat"),
    Kind("contract", _("Contracts"), "handbook"),
    Kind("person", pgettext_lazy("at a client", "People"), "person"),
    Kind("keeper", _("Hand-over and cover"), "swap"),
    Kind("edit", _("Changes of weight"), "edit"),
)
