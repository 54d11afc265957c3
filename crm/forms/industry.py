"""Forms of the tree of industries and of notes about them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms import RowForm
from crm.forms.tree import tree_choices
from crm.models import Industry, IndustryNote


def industry_choices(industries: Iterable[Industry]) -> list[tuple[Any, str]]:
    """Return the choices of a tree, each below what it is part of and indented."""
    return tree_choices(sorted(industries, key=str))


class IndustryForm(RowForm):
    """An industry's names and what it is part of."""

    class Meta:
        model = Industry
        fields = ("name_zh", "name_en", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offered = Industry.objects.filter(Q(archived_at=None) | Q(pk=self.instance.parent_id))
        fields["parent"].queryset = offered.exclude(pk=self.instance.pk)
        fields["parent"].choices = [("", _("Nothing wider")), *industry_choices(fields["parent"].queryset)]


class IndustryNoteForm(RowForm):
    """A note about a trade."""

    class Meta:
        model = IndustryNote
        fields = ("body",)
        labels = {"body": _("Industry note")}
        widgets = {"body": forms.Textarea(attrs={"rows": 3})}
