"""The form of a product in use at a client."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from core.house import unit_of
from core.ids import one_uuid
from core.widgets import AMOUNT_HELP, AmountInput
from crm.forms.source import SourcedMixin
from crm.forms.tree import tree_choices
from crm.models import Client, Competitor, Contract, Department, InstalledProduct, Satisfaction

OURS, RIVALS = "ours", "rival"
MOST_OFFERED = 200


class InstalledForm(SourcedMixin, RowForm):
    """One product, ours or a rival's (K4, P3); a rival is known or typed on the spot. The rest may stay unknown."""

    facts = "product"
    vendor = forms.ChoiceField(
        label=_("Whose product"), choices=[(OURS, _("Ours")), (RIVALS, _("A rival’s"))], widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    new_competitor = forms.CharField(
        label=_("Or another rival"), required=False, max_length=120, help_text=_("It gets a page of its own.")
    )

    class Meta:
        model = InstalledProduct
        fields = (
            "competitor", "new_competitor", "product", "quantity", "since", "contract_end", "monthly_value",
            "department", "satisfaction", "contract", "representative", "representative_notes",
        )  # fmt: skip
        widgets = {
            "satisfaction": forms.RadioSelect,
            "representative_notes": forms.Textarea(attrs={"rows": 3}),
            "quantity": forms.NumberInput(attrs={"inputmode": "numeric", "min": "1"}),
            "monthly_value": AmountInput(),
            **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("since", "contract_end")},
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        row = self.instance
        if not row._state.adding:
            self.initial["vendor"] = OURS if row.is_ours else RIVALS
        here = Q(archived_at=None) | Q(pk=row.competitor_id)
        fields["competitor"].queryset = Competitor.objects.filter(here)
        fields["competitor"].label = _("Rival")
        fields["competitor"].choices = [("", _("Choose a rival")), *self._offered(fields["competitor"].queryset)]
        departments = Department.objects.filter(Q(archived_at=None) | Q(pk=row.department_id), client=client)
        fields["department"].queryset = departments
        fields["department"].choices = [("", _("Unknown")), *tree_choices(departments)]
        contracts = Contract.objects.filter(client=client, archived_at=None)
        fields["contract"].queryset = contracts.order_by("-state", "ends_on", "pk")
        fields["contract"].help_text = _("It ends with the contract then.")
        fields["contract"].empty_label = _("Unknown")
        fields["satisfaction"].choices = [*reversed(Satisfaction.choices), ("", _("Unknown"))]
        fields["monthly_value"].help_text = AMOUNT_HELP
        fields["monthly_value"].label = _("Value a month in %(currency)s") % {"currency": unit_of(settings.CURRENCY)}
        fields["monthly_value"].min_value, fields["quantity"].min_value = 0, 1
        # The column's own least is 0: who typed -1 would be told of that first, and of 1 the next time.
        fields["quantity"].validators = [
            *(one for one in fields["quantity"].validators if not isinstance(one, MinValueValidator)),
            MinValueValidator(1),
        ]
        for name in ("new_competitor", "product", "representative"):
            fields[name].widget.attrs["autocomplete"] = "off"

    def _offered(self, rivals: QuerySet[Competitor]) -> list[tuple[Any, str]]:
        """Return the first 200 by name and the chosen one; any other is found by its name, typed below."""
        listed = list(rivals.order_by("sort_key", "pk").only("id", "name")[:MOST_OFFERED])
        chosen = one_uuid(self["competitor"].value())
        if chosen and all(one.pk != chosen for one in listed):
            listed += rivals.filter(pk=chosen)
        return [(one.pk, str(one)) for one in listed]

    def clean(self) -> dict[str, Any]:
        """Ask for our product's name or for one rival, chosen or typed."""
        data = super().clean() or self.cleaned_data
        typed = " ".join((data.get("new_competitor") or "").split())
        vendor = data.get("vendor") or (RIVALS if data.get("competitor") or typed else "")
        if vendor == OURS:
            data["competitor"], data["new_competitor"] = None, ""
            if not data.get("product") and "product" not in self.errors:
                self.add_error("product", _("Say which product of ours it is."))
        elif vendor != RIVALS:
            self.add_error("vendor", _("Say whose product it is."))
        elif "competitor" not in self.errors:
            if not data.get("competitor") and not typed:
                self.add_error("competitor", _("Choose a rival, or type its name below."))
            elif data.get("competitor") and typed and "competitor" in self.changed_data:
                self.add_error("new_competitor", _("Choose one, or type another: not both."))
        if vendor == OURS:
            self._keep_contract(data)
        if data.get("monthly_value") is not None and data["monthly_value"] < 0:
            self.add_error("monthly_value", _("This is too little."))
        if data.get("since") and data.get("contract_end") and data["contract_end"] < data["since"]:
            self.add_error("contract_end", _("This is before it begins."))
        return data

    def _keep_contract(self, data: dict[str, Any]) -> None:
        """Let a contract that was removed have the product again when it is brought back; and let no day stand in the
        way that is not shown beside a contract.
        """
        row = self.instance
        if not data.get("contract") and "contract" not in self.errors and row.contract and row.under is None:
            data["contract"] = row.contract
        end, since = data.get("contract_end"), data.get("since")
        if data.get("contract") and end and since and end < since and "contract_end" not in self.changed_data:
            data["contract_end"] = None

    def _get_validation_exclusions(self) -> set[str]:
        """Leave whose it is to `clean` and the action: a rival that is typed is no row yet."""
        return super()._get_validation_exclusions() | {"competitor"}

    def row_values(self) -> dict[str, Any]:
        """Return the model's fields; a rival typed on an existing row replaces the chosen one."""
        values = super().row_values()
        del values["vendor"]
        if values.pop("new_competitor", ""):
            values["competitor"] = None
        return values
