"""The filters of the list of people across clients."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.beginning import Stretch
from core.prepared import Text
from core.search import Sought, sought
from crm.models import Client, NotesRules, PersonDate, PersonLevel
from crm.models.person import PersonQuerySet
from crm.models.person_date import soon_days
from crm.models.trait import rules
from crm.search import called_so


class PeopleFilter(forms.Form):
    """Read from the address. What makes no sense filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("level"), required=False, choices=[("", _("All levels")), *reversed(PersonLevel.choices)]
    )
    soon = forms.BooleanField(label=_("Birthday soon"), required=False)
    ending = forms.BooleanField(label=_("Notes ending soon"), required=False)
    left = forms.BooleanField(label=_("Have left"), required=False)
    # Asked for by the client's page; in the list it can only be taken away.
    client = forms.UUIDField(label=_("Client"), required=False)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent, auto_id="filter-%s")
        self.fields["level"].widget.attrs["class"] = "form-select"

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that make sense, by name."""
        self.is_valid()
        return self.cleaned_data

    @property
    def stretch(self) -> Stretch | None:
        """The names that come first where words are asked for."""
        typed = self.chosen.get("q")
        return called_so(typed, are_people=True) if typed else None

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.chosen.values())

    def client_of(self, user: User) -> Client | None:
        """Return the client whose people are asked for, if `user` sees it."""
        asked = self.chosen.get("client")
        return Client.objects.visible_to(user).filter(pk=asked).first() if asked else None

    def asked(self, *, today: dt.date) -> tuple[Any, ...]:
        """Return what is asked for, as `narrowed` takes it."""
        chosen = self.chosen
        return (
            bool(chosen.get("left")),
            sought(chosen["q"]) if chosen.get("q") else None,
            Text(chosen["level"]) if chosen.get("level") else None,
            *(soon_days(today) if chosen.get("soon") else (None, None)),
            chosen.get("client"),
            rules().ending_since(today) if chosen.get("ending") else None,
        )


def narrowed(
    people: PersonQuerySet,
    left: bool,
    asked: Sought | None,
    level: Text | None,
    first: dt.date | None,
    last: dt.date | None,
    client_id: UUID | None,
    ending: dt.date | None,
) -> PersonQuerySet:
    """Return the people that a filter leaves, for `prepared_page`: it only hands on what it is given.

    `first` and `last`: of those with a date that comes round within these days; `ending`: of those with a plain note
    that nobody has found needed since that day.
    """
    if client_id:
        people = people.filter(client=client_id)
    people = people.exclude(left_on=None) if left else people.active()
    if asked:
        people = people.found_by(asked)
    if level:
        people = people.filter(level=level)
    if first and last:
        people = people.filter(Exists(PersonDate.objects.within(first, last).filter(person=OuterRef("pk"))))
    if ending:
        people = people.with_notes_ending(ending)
    return people


class NotesRulesForm(forms.ModelForm):
    """How long the house keeps notes about people, and which sensitive ones."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = NotesRules
        fields = ("months_kept", "religion", "health", "children")
        widgets = {"months_kept": forms.RadioSelect}
