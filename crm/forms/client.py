"""Forms of a client, and the filters of the list."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import RowForm
from core.widgets import Select
from crm.access import assignable_owners, may_assign_client
from crm.models import Client, Industry, Tier
from crm.models.client import ClientQuerySet
from crm.search import similar_clients


class ClientForm(RowForm):
    """A client's own data. Only those who may give the client to somebody see `owner`."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    confirmed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Client
        fields = (
            "name", "other_name", "short_name", "tier", "industry", "owner", "business", "phone", "website", "address",
        )  # fmt: skip
        widgets = {
            "tier": forms.RadioSelect,
            "business": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.by = by
        self.similar: list[Client] = []
        is_new = self.instance._state.adding
        fields["name"].widget.attrs["autocomplete"] = "off"
        fields["tier"].choices = [*Tier.choices, ("", _("Not set"))]
        fields["industry"].empty_label = _("Not set")
        may_choose = bool(by.scope.everything or by.scope.team_ids) if is_new else may_assign_client(by, self.instance)
        if may_choose:
            owners = assignable_owners(by)
            if not is_new:
                owners = owners | User.objects.filter(pk=self.instance.owner_id)
            fields["owner"].queryset = owners.select_related("team")
            fields["owner"].initial = by.pk
            fields["owner"].empty_label = None
        else:
            del fields["owner"]

    def clean(self) -> dict[str, Any]:
        """Stop a new client once when one like it exists; the person may then save it knowingly."""
        data = super().clean() or self.cleaned_data
        if self.instance._state.adding and data.get("name") and not data.get("confirmed"):
            self.similar = similar_clients(self.by, data["name"], but=data.get("new_id"))
            if self.similar:
                data_again = QueryDict(mutable=True)
                data_again.update(self.data)  # type: ignore[arg-type]
                data_again["confirmed"] = "1"
                self.data = data_again
                raise forms.ValidationError(
                    _("There is a client with a name like this. If yours is another, save again."), code="similar"
                )
        return data

    def row_values(self) -> dict[str, Any]:
        """Return the model's fields."""
        return {name: value for name, value in super().row_values().items() if name != "confirmed"}


class ClientFilter(forms.Form):
    """The list's filters, read from the address. What makes no sense filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    tier = forms.ChoiceField(
        label=_("tier"), required=False, choices=[("", _("All tiers")), *Tier.choices], widget=Select
    )
    industry = forms.ModelChoiceField(
        Industry.objects.all(), label=_("industry"), required=False, empty_label=_("All industries"), widget=Select
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("account manager"),
        required=False,
        empty_label=_("All account managers"),
        widget=Select,
    )
    mine = forms.BooleanField(label=_("Mine only"), required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)

    def __init__(self, sent: QueryDict, *, by: User) -> None:
        super().__init__(sent, auto_id="filter-%s")
        fields: dict[str, Any] = self.fields
        self.by = by
        if by.scope.everything or by.scope.team_ids:
            fields["owner"].queryset = assignable_owners(by)
        else:
            del fields["owner"]
        for name in ("tier", "industry", "owner"):
            if name in fields:
                fields[name].widget.attrs["class"] = "form-select"

    @property
    def sees_several(self) -> bool:
        """Whether the viewer sees clients of several account managers as a matter of course."""
        return "owner" in self.fields

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.chosen.values())

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that make sense, by name."""
        self.is_valid()
        return self.cleaned_data

    def apply(self, clients: ClientQuerySet) -> ClientQuerySet:
        """Narrow `clients` to what is asked for."""
        chosen = self.chosen
        clients = clients.exclude(archived_at=None) if chosen.get("archived") else clients.active()
        if chosen.get("q"):
            clients = clients.found_by(chosen["q"])
        for name in ("tier", "industry", "owner"):
            if chosen.get(name):
                clients = clients.filter(**{name: chosen[name]})
        if chosen.get("mine"):
            clients = clients.filter(owner=self.by)
        return clients
