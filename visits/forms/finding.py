"""Quick capture: what the client asked for, objected to, and was promised."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import OnceMixin, RowForm
from crm.models import Client, Person
from visits.forms.plan import YEAR_BEHIND, DayInput
from visits.forms.promise import FARTHEST_DUE
from visits.models import Objection, ObjectionKind, Request, RequestCategory


class CaptureForm(OnceMixin, forms.Form):
    """Words, who said them, and the id that makes a resend the same row."""

    text = forms.CharField(label=_("In their words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    person = forms.ModelChoiceField(label=_("Who"), queryset=Person.objects.none(), required=False, empty_label="—")

    def __init__(self, *args: Any, client: Client, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_new_id()
        # A visit stays its maker's when the client goes to somebody else; the client's people do not.
        people = Person.objects.visible_to(by).active().filter(client=client)
        self.fields["person"].queryset = people.order_by("sort_key")

    def row_values(self) -> dict[str, Any]:
        """Return the cleaned fields as the actions take them (`new_id` as `id`)."""
        data = dict(self.cleaned_data)
        data["id"] = data.pop("new_id")
        return data


class RequestCapture(CaptureForm):
    category = forms.ChoiceField(
        label=_("Category"), choices=RequestCategory.choices, widget=forms.RadioSelect,
        initial=RequestCategory.ENQUIRY,
    )  # fmt: skip
    field_order = ("text", "category", "person")


class ObjectionCapture(CaptureForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Decide later")), *ObjectionKind.choices], required=False,
        widget=forms.RadioSelect, initial="",
    )  # fmt: skip
    field_order = ("text", "kind", "person")


class PromiseCapture(CaptureForm):
    text = forms.CharField(label=_("What you promise"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = forms.DateField(label=_("Due"), widget=DayInput)
    cost = forms.CharField(label=_("Cost of breaking it"), max_length=250, required=False)
    field_order = ("text", "due_on", "person", "cost")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("To whom")

    def clean_due_on(self) -> datetime.date:
        """A record written late may hold what is overdue already; no promise is older than a year."""
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if not today - YEAR_BEHIND <= day <= today + FARTHEST_DUE:
            raise forms.ValidationError(_("This day is too far away."), code="far")
        return day


class TopicCapture(OnceMixin, forms.Form):
    text = forms.CharField(label=_("Topic"), max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_new_id()


class RequestForm(RowForm):
    class Meta:
        model = Request
        fields = ("text", "category", "resolution")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "category": forms.RadioSelect,
            "resolution": forms.Textarea(attrs={"rows": 2}),
        }


class ObjectionForm(RowForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("Decide later")), *ObjectionKind.choices], required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip

    class Meta:
        model = Objection
        fields = ("text", "kind", "answer")
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "answer": forms.Textarea(attrs={"rows": 2})}
