"""Choose the colleague to share a client with."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.house import house_day
from crm.access import shareable_with
from crm.models import Client

LONGEST_COVER = dt.timedelta(days=366)


class ShareForm(forms.Form):
    """One colleague out of those who may be chosen, and for a cover its last day."""

    colleague = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label=_("Choose a colleague"))
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For a cover: it ends by itself when this day is over. Without a day it lasts until you stop it."),
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["colleague"].queryset = shareable_with(client)
        fields["until"].widget.attrs["min"] = house_day(timezone.now()).isoformat()

    def clean_until(self) -> dt.date | None:
        """Refuse a day that has passed, and one that is no cover any more."""
        until: dt.date | None = self.cleaned_data["until"]
        today = house_day(timezone.now())
        if until and until < today:
            raise forms.ValidationError(_("This day has passed."), code="past")
        if until and until > today + LONGEST_COVER:
            raise forms.ValidationError(_("A cover lasts a year at most. Leave the day empty to share."), code="far")
        return until
