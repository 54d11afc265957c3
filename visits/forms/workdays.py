"""The form that says which days are worked."""

import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.forms import NoIdentityNumbers

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = 31  # days; no holiday is longer


class What(models.TextChoices):
    """What a day is."""

    OFF = "off", _("Day off")
    WORKED = "worked", _("Swap workday")
    USUAL = "usual", _("As any other day")


class WorkdaysForm(NoIdentityNumbers, forms.Form):
    """Some days in a row, and what they are."""

    first = forms.DateField(label=_("First day"), widget=DAY)
    last = forms.DateField(label=_("Last day"), widget=DAY, required=False, help_text=_("Empty: one day only."))
    what = forms.ChoiceField(label=_("What it is"), choices=What.choices, initial=What.OFF, widget=forms.RadioSelect)
    label = forms.CharField(
        label=_("Name"), max_length=80, required=False, help_text=_("As the plan calls it: Spring Festival.")
    )

    def clean(self) -> dict[str, Any]:
        """Keep the days in order and few; a day off has a name."""
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("This is before the first day."))
        elif first and last and last - first >= datetime.timedelta(days=LONGEST):
            self.add_error("last", _("No holiday is longer than a month."))
        if data.get("what") == What.OFF and not data.get("label"):
            self.add_error("label", _("Say which holiday it is."))
        return data

    @property
    def is_workday(self) -> bool | None:
        """Whether the days are worked; None: as their weekday says."""
        return {What.OFF: False, What.WORKED: True}.get(self.cleaned_data["what"])
