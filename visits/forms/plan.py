"""Forms of the plan: a visit to come, a drop-in, another time, a cancellation."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import NoIdentityNumbers, OnceMixin, RowForm
from core.text import clean_text, lines_of
from crm.models import Client, Person
from visits.models import Visit
from visits.moments import exists_on_clock, next_full_hour
from visits.purposes import BY_KEY

MINUTES = (30, 45, 60, 90)
YEARS_AHEAD = datetime.timedelta(days=3 * 366)
YEAR_BEHIND = datetime.timedelta(days=366)
TOPIC_LENGTH = 250
MAX_TOPICS = 30


def _area(rows: int = 2, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class ClockInput(forms.TimeInput):
    """The browser's own clock, in steps of five minutes where it offers steps."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class WhenFields(forms.Form):
    """A day and a time on the person's own clock, together an aware moment: `cleaned_data["starts_at"]`."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    clock = forms.TimeField(label=_("Time"), widget=ClockInput)

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        day, clock = data.get("day"), data.get("clock")
        if day is None or clock is None:
            return data
        zone = timezone.get_current_timezone()
        naive = datetime.datetime.combine(day, clock.replace(tzinfo=None))
        today = timezone.localdate()
        if not today - YEAR_BEHIND <= day <= today + YEARS_AHEAD:
            self.add_error("day", _("Choose a day of the last year or the next three."))
        elif not exists_on_clock(naive, zone):
            self.add_error("clock", _("The clocks are put forward that night, and this time is skipped."))
        else:
            data["starts_at"] = naive.replace(tzinfo=zone)
        return data


class PurposeFields(forms.Form):
    """Purpose and success, typed or taken from a chip; both are required (V2)."""

    chip = forms.ChoiceField(choices=[(key, one.label) for key, one in BY_KEY.items()], required=False)

    missing = {
        "purpose": _("Say what the visit is for: one without a purpose is better not made."),
        "success": _("Say what would count as success, so that the record can tell."),
    }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_with_chip(data), *args, **kwargs)
        for name, words in self.missing.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words

    def clean_purpose(self) -> str:
        return clean_text(self.cleaned_data["purpose"])

    def clean_success(self) -> str:
        return clean_text(self.cleaned_data["success"])


def _with_chip(data: Any) -> Any:
    """Return the form's data with the chosen chip's texts where none were typed: what its script does, without it."""
    chosen = BY_KEY.get(data.get("chip", "")) if data is not None else None
    if chosen is None:
        return data
    filled = data.copy()
    for name in ("purpose", "success"):
        if not filled.get(name, "").strip():
            filled[name] = str(getattr(chosen, name))
    return filled


class OfferedPeople(forms.ModelMultipleChoiceField):
    """Who may be met. `offer` tells, and is asked where the field is drawn or somebody is chosen."""

    offer: Callable[[], QuerySet[Person]] | None = None

    def _offered(self) -> Any:
        if self.offer is not None:
            offer, self.offer = self.offer, None
            self.queryset = offer()
        return self._get_queryset()  # type: ignore[attr-defined]

    queryset = property(_offered, forms.ModelMultipleChoiceField._set_queryset)  # type: ignore[attr-defined]

    def clean(self, value: Any) -> Any:
        return super().clean(value) if value or self.required else []


class PlanForm(PurposeFields, RowForm):
    """The plan of a visit. `client` and `by` fix whose people may be met; the day and time are WhenFields'."""

    topics = forms.CharField(label=_("Agenda"), required=False, widget=_area(3), help_text=_("One topic a line."))

    class Meta:
        model = Visit
        fields = ("purpose", "success", "planned_minutes", "people", "materials", "expected_objections", "place")
        widgets = {
            "purpose": _area(),
            "success": _area(),
            "materials": _area(3),
            "expected_objections": _area(3),
            "people": forms.CheckboxSelectMultiple,
        }
        field_classes = {"people": OfferedPeople}

    def __init__(self, *args: Any, client: Client, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.client, self.instance.owner = client, by
        minutes = sorted({*MINUTES, self.instance.planned_minutes})
        self.fields["planned_minutes"] = forms.TypedChoiceField(
            label=_("Minutes"), choices=[(n, str(n)) for n in minutes], coerce=int, widget=forms.RadioSelect,
            initial=45,
        )  # fmt: skip
        self.initial.setdefault("planned_minutes", 45)
        self.client, self.by = client, by
        self.fields["people"].offer = self._people  # type: ignore[attr-defined]
        self.fields["people"].error_messages["invalid_choice"] = _("Choose people of this client.")

    def _people(self) -> QuerySet[Person]:
        """Return those the person sees at this client, and those on the plan already, who have perhaps left since."""
        offered = Q(pk__in=Person.objects.visible_to(self.by).active().filter(client=self.client).values("pk"))
        if not self.instance._state.adding:
            offered |= Q(pk__in=self.instance.people.values("pk"))
        return Person.objects.filter(offered).order_by("sort_key", "pk")

    def clean_topics(self) -> list[str]:
        topics = lines_of(self.cleaned_data["topics"])
        if len(topics) > MAX_TOPICS:
            raise forms.ValidationError(_("An agenda has at most 30 topics."))
        if any(len(topic) > TOPIC_LENGTH for topic in topics):
            raise forms.ValidationError(_("A topic has at most 250 characters."))
        return topics

    def row_values(self) -> dict[str, Any]:
        """Return the plan's own fields, without people and topics, which are rows of their own."""
        left_out = ("people", "topics", "chip", "day", "clock", "starts_at")
        return {name: value for name, value in super().row_values().items() if name not in left_out}


class NewPlanForm(WhenFields, PlanForm):
    """A plan with its time: the next full hour of a workday unless another is chosen.

    `purpose` is the chip that it begins with, "" for none; an unknown one is none. `met`, ids of people to be met.
    """

    def __init__(
        self, *args: Any, now: datetime.datetime, purpose: str = "", met: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if met:
            self.initial.setdefault("people", met)
        if not self.is_bound and purpose in BY_KEY:
            chosen = BY_KEY[purpose]
            self.initial |= {"chip": purpose, "purpose": str(chosen.purpose), "success": str(chosen.success)}
        start = next_full_hour(now, timezone.get_current_timezone())
        self.initial.setdefault("day", start.date())
        self.initial.setdefault("clock", start.time())

    field_order = ("purpose", "success", "day", "clock", "planned_minutes")


class DropInForm(OnceMixin, PurposeFields):
    """A visit begun on the spot: purpose and success, mostly from a chip."""

    purpose = forms.CharField(label=_("Purpose"), widget=_area())
    success = forms.CharField(label=_("What would count as success"), widget=_area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_new_id()


class RescheduleForm(NoIdentityNumbers, WhenFields):
    """Another time, why, and whether the client knows it."""

    reason = forms.CharField(label=_("Reason"), max_length=250)
    is_agreed = forms.BooleanField(label=_("The client has agreed to the new time"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(NoIdentityNumbers, forms.Form):
    """Why the visit does not take place."""

    reason = forms.CharField(label=_("Reason"), max_length=250)
    version = forms.IntegerField(widget=forms.HiddenInput)
