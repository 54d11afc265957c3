"""Forms of a client, and the filters of the list."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.beginning import BY_NAME, Stretch
from core.forms import RowForm
from core.ids import one_uuid
from core.prepared import Keys, Text, prepared
from core.search import Sought, sought
from core.widgets import Select
from crm.access import assignable_owners, may_assign_client
from crm.forms.industry import industry_choices
from crm.forms.source import SourcedMixin
from crm.models import Client, Headcount, Industry, Tag, Tagging, Tier
from crm.models.client import LONG_WAIT, REVENUE_WORDS, ClientQuerySet
from crm.models.industry import industry_and_below
from crm.models.site import ADDRESS_LENGTH
from crm.registration import tidy_code
from crm.search import BY_LAST_VISIT, BY_SCORE, called_so, similar_clients


class ClientForm(SourcedMixin, RowForm):
    """A client's own data, in sections. Only those who may give the client to somebody see `owner`.

    A new client may be given an `address`, its main site; later on sites have a form of their own.
    """

    facts = "client"
    address = forms.CharField(label=_("Address"), required=False, max_length=ADDRESS_LENGTH)
    was_renamed = forms.BooleanField(label=_("They were renamed: keep the old name too"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    confirmed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Client
        fields = (
            "name", "other_name", "short_name", "tier", "industry", "owner", "business", "headcount", "revenue",
            "phone", "website", "registration_code", "parent",
        )  # fmt: skip
        widgets = {
            "tier": forms.RadioSelect,
            "business": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            "registration_code": forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
            "headcount": forms.RadioSelect,
            "revenue": forms.RadioSelect,
            "parent": forms.RadioSelect,
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.by = by
        self.similar: list[Client] = []
        is_new = self.instance._state.adding
        fields["name"].widget.attrs["autocomplete"] = "off"
        fields["tier"].choices = [*Tier.choices, ("", _("Not set"))]
        fields["headcount"].choices = [*Headcount.choices, ("", _("Unknown"))]
        fields["revenue"].choices = [*REVENUE_WORDS.items(), ("", _("Unknown"))]
        fields["revenue"].label = _("Turnover a year")
        fields["industry"].queryset = Industry.objects.filter(Q(archived_at=None) | Q(pk=self.instance.industry_id))
        fields["industry"].choices = [("", _("Not set")), *industry_choices(fields["industry"].queryset)]
        del fields["address" if not is_new else "was_renamed"]
        self._offer_parents(fields)
        may_choose = bool(by.scope.everything or by.scope.team_ids) if is_new else may_assign_client(by, self.instance)
        if may_choose:
            owners = assignable_owners(by)
            if not is_new:
                owners = owners | User.objects.filter(pk=self.instance.owner_id)
            fields["owner"].queryset = owners.select_related("team")
            fields["owner"].initial = by.pk
            fields["owner"].empty_label = None
            if not is_new:
                fields["owner"].help_text = _(
                    "Open complaints and the next contact go along. Promises stay: a hand-over takes those too."
                )
        else:
            del fields["owner"]

    def _offer_parents(self, fields: dict[str, Any]) -> None:
        """Offer the parent firm that is chosen; others are found by typing (`client-parents`).

        A parent that the person may not see is neither named nor changed: the field is not there.
        """
        seen = Client.objects.visible_to(self.by)
        kept = self.instance.parent_id
        if kept and not seen.filter(pk=kept).exists():
            del fields["parent"]
            return
        fields["parent"].queryset = seen.exclude(pk=self.instance.pk)
        fields["parent"].empty_label = None
        chosen = one_uuid(self["parent"].value())
        listed = list(seen.filter(pk__in={kept, chosen} - {None})) if kept or chosen else []
        fields["parent"].widget.choices = [("", _("None")), *[(one.pk, str(one)) for one in listed]]

    def clean_registration_code(self) -> str:
        """Fold the code to how it is written on the licence."""
        return tidy_code(self.cleaned_data["registration_code"])

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
        """Return the model's fields, and `address` for a new client."""
        apart = ("confirmed", "was_renamed")
        return {name: value for name, value in super().row_values().items() if name not in apart}


class _RowChoice(forms.TypedChoiceField):
    """One of the rows that the list offers, by its id."""

    widget = Select

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, required=False, **kwargs)


@prepared(planned=True)
def _industries() -> QuerySet[Industry]:
    return Industry.objects.only("id", "name_en", "name_zh", "parent_id")


@prepared(planned=True)
def _tags() -> QuerySet[Tag]:
    return Tag.objects.only("id", "name").order_by("name")


@prepared(planned=True)
def _owners(user: User) -> QuerySet[User]:
    return assignable_owners(user).only("id", "name", "username")


class ClientFilter(forms.Form):
    """The list's filters, read from the address. What makes no sense filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    tier = forms.ChoiceField(
        label=_("tier"), required=False, choices=[("", _("All tiers")), *Tier.choices], widget=Select
    )
    industry = _RowChoice(label=_("industry"))
    owner = _RowChoice(label=_("account manager"))
    tag = _RowChoice(label=_("tag"))
    order = forms.ChoiceField(
        label=_("order"),
        required=False,
        choices=[("", _("By name")), ("file", _("Least complete first"))],
        widget=Select,
    )
    mine = forms.BooleanField(label=_("Mine only"), required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)
    # Asked for by Today; in the list it can only be taken away.
    waiting = forms.BooleanField(label=_("Next contact overdue for over 60 days"), required=False)

    def __init__(self, sent: QueryDict, *, by: User) -> None:
        super().__init__(sent, auto_id="filter-%s")
        fields: dict[str, Any] = self.fields
        self.by = by
        if by.scope.everything or by.scope.team_ids:
            fields["owner"].choices = [("", _("All account managers")), *((one.pk, str(one)) for one in _owners(by))]
        else:
            del fields["owner"]
        self._industries = _industries()
        fields["industry"].choices = [("", _("All industries")), *industry_choices(self._industries)]
        fields["tag"].choices = [("", _("All tags")), *((one.pk, one.name) for one in _tags())]
        if self.is_waiting:
            fields["order"].choices = [("", _("Longest without a visit first")), *fields["order"].choices[1:]]
        for name in ("tier", "industry", "tag", "owner", "order"):
            if name in fields:
                fields[name].widget.attrs["class"] = "form-select"

    @property
    def sees_several(self) -> bool:
        """Whether the viewer sees clients of several account managers as a matter of course."""
        return "owner" in self.fields

    @property
    def has_tags(self) -> bool:
        """Whether there is a tag to choose."""
        return len(self["tag"].field.choices) > 1  # type: ignore[attr-defined]

    @property
    def is_waiting(self) -> bool:
        """Whether only those are asked for whose next contact is long overdue."""
        return bool(self.data.get("waiting"))

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered; an order alone filters nothing."""
        return any(value for name, value in self.chosen.items() if name != "order")

    @property
    def in_order(self) -> tuple[str, ...]:
        """The order asked for: what is least complete first (H2), else who waits longest, else by name."""
        if self.chosen.get("order") == "file":
            return BY_SCORE
        return BY_LAST_VISIT if self.chosen.get("waiting") else BY_NAME

    @property
    def stretch(self) -> Stretch | None:
        """The names that come first where words are asked for in the order of names."""
        typed = self.chosen.get("q")
        return called_so(typed) if typed and self.in_order == BY_NAME else None

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that make sense, by name."""
        self.is_valid()
        return self.cleaned_data

    @property
    def asked(self) -> tuple[Any, ...]:
        """What is asked for, as `narrowed` takes it."""
        chosen = self.chosen
        industries = None
        if chosen.get("industry"):
            parents = [(one.pk, one.parent_id) for one in self._industries]
            industries = Keys(industry_and_below(chosen["industry"], parents))
        return (
            bool(chosen.get("archived")),
            sought(chosen["q"]) if chosen.get("q") else None,
            Text(chosen["tier"]) if chosen.get("tier") else None,
            chosen.get("owner"),
            industries,
            chosen.get("tag"),
            bool(chosen.get("mine")),
            timezone.localdate() - LONG_WAIT if chosen.get("waiting") else None,
        )

    def apply(self, clients: ClientQuerySet) -> ClientQuerySet:
        """Narrow `clients` to what is asked for."""
        return narrowed(clients, self.by, *self.asked)


def narrowed(
    clients: ClientQuerySet,
    by: User,
    archived: bool,
    asked: Sought | None,
    tier: Text | None,
    owner_id: UUID | None,
    industry_ids: Keys | None,
    tag_id: UUID | None,
    mine: bool,
    waiting: dt.date | None,
) -> ClientQuerySet:
    """Return the clients that a filter leaves: for `prepared_page` too, so it only hands on what it is given."""
    clients = clients.exclude(archived_at=None) if archived else clients.active()
    if asked:
        clients = clients.found_by(asked)
    if tier:
        clients = clients.filter(tier=tier)
    if owner_id:
        clients = clients.filter(owner_id=owner_id)
    if industry_ids:
        clients = clients.filter(industry__any_of=industry_ids)
    if tag_id:
        clients = clients.filter(pk__in=Tagging.objects.filter(tag_id=tag_id).values("client"))
    if mine:
        clients = clients.filter(owner_id=by.pk)
    if waiting:
        clients = clients.waiting(waiting)
    return clients
