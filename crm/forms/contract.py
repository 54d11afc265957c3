"""The form of a contract."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.forms.source import SourcedMixin
from crm.models import Contract


class ContractForm(SourcedMixin, RowForm):
    """Number or what for; everything else may stay unknown."""

    facts = "contract"

    class Meta:
        model = Contract
        fields = ("number", "subject", "starts_on", "ends_on", "value", "note")
        widgets = {
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "ends_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "value": forms.NumberInput(attrs={"inputmode": "decimal", "min": "0", "step": "0.01"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["value"].label = _("Value in %(currency)s") % {"currency": settings.CURRENCY}
        fields["value"].min_value = 0
        fields["number"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Ask for a name, and keep the days in order."""
        data = super().clean() or self.cleaned_data
        if not data.get("number") and not data.get("subject"):
            self.add_error("subject", _("Give its number, or say what it is for."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("This is before it begins."))
        return data
