"""The form of a former name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.models import FormerName


class FormerNameForm(RowForm):
    """A name they had, and when."""

    class Meta:
        model = FormerName
        fields = ("name", "since", "until", "reason")
        widgets = {name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("since", "until")}

    def clean(self) -> dict[str, Any]:
        """Keep the days in order."""
        data = super().clean() or self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This is before it began."))
        return data
