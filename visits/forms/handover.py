"""The form that hands a client over, and a line of its checklist."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import NoIdentityNumbers, RowForm
from core.house import house_day
from crm.access import assignable_owners
from crm.models import Client
from visits.models import Handover

FARTHEST = dt.timedelta(days=366)


class HandoverForm(RowForm):
    """To whom, from which day, whether open promises go along, and what the taker should know."""

    takes_promises = forms.TypedChoiceField(
        label=_("Open promises"),
        choices=[("yes", _("go along, with their reminders")), ("no", _("stay with who made them"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )

    class Meta:
        model = Handover
        fields = ("to_manager", "effective_on", "takes_promises", "note")
        widgets = {
            "effective_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, by: User, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = house_day(timezone.now())
        fields: dict[str, Any] = self.fields
        fields["to_manager"].queryset = assignable_owners(by).exclude(pk=client.owner_id)
        fields["to_manager"].empty_label = _("Choose a colleague")
        fields["effective_on"].widget.attrs["min"] = self.today.isoformat()
        fields["effective_on"].initial = self.today + dt.timedelta(days=7)

    def clean_effective_on(self) -> dt.date:
        """Refuse a day that has passed or lies more than a year ahead."""
        day: dt.date = self.cleaned_data["effective_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day has passed."), code="past")
        if day > self.today + FARTHEST:
            raise forms.ValidationError(_("This day is too far away."), code="far")
        return day


class ItemForm(NoIdentityNumbers, forms.Form):
    """A line of the checklist: the button that was pressed says whether it is gone through."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("Note"), max_length=250, required=False)
    done = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
