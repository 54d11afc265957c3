"""The form of a contract."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from core.house import unit_of
from core.ids import one_uuid
from core.widgets import AMOUNT_HELP, AmountInput
from crm.forms.source import SourcedMixin
from crm.models import Client, Contract, InstalledProduct

MOST_OFFERED = 200


class ProductChoices(forms.ModelMultipleChoiceField):
    """Products of ours at a client; one that stands in another contract says so."""

    widget = forms.CheckboxSelectMultiple
    contract: Contract

    def label_from_instance(self, obj: Any) -> str:
        """Return "5G × 12 · stands in HX-2026-014"."""
        name = f"{obj} × {obj.quantity}" if obj.quantity else str(obj)
        if obj.under is None or obj.contract_id == self.contract.pk:
            return name
        return _("%(product)s · stands in %(contract)s") % {"product": name, "contract": obj.under}


class ContractForm(SourcedMixin, RowForm):
    """Number or what for; everything else may stay unknown. `products` are those of ours at the client in it.

    `had` says which of them did when the page was made: what a colleague has added since is neither seen nor undone.
    """

    facts = "contract"
    apart = (*SourcedMixin.apart, "products", "had")
    products = ProductChoices(InstalledProduct.objects.none(), label=_("Products in it"), required=False)
    had = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Contract
        fields = ("number", "subject", "starts_on", "ends_on", "value", "note")
        widgets = {
            "starts_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "ends_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "value": AmountInput(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["value"].help_text = AMOUNT_HELP
        fields["value"].label = _("Value in %(currency)s") % {"currency": unit_of(settings.CURRENCY)}
        fields["value"].min_value = 0
        fields["number"].widget.attrs["autocomplete"] = "off"
        products = fields["products"]
        products.contract, products.queryset = self.instance, _offered(client, self.instance)
        had = sorted(row.pk for row in products.queryset if row.contract_id == self.instance.pk)
        self.initial |= {"products": had, "had": ",".join(map(str, had))}
        renewed = one_uuid(self.initial.get("renews"))
        if renewed and self.instance._state.adding:
            self._follow(Contract.objects.filter(client=client, pk=renewed, archived_at=None).first())

    def _follow(self, before: Contract | None) -> None:
        """Begin as what renews a contract: it carries on what that one was for, from the day after its end."""
        if before is None:
            return
        self.initial["subject"] = before.subject
        self.initial["starts_on"] = before.ends_on and before.ends_on + dt.timedelta(days=1)
        offered: Any = self.fields["products"]
        self.initial["products"] = [row.pk for row in offered.queryset if row.contract_id == before.pk]

    def clean(self) -> dict[str, Any]:
        """Ask for a name, and keep the days in order."""
        data = super().clean() or self.cleaned_data
        if not data.get("number") and not data.get("subject"):
            self.add_error("subject", _("Give its number, or say what it is for."))
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", _("This is before it begins."))
        if data.get("value") is not None and data["value"] < 0:
            self.add_error("value", _("This is too little."))
        return data

    def row_values(self) -> dict[str, Any]:
        """Return the row's own fields, and which products stand in it from now on (`takes`) and no more (`drops`)."""
        values = super().row_values()
        chosen: set[UUID] = {row.pk for row in self.cleaned_data["products"]}
        had = {one for text in self.cleaned_data["had"].split(",") if (one := one_uuid(text))}
        return {**values, "takes": chosen - had, "drops": had - chosen}


def _offered(client: Client, contract: Contract) -> QuerySet[InstalledProduct]:
    """Return the first 200 products of ours in use at the client, by name, and those in the contract."""
    rows = InstalledProduct.objects.filter(client=client, competitor=None, archived_at=None)
    first = rows.order_by("product", "pk").values("pk")[:MOST_OFFERED]
    shown = rows.filter(Q(pk__in=first) | Q(contract=contract.pk))
    return shown.select_related("competitor", "contract").order_by("product", "pk")
