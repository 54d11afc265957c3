"""The filters of the list of people across clients."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from crm.models import NotesRules, PersonDate, PersonLevel
from crm.models.person import PersonQuerySet


class PeopleFilter(forms.Form):
    """Read from the address. What makes no sense filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("level"), required=False, choices=[("", _("All levels")), *reversed(PersonLevel.choices)]
    )
    soon = forms.BooleanField(label=_("Birthday soon"), required=False)
    left = forms.BooleanField(label=_("Have left"), required=False)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent, auto_id="filter-%s")
        self.fields["level"].widget.attrs["class"] = "form-select"

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that make sense, by name."""
        self.is_valid()
        return self.cleaned_data

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.chosen.values())

    def apply(self, people: PersonQuerySet, *, today: dt.date) -> PersonQuerySet:
        """Narrow `people` to what is asked for."""
        chosen = self.chosen
        people = people.exclude(left_on=None) if chosen.get("left") else people.active()
        if chosen.get("q"):
            people = people.found_by(chosen["q"])
        if chosen.get("level"):
            people = people.filter(level=chosen["level"])
        if chosen.get("soon"):
            people = people.filter(Exists(PersonDate.objects.soon(today).filter(person=OuterRef("pk"))))
        return people


class NotesRulesForm(forms.ModelForm):
    """Which sensitive notes the house keeps."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = NotesRules
        fields = ("religion", "health", "children")
