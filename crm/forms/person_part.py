"""Forms of what hangs on a person. All are asked for by kind (crm/parts.py)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import RowForm
from crm.forms.source import SourcedMixin
from crm.models import (
    Acquaintance,
    Channel,
    ContactWay,
    Favour,
    FormerEmployer,
    Person,
    PersonDate,
    Relation,
    Trait,
    TraitKind,
)  # fmt: skip
from crm.models.contact_way import DIALLED, key_of, keys_of
from crm.models.trait import NO_END, NO_REASON, rules
from crm.sensitive import PATTERN, sounds_sensitive


class PartForm(RowForm):
    """One row of a person. The action checks it whole (`prepare`) and says what is wrong beside the field."""

    chips: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()  # drawn by themselves, below the others

    def __init__(self, *args: Any, by: User, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.person = by, person
        fields: dict[str, Any] = self.fields
        for name in self.chips:
            field = fields[name]
            field.widget = forms.RadioSelect(choices=[one for one in field.choices if one[0] != ""])
        for field in fields.values():
            if isinstance(field.widget, forms.TextInput | forms.NumberInput):
                field.widget.attrs["autocomplete"] = "off"
        if "colleague" in fields:
            people = User.objects.visible_to(by) | User.objects.filter(pk=getattr(self.instance, "colleague_id", None))
            fields["colleague"].queryset = people.order_by("name", "pk")
            fields["colleague"].initial = by.pk


class ContactWayForm(SourcedMixin, PartForm):
    """A number or address; two numbers with "/" between make two rows."""

    facts = "way"
    chips: tuple[str, ...] = ("channel",)

    class Meta:
        model = ContactWay
        fields = ("channel", "value", "label", "note", "is_preferred")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].widget.attrs.update(maxlength=160, inputmode="text")
        self.fields["channel"].choices = Channel.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse what stands with this person already: a number once, however it is written."""
        data = super().clean()
        channel, value = data.get("channel"), data.get("value")
        if channel and value and not self._comes_again(data.get("new_id")):
            dialled = channel in DIALLED
            others = ContactWay.objects.there().filter(person=self.person).exclude(pk=self.instance.pk)
            others = others.filter(channel__in=DIALLED if dialled else [channel])
            wanted = keys_of(value) if dialled else {key_of(channel, value)}
            there = next((one for one in others if one.key and one.key in wanted), None)
            if there is not None:
                said = {"kind": there.get_channel_display()}
                self.add_error("value", _("This stands here already, under “%(kind)s”.") % said)
        return data


class PersonDateForm(SourcedMixin, PartForm):
    """A date that comes round, by either calendar; the year may stay empty."""

    facts = "date"
    chips: tuple[str, ...] = ("kind", "calendar")
    wide = ("year", "month", "day")

    class Meta:
        model = PersonDate
        fields = ("kind", "label", "calendar", "year", "month", "day", "is_leap_month", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, least, most in (("year", 1900, 2100), ("month", 1, 12), ("day", 1, 31)):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, help_text=self.fields[name].help_text, required=name != "year",
                min_value=least, max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )  # fmt: skip


class EmployerForm(PartForm):
    wide = ("from_year", "until_year")

    class Meta:
        model = FormerEmployer
        fields = ("name", "position", "from_year", "until_year", "note")


class AcquaintanceForm(PartForm):
    chips: tuple[str, ...] = ("kind", "strength")

    class Meta:
        model = Acquaintance
        fields = ("colleague", "kind", "strength", "since_year", "note")


class RelationForm(PartForm):
    """Whom they know was chosen on the page before; it stays hidden here."""

    chips: tuple[str, ...] = ("kind", "strength")

    class Meta:
        model = Relation
        fields = ("other", "kind", "strength", "note", "source")
        widgets = {"other": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Person.objects.visible_to(self.by)  # type: ignore[attr-defined]
        if not self.instance._state.adding:
            del self.fields["other"]


class FavourForm(PartForm):
    chips: tuple[str, ...] = ("side",)

    class Meta:
        model = Favour
        fields = ("side", "text", "on", "colleague")
        widgets = {"on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()


class TraitForm(PartForm):
    """A trait or small request; what is sensitive is offered only where the house allows it."""

    chips: tuple[str, ...] = ("kind", "source")
    watched, pattern = "text", PATTERN

    class Meta:
        model = Trait
        fields = ("kind", "text", "source", "noted_on", "sensitivity", "reason", "expires_on")
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in ("noted_on", "expires_on")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = TraitKind.choices  # type: ignore[attr-defined]
        allowed = rules().allowed
        if not allowed and not self.instance.sensitivity:
            for name in ("sensitivity", "reason", "expires_on"):
                del self.fields[name]
            return
        self.fields["sensitivity"].widget = forms.RadioSelect()
        self.fields["sensitivity"].choices = [("", _("No")), *allowed]  # type: ignore[attr-defined]
        self.chips = (*self.chips, "sensitivity")

    @property
    def hint(self) -> Any:
        """What is said beside a plain note that may be sensitive."""
        if "sensitivity" in self.fields:
            return _(
                "This sounds like religion, health or children. Better note what to do, not why; if it has to stand"
                " here, choose below what it is about."
            )
        return _("This sounds like religion, health or children, which are not kept here. Note what to do, not why.")

    @property
    def is_hinted(self) -> bool:
        """Whether the words that are in the form want the hint."""
        is_said = "sensitivity" in self.fields and self["sensitivity"].value()
        return not is_said and sounds_sensitive(self["text"].value() or "")

    def clean(self) -> dict[str, Any]:
        """Ask beside their fields for what a sensitive note needs, before the database asks in words of its own."""
        data = super().clean()
        if data.get("sensitivity"):
            if "reason" in data and not data["reason"].strip():
                self.add_error("reason", NO_REASON)
            if "expires_on" in data and data["expires_on"] is None:
                self.add_error("expires_on", NO_END)
        return data
