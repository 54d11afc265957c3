"""The form of a rival's profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.models import Competitor


class CompetitorForm(RowForm):
    """What a rival company is, where it is strong and weak, and ours beside it (P1)."""

    website = forms.URLField(label=_("website"), required=False, assume_scheme="https", max_length=200)

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
        taken = Competitor.objects.filter(name__iexact=data.get("name", "")).exclude(pk=own)
        if data.get("name") and taken.exists():
            self.add_error("name", _("This rival has a page already."))
        return data

    def validate_unique(self) -> None:
        """Leave names to `clean`, which knows a repeated form."""

    def validate_constraints(self) -> None:
        """Leave names to `clean`, and the rest to the database."""
