"""The form of a person at a client."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import RowForm
from crm.models import Channel, Client, Department, Person, PersonLevel


class PersonForm(RowForm):
    """A name, or a position whose holder is unknown; everything else when it is known. Pickers hold this client's."""

    class Meta:
        model = Person
        fields = (
            "name", "position", "level", "department", "reports_to", "courtesy_title", "surname", "reading",
            "other_name", "mobile", "phone", "email", "wechat", "preferred_channel",
        )  # fmt: skip
        widgets = {
            "level": forms.RadioSelect,
            "preferred_channel": forms.RadioSelect,
            "mobile": forms.TextInput(attrs={"inputmode": "tel"}),
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        person = self.instance
        for name in (
            "name", "position", "courtesy_title", "surname", "reading", "other_name",
            "mobile", "phone", "email", "wechat",
        ):  # fmt: skip
            fields[name].widget.attrs["autocomplete"] = "off"  # the browser would offer the manager's own
        fields["name"].label = pgettext_lazy("of a person", "Name")
        fields["level"].choices = [*reversed(PersonLevel.choices), ("", _("Unknown"))]
        fields["preferred_channel"].choices = [*Channel.choices, ("", _("Unknown"))]
        of_client = Q(client=client)
        departments = Department.objects.filter(of_client, Q(archived_at=None) | Q(pk=person.department_id))
        fields["department"].queryset = departments.order_by("name", "pk")
        fields["department"].empty_label = _("Unknown")
        people = Person.objects.filter(of_client, Q(archived_at=None) | Q(pk=person.reports_to_id))
        fields["reports_to"].queryset = people.exclude(pk=person.pk).order_by("sort_key", "pk")
        fields["reports_to"].empty_label = _("Nobody, or unknown")

    def clean(self) -> dict[str, Any]:
        """Ask for a name or a position."""
        data = super().clean() or self.cleaned_data
        if not data.get("name") and not data.get("position") and not self.errors:
            self.add_error("name", _("Give a name, or a position if you do not know who holds it."))
        return data
