"""Where a fact comes from, said in two taps, or along with the save of a row (K7)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.actions.source import Given
from crm.facts import NOUNS, FactSources, is_known
from crm.models import FactSource, SourceKind, SourceTried, TryOutcome

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
DRAWN_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})  # not by crispy


def not_yet_to_come(day: Any) -> Any:
    """Refuse a day that nobody can have learnt anything on."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day is yet to come."), code="future")
    return day


class SourceForm(RowForm):
    """One source of one fact: the kind is a button that sends the form, the day is today's unless another is given."""

    class Meta:
        model = FactSource
        fields = ("kind", "learnt_on", "note")
        widgets = {"learnt_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["learnt_on"].required = False

    def clean_learnt_on(self) -> dt.date:
        """Today where no day is given; nothing was learnt tomorrow."""
        day: dt.date = self.cleaned_data["learnt_on"] or timezone.localdate()
        return not_yet_to_come(day)  # type: ignore[no-any-return]


class TriedForm(RowForm):
    """When a kind of source was tried, what it gave, whom they asked."""

    class Meta:
        model = SourceTried
        fields = ("outcome", "tried_on", "note")
        widgets = {"tried_on": DAY, "outcome": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["outcome"].choices = [*TryOutcome.choices, ("", _("Nothing yet"))]

    def clean_tried_on(self) -> dt.date:
        """Nobody asked tomorrow."""
        return not_yet_to_come(self.cleaned_data["tried_on"])


class SourcedMixin:
    """A row's form that may say, along with the save, where what was changed comes from.

    Before `RowForm` among the bases, with `facts`, the noun in `crm.facts`. Its own fields are `apart`: the template
    draws them by `{% where_from form %}`. `known`, the client's sources, lets an edit offer what has no source yet:
    `bare`, as (field, label).
    """

    facts: str
    bare: list[tuple[str, Any]]
    apart: tuple[str, ...] = ("source_kind", "source_on", "source_also")
    fields: dict[str, Any]
    data: Any
    instance: Any
    cleaned_data: dict[str, Any]
    changed_data: list[str]

    def __init__(self, *args: Any, known: FactSources | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        noun = NOUNS[self.facts]
        self.fields["source_kind"] = forms.ChoiceField(
            label=_("Where from?"), required=False, choices=[("", _("Not said")), *SourceKind.choices]
        )
        self.fields["source_on"] = forms.DateField(
            label=_("Learnt on"),
            required=False,
            initial=timezone.localdate,
            widget=DRAWN_DAY,
            validators=[not_yet_to_come],
        )
        self.bare = [
            (name, self.fields[name].label)
            for name in noun.fields
            if known is not None and name in self.fields
            and is_known(self.instance, name) and known.of(self.instance, name) is None
        ]  # fmt: skip
        # Any may come: what had no source when the page was made may have one by now.
        self.fields["source_also"] = forms.MultipleChoiceField(
            label=_("Also for what was here already"), required=False, choices=[(name, name) for name in noun.fields]
        )

    def row_values(self) -> dict[str, Any]:
        """Return the row's own fields."""
        values: dict[str, Any] = super().row_values()  # type: ignore[misc]
        return {name: value for name, value in values.items() if name not in self.apart}

    def given_source(self) -> Given | None:
        """Return the source given in this form, for the fields that were changed or chosen; None for none."""
        kind = self.cleaned_data.get("source_kind")
        if not kind:
            return None
        names = {*self.changed_data, *(self.cleaned_data.get("source_also") or ())}
        if self.instance._state.adding:
            names = set(self.fields)  # what an address filled in was given too
        return Given(tuple(sorted(names)), kind, self.cleaned_data.get("source_on") or timezone.localdate())
