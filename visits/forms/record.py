"""The form of the visit record."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from core.identity import holds_identity_number
from visits.forms.plan import DayInput
from visits.models import PurposeResult, VisitNotes, VisitRecord, VisitTopic

FARTHEST = datetime.timedelta(days=3 * 366)


class RecordForm(RowForm):
    """What became of the purpose (required, V9), gains and losses (V10), next step, next contact."""

    result = forms.ChoiceField(
        label=_("Was the purpose achieved?"), choices=PurposeResult.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the purpose was achieved. Nothing else is required.")},
    )  # fmt: skip

    class Meta:
        model = VisitRecord
        fields = ("result", "result_note", "gains", "losses", "next_step", "next_contact_on")
        widgets = {
            "result_note": forms.Textarea(attrs={"rows": 3}),
            "gains": forms.Textarea(attrs={"rows": 2}),
            "losses": forms.Textarea(attrs={"rows": 2}),
            "next_step": forms.Textarea(attrs={"rows": 2}),
            "next_contact_on": DayInput,
        }

    def clean_next_contact_on(self) -> datetime.date | None:
        day = self.cleaned_data["next_contact_on"]
        if day and not timezone.localdate() - FARTHEST <= day <= timezone.localdate() + FARTHEST:
            raise forms.ValidationError(_("Choose a day within three years."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for numbers of identity cards to be taken out of the notes as well, which are locked with the record."""
        data = super().clean()
        if self.refuses_identity_numbers and self.notes_hold_identity_number():
            words = _("The notes hold the number of an identity card. Take it out there, then hand the record in.")
            self.add_error(None, forms.ValidationError(words, code="notes"))
        return data

    def notes_hold_identity_number(self) -> bool:
        """Whether what was noted in the visit, which saves itself and is never refused, holds one."""
        visit = self.instance.visit
        noted = [*VisitNotes.objects.filter(visit=visit).values_list("body", flat=True)]
        noted += VisitTopic.objects.filter(visit=visit).exclude(note="").values_list("note", flat=True)
        return any(holds_identity_number(one) for one in noted)


class DraftForm(RecordForm):
    """The same while it is being typed: nothing is required yet, and nothing refused that somebody wrote."""

    refuses_identity_numbers = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].required = False
