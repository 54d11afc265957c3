"""The form of what a rival has at one client."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from core.ids import one_uuid
from crm.forms.source import SourcedMixin
from crm.models import Competitor, CompetitorPresence, Satisfaction

MOST_OFFERED = 200


class PresenceForm(SourcedMixin, RowForm):
    """A rival, known or typed on the spot; everything else may stay unknown (P3)."""

    facts = "product"
    new_competitor = forms.CharField(
        label=_("Or another rival"), required=False, max_length=120, help_text=_("It gets a page of its own.")
    )

    class Meta:
        model = CompetitorPresence
        fields = (
            "competitor", "new_competitor", "product", "satisfaction", "contract_end",
            "representative", "representative_notes",
        )  # fmt: skip
        widgets = {
            "satisfaction": forms.RadioSelect,
            "contract_end": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "representative_notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        here = Q(archived_at=None) | Q(pk=self.instance.competitor_id)
        fields["competitor"].queryset = Competitor.objects.filter(here)
        fields["competitor"].required = False
        fields["competitor"].choices = [("", _("Choose a rival")), *self._offered(fields["competitor"].queryset)]
        fields["satisfaction"].choices = [*reversed(Satisfaction.choices), ("", _("Unknown"))]
        for name in ("new_competitor", "product", "representative"):
            fields[name].widget.attrs["autocomplete"] = "off"

    def _offered(self, rivals: QuerySet[Competitor]) -> list[tuple[Any, str]]:
        """Return the first 200 by name and the chosen one; any other is found by its name, typed below."""
        order = ("sort_key", "pk")
        listed = list(rivals.order_by(*order).only("id", "name")[:MOST_OFFERED])
        chosen = one_uuid(self["competitor"].value())
        if chosen and all(one.pk != chosen for one in listed):
            listed += rivals.filter(pk=chosen)
        return [(one.pk, str(one)) for one in listed]

    def clean(self) -> dict[str, Any]:
        """Ask for one rival: chosen or typed."""
        data = super().clean() or self.cleaned_data
        typed = " ".join((data.get("new_competitor") or "").split())
        if "competitor" in self.errors:
            return data
        if not data.get("competitor") and not typed:
            self.add_error("competitor", _("Choose a rival, or type its name below."))
        elif data.get("competitor") and typed and "competitor" in self.changed_data:
            self.add_error("new_competitor", _("Choose one, or type another: not both."))
        return data

    def row_values(self) -> dict[str, Any]:
        """Return the model's fields; a rival typed on an existing row replaces the chosen one."""
        values = super().row_values()
        if values.pop("new_competitor", ""):
            values["competitor"] = None
        return values
