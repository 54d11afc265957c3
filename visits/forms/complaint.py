"""Forms about complaints (W6)."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import NoIdentityNumbers, RowForm
from crm.access import who_see_client
from crm.models import Person
from visits.forms.of_client import offer_clients_and_people
from visits.models import Complaint, ComplaintRules, Verdict

OLDEST = dt.timedelta(days=366)
MOMENT = "%Y-%m-%dT%H:%M"


class _Words(RowForm):
    """What both forms ask: words, way, severity, when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["raised_at"].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        fields["raised_at"].initial = timezone.localtime().replace(second=0, microsecond=0)
        fields["severity"].widget = forms.RadioSelect(choices=fields["severity"].choices)
        fields["text"].widget.attrs |= {"rows": 4, "data-keep": ""}
        if "owner" in fields:
            fields["owner"].empty_label = _("The client's account manager")
            fields["owner"].required = False

    def clean_raised_at(self) -> dt.datetime:
        """Refuse what is still to come, and what is older than a year."""
        at: dt.datetime = self.cleaned_data["raised_at"]
        now = timezone.now()
        if at > now + dt.timedelta(minutes=5):
            raise forms.ValidationError(_("This is still to come."), code="future")
        if at < now - OLDEST:
            raise forms.ValidationError(_("This is more than a year ago."), code="old")
        return min(at, now)


class ComplaintForm(_Words):
    """A new complaint. Clients, people and colleagues are those that `by` and the client allow."""

    class Meta:
        model = Complaint
        fields = ("client", "text", "person", "way", "severity", "raised_at", "owner")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = offer_clients_and_people(self, by)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = who_see_client(chosen) if chosen else User.objects.none()


class ComplaintEditForm(_Words):
    """The words, person, way, severity, moment and owner of a complaint; the clocks follow.

    Until it is closed, also the words of the answer and of what was done.
    """

    class Meta:
        model = Complaint
        fields = ("text", "person", "way", "severity", "raised_at", "owner")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        # Those the person sees at this client, and the one already chosen: saving must not drop whom nobody removed.
        seen = Person.objects.visible_to(by).filter(client=self.instance.client_id)
        people = Person.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk=self.instance.person_id))
        fields["person"].queryset = people.order_by("sort_key", "id")
        fields["person"].empty_label = _("Nobody in particular")
        owners = who_see_client(self.instance.client).values("pk")
        fields["owner"].queryset = User.objects.filter(Q(pk__in=owners) | Q(pk=self.instance.owner_id)).order_by(
            "name", "pk"
        )
        fields["owner"].required, fields["owner"].empty_label = True, None
        for name in self.instance.words_to_put_right:
            words = getattr(self.instance, name)
            fields[name] = step_words(STEP_LABELS[name], is_required=bool(words))
            self.initial[name] = words

    def clean_raised_at(self) -> dt.datetime:
        """Leave a moment that nobody changed as it was: the field shows no seconds."""
        was: dt.datetime = self.instance.raised_at
        if self.cleaned_data["raised_at"] == was.replace(second=0, microsecond=0):
            return was
        return super().clean_raised_at()


STEP_LABELS = {"answer": _("What they were answered"), "solution": _("What was done")}


def step_words(label: Any = None, *, is_required: bool = True) -> forms.CharField:
    """Return the field for what they were answered, or what was done."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "form-control", "data-keep": ""})
    return forms.CharField(label=label, max_length=4000, widget=widget, required=is_required)


class StepForm(NoIdentityNumbers, forms.Form):
    """What they were answered, or what was done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = step_words()

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class CallBackForm(StepForm):
    """What the client says; words are asked for only where they are not satisfied."""

    verdict = forms.ChoiceField(
        label=_("What does the client say?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    field_order = ("version", "verdict", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False
        self.fields["words"].help_text = _("Asked for if they are not satisfied.")

    def clean(self) -> dict[str, Any]:
        """Ask what is still wrong."""
        data = super().clean() or self.cleaned_data
        if data.get("verdict") == Verdict.NOT and not data.get("words") and not self.has_error("words"):
            self.add_error("words", _("Say what is still wrong: it is opened again with this."))
        return data


def _within(name: str) -> Any:
    """Return the label of a term: the legend above it says the severity, the unit stands beside the number."""
    if name.endswith("_answer"):
        return _("Answer within (work hours)")
    return _("Solve within (work hours)") if name.endswith("_solve") else _("Call back within (work hours)")


class RulesForm(forms.ModelForm):
    """How long things may take, in work hours."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ComplaintRules
        fields = ("works_from", "works_until", *ComplaintRules.HOURS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("works_from", "works_until"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        for name in ComplaintRules.HOURS:
            self.fields[name].label = _within(name)
            self.fields[name].widget.attrs |= {"min": 1, "max": ComplaintRules.MOST_HOURS}
            self.fields[name].validators += [MinValueValidator(1), MaxValueValidator(ComplaintRules.MOST_HOURS)]

    def clean(self) -> dict[str, Any]:
        """Keep the hours in order, and no solution due before its answer."""
        data = super().clean() or self.cleaned_data
        if data.get("works_from") and data.get("works_until") and data["works_until"] <= data["works_from"]:
            self.add_error("works_until", _("Work ends before it begins."))
        for severity in ("critical", "serious", "minor"):
            first, last = data.get(f"{severity}_answer"), data.get(f"{severity}_solve")
            if first and last and last < first:
                self.add_error(f"{severity}_solve", _("A solution takes no less than an answer."))
        return data
