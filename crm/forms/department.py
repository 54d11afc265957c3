"""The form of a department."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.forms.source import SourcedMixin
from crm.forms.tree import tree_choices
from crm.models import Client, Department, DepartmentFunction


class DepartmentForm(SourcedMixin, RowForm):
    """Name, function (K2), and what it is part of: a department of the same client."""

    facts = "department"

    class Meta:
        model = Department
        fields = ("name", "function", "parent", "note")
        widgets = {"function": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        still = Q(archived_at=None) | Q(pk=self.instance.parent_id)
        others = Department.objects.filter(still, client=client).exclude(pk=self.instance.pk)
        fields["parent"].queryset = others
        fields["parent"].choices = [("", _("Of the firm itself")), *tree_choices(others)]
        fields["name"].widget.attrs["autocomplete"] = "off"
        fields["function"].choices = DepartmentFunction.choices
