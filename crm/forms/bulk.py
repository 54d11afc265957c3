"""What is to be done with many clients, or with many of their people."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import OnceMixin
from crm.access import assignable_owners
from crm.actions.bulk import MOST
from crm.actions.tag import tidy
from crm.forms.tree import tree_choices
from crm.models import Department, PersonLevel, Strength, Tier
from crm.models.bulk import BulkKind, BulkKindPeople


class _ActForm(OnceMixin, forms.Form):
    """Which act; each kind of rows adds what its acts need."""

    act = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.add_new_id()


class BulkForm(_ActForm):
    """An act on clients, and what it needs: a word, a tier, a colleague."""

    tag = forms.CharField(label=_("Tag"), max_length=40, required=False)
    tier = forms.ChoiceField(label=_("Tier"), choices=[("", _("None")), *Tier.choices], required=False)
    colleague = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), required=False, empty_label=_("Colleague …")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["colleague"].queryset = User.objects.filter(is_active=True).order_by("name", "pk")
        self.may_give = bool(by.scope.everything or by.scope.team_ids)
        fields["act"].choices = [one for one in BulkKind.choices if self.may_give or one[0] != BulkKind.GIVE]
        self.by = by

    def clean(self) -> dict[str, Any]:
        """Ask for the word and the colleague where one is needed, and for one who may be given a client."""
        data = super().clean() or self.cleaned_data
        act, colleague = data.get("act"), data.get("colleague")
        if act == BulkKind.TAG and not tidy(data.get("tag", "")):
            self.add_error("tag", _("Type a word."))
        if act in (BulkKind.GIVE, BulkKind.SHARE) and colleague is None and not self.has_error("colleague"):
            self.add_error("colleague", _("Choose a colleague."))
        if act == BulkKind.GIVE and colleague and not assignable_owners(self.by).filter(pk=colleague.pk).exists():
            self.add_error("colleague", _("Choose somebody of your teams."))
        return data


class PeopleBulkForm(_ActForm):
    """An act on people, and what it needs: a level, a department, how well they are known, since when they are gone.

    A department is of one client: it is offered when all people are of that one (`clients` holds their clients).
    """

    level = forms.ChoiceField(
        label=_("Level"), choices=[*reversed(PersonLevel.choices)], required=False, widget=forms.RadioSelect
    )
    department = forms.ModelChoiceField(
        Department.objects.none(), label=_("Department"), required=False, empty_label=_("Department …")
    )
    strength = forms.TypedChoiceField(
        label=_("How well you know them"), choices=Strength.choices, coerce=int, initial=Strength.WELL,
        empty_value=Strength.WELL, required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    on = forms.DateField(
        label=_("Since when"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    keep_seat = forms.BooleanField(
        label=_("Their seats stay on the chart, names unknown"), required=False, initial=True,
        help_text=_("Of each who has a position. Where no seat stays, who reported to them moves up."),
    )  # fmt: skip

    def __init__(self, *args: Any, clients: Collection[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.initial.setdefault("on", timezone.localdate())
        self.of_several = len(clients) > 1
        departments = Department.objects.filter(client__in=list(clients), archived_at=None)
        self.has_departments = len(clients) == 1 and departments.exists()
        if self.has_departments:
            fields["department"].queryset = departments
            fields["department"].choices = [("", _("Department …")), *tree_choices(departments)]
        offered = [
            one for one in BulkKindPeople.choices if self.has_departments or one[0] != BulkKindPeople.DEPARTMENT
        ]
        fields["act"].choices = offered

    def clean(self) -> dict[str, Any]:
        """Ask for what the act needs."""
        data = super().clean() or self.cleaned_data
        words = {
            BulkKindPeople.LEVEL: ("level", _("Choose a level.")),
            BulkKindPeople.DEPARTMENT: ("department", _("Choose a department.")),
            BulkKindPeople.LEAVE: ("on", _("Say since when.")),
        }
        name, asked = words.get(data.get("act"), ("", ""))
        if name and not data.get(name) and not self.has_error(name):
            self.add_error(name, asked)
        return data


def versions_in(sent: QueryDict) -> dict[UUID, int]:
    """Return the version of each row that was chosen ("id:version"); what makes no sense is left out."""
    found: dict[UUID, int] = {}
    for row in sent.getlist("row")[: MOST + 1]:
        pk, _colon, version = row.partition(":")
        try:
            found[UUID(pk)] = int(version)
        except ValueError:
            continue
    return found
