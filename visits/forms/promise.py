"""Forms about promises."""

import calendar
import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import NoIdentityNumbers, RowForm
from crm.models import Person
from visits.forms.of_client import offer_clients_and_people
from visits.models import Promise

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FARTHEST_DUE = datetime.timedelta(days=3660)


def quick_days(today: datetime.date) -> list[tuple[datetime.date, Any]]:
    """Return the days that promises are usually made for, each once, soonest first."""
    friday = today + datetime.timedelta(days=(4 - today.weekday()) % 7 or 7)
    monday = today + datetime.timedelta(days=7 - today.weekday())
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    days = {today + datetime.timedelta(days=1): _("Tomorrow")}
    days.setdefault(friday, _("Friday"))
    days.setdefault(monday, _("Monday"))
    if month_end > today:
        days.setdefault(month_end, _("Month end"))
    return sorted(days.items())


class DueDayMixin:
    """A due date: typed or picked, or one of the usual days as a chip (`quick_day`; works without a script)."""

    def add_quick_days(self) -> None:
        """Let a chip stand for the date."""
        self.today = timezone.localdate()
        self.quick_days = quick_days(self.today)
        choices = [(day.isoformat(), label) for day, label in self.quick_days]
        self.fields["due_on"].error_messages["required"] = _("Say when it is due.")
        self.fields["quick_day"] = forms.ChoiceField(choices=choices, required=False, label=_("Usual days"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        due_on = cleaned.get("due_on")
        if self.has_error("due_on", "required") and cleaned.get("quick_day"):
            del self.errors["due_on"]
            due_on = datetime.date.fromisoformat(cleaned["quick_day"])
        if due_on is not None and due_on < self.today:
            self.add_error("due_on", forms.ValidationError(_("This day has passed."), code="past"))
        elif due_on is not None and due_on > self.today + FARTHEST_DUE:
            self.add_error("due_on", forms.ValidationError(_("This day is too far away."), code="far"))
        cleaned["due_on"] = due_on
        cleaned.pop("quick_day", None)
        return cleaned


class PromiseForm(DueDayMixin, RowForm):
    """A new promise. Clients and people are those `by` may see; the person belongs to the client."""

    class Meta:
        model = Promise
        fields = ("client", "text", "person", "due_on", "cost")
        widgets = {"due_on": DAY, "text": forms.Textarea(attrs={"rows": 2, "maxlength": 500})}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_quick_days()
        offer_clients_and_people(self, by)


class PromiseEditForm(RowForm):
    """The words, cost and person of a promise; its date has a form of its own."""

    class Meta:
        model = Promise
        fields = ("text", "person", "cost")
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "maxlength": 500})}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those the person sees at this client, and the one already chosen: saving must not drop whom nobody removed.
        seen = Person.objects.visible_to(by).filter(client=self.instance.client_id)
        people = Person.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk=self.instance.person_id))
        self.fields["person"].queryset = people.order_by("sort_key", "id")
        self.fields["person"].empty_label = _("Nobody in particular")


class NewDateForm(DueDayMixin, NoIdentityNumbers, forms.Form):
    """A new due date, whether the client agreed to it, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    due_on = forms.DateField(label=_("New date"), widget=DAY)
    agreed_with_client = forms.TypedChoiceField(
        label=_("Does the client agree?"),
        choices=[("yes", _("Yes, agreed")), ("no", _("Not yet"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=250, required=False)

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": promise.version}, **kwargs)
        self.promise = promise
        self.add_quick_days()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("due_on") == self.promise.due_on:
            self.add_error("due_on", forms.ValidationError(_("It is due on this day already."), code="same"))
        return cleaned


class BreakForm(NoIdentityNumbers, forms.Form):
    """What became of a promise that is not kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.CharField(
        label=_("What became of it"),
        max_length=250,
        help_text=_("What the client was told, and what was offered instead."),
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": promise.version}, **kwargs)


class VersionForm(forms.Form):
    """The version of the row that a button was shown for."""

    version = forms.IntegerField()
