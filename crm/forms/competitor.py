"""The form of a rival's profile."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.actions.competitor import TAKEN
from crm.models import Competitor
from crm.models.competitor import CompetitorQuerySet


class CompetitorForm(RowForm):
    """What a rival company is, where it is strong and weak, and ours beside it (P1)."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = Competitor
        fields = (
            "name", "other_name", "website", "business", "service", "strengths", "weaknesses", "our_answer",
        )  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("business", "service", "strengths", "weaknesses", "our_answer")
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is taken, but not the second arrival of the same form."""
        data = super().clean() or self.cleaned_data
        own = self.instance.pk if not self.instance._state.adding else data.get("new_id")
        taken = Competitor.objects.filter(name__iexact=data.get("name", ""))
        if own:
            taken = taken.exclude(pk=own)
        if data.get("name") and taken.exists():
            self.add_error("name", TAKEN)
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # Names are left to `clean`, which knows a repeated form.
        return {*super()._get_validation_exclusions(), "name"}  # type: ignore[misc]


class CompetitorFilter(forms.Form):
    """The list's filters, read from the address."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    archived = forms.BooleanField(label=_("Archived"), required=False)

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent, auto_id="filter-%s")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        self.is_valid()
        return any(self.cleaned_data.values())

    def apply(self, rivals: CompetitorQuerySet) -> CompetitorQuerySet:
        """Narrow `rivals` to what is asked for."""
        self.is_valid()
        typed = self.cleaned_data.get("q")
        rivals = rivals.exclude(archived_at=None) if self.cleaned_data.get("archived") else rivals.active()
        return rivals.found_by(typed) if typed else rivals
