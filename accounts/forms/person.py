"""What an admin types about a person, and how the list of people is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role, Team, User
from core.forms import NoIdentityNumbers, RowForm


class PersonForm(RowForm):
    """A person as an admin sees them. A new one gets their password by a mailed link, never typed here."""

    class Meta:
        model = User
        fields = ("name", "username", "email", "role", "team", "language")
        labels = {"name": pgettext_lazy("person", "Name")}
        error_messages = {"username": {"invalid": _("Only letters, digits and . + - _ here, and no space.")}}
        help_texts = {
            "username": _("Letters, digits and . + - _; capitals make no difference when signing in."),
            "language": _("The invitation is written in it; they can change it later."),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.visible_to(by).order_by("name")  # type: ignore[attr-defined]
        self.fields["team"].empty_label = _("No team")  # type: ignore[attr-defined]
        self.fields["username"].widget.attrs |= {
            "autocapitalize": "none",
            "spellcheck": "false",
            "autocomplete": "off",
        }
        self.fields["email"].widget.attrs |= {"autocomplete": "off"}
        if not self.instance._state.adding:
            del self.fields["language"]  # theirs from the first day on
        else:
            self.fields["language"].choices = [("", _("As the house")), ("en", "English"), ("zh-hans", "简体中文")]  # type: ignore[attr-defined]


class ResetFactorForm(NoIdentityNumbers, forms.Form):
    """Why a colleague's second factor is removed."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200,
        help_text=_("They read it in the mail, such as “telephone lost on Tuesday”."),
    )  # fmt: skip


class PeopleFilter(forms.Form):
    """The list's filter; its address is the query string."""

    q = forms.CharField(
        label=_("Name, sign-in name or e-mail"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Every role")), *Role.choices], required=False)
    active = forms.ChoiceField(
        label=_("May sign in"), required=False,
        choices=[("", _("May sign in")), ("off", _("Switched off")), ("all", _("Everyone"))],
    )  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.visible_to(by).order_by("name")  # type: ignore[attr-defined]
        self.fields["team"].empty_label = _("Every team")  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs["placeholder"] = self.fields["q"].label
        for field in self.fields.values():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs |= {"class": kind, "aria-label": field.label}

    def narrow(self, people: Any) -> Any:
        """Return `people` as the address narrows them; what it says wrongly is ignored."""
        self.is_valid()
        chosen = self.cleaned_data
        people = people.named(chosen.get("q", ""))
        if chosen.get("team"):
            people = people.filter(team=chosen["team"])
        if chosen.get("role"):
            people = people.filter(role=chosen["role"])
        if chosen.get("active") != "all":
            people = people.filter(is_active=chosen.get("active") != "off")
        return people
