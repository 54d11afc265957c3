"""The form of a site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.models import Site


class SiteForm(RowForm):
    """Where a client is; any one of its lines is enough."""

    class Meta:
        model = Site
        fields = ("name", "province", "city", "district", "street", "phone", "note", "is_main")
        widgets = {"phone": forms.TextInput(attrs={"inputmode": "tel"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("name", "province", "city", "district", "street", "phone", "note"):
            fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Ask for a line: a name, a region or an address."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(name) for name in ("name", "province", "city", "district", "street")):
            self.add_error("street", _("Say where it is, or at least what is there."))
        return data
