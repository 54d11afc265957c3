"""What an admin types about a team."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role, Team, User
from core.forms import RowForm


class TeamForm(RowForm):
    """Name, place in the tree, and who leads."""

    class Meta:
        model = Team
        fields = ("name", "parent", "leads")
        labels = {"name": pgettext_lazy("team", "Name")}
        help_texts = {
            "parent": _("Leads of the team above see this one's work too."),
            "leads": _("They read and review what the team records."),
        }
        widgets = {"leads": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.visible_to(by).order_by("name")
        leads = User.objects.visible_to(by).filter(role__in=(Role.LEAD, Role.ADMIN))
        if self.instance._state.adding:
            leads = leads.filter(is_active=True)
        else:
            teams = teams.exclude(pk__in=Team.objects.subtree_ids([self.instance.pk]))
            # who leads it already stays in the list once switched off, so that saving does not drop them unseen
            leads = leads.filter(Q(is_active=True) | Q(led_teams=self.instance)).distinct()
        self.fields["parent"].queryset = teams  # type: ignore[attr-defined]
        self.fields["parent"].empty_label = _("No team above")  # type: ignore[attr-defined]
        self.fields["leads"].queryset = leads.order_by("name")  # type: ignore[attr-defined]
        self.fields["leads"].required = False


class MemberForm(forms.Form):
    """Move somebody into a team."""

    person = forms.ModelChoiceField(
        label=_("Add a person"), queryset=User.objects.none(), empty_label=_("Choose a person")
    )

    def __init__(self, *args: Any, by: User, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(by).filter(is_active=True).exclude(team=team)
        self.fields["person"].queryset = people.order_by("name")  # type: ignore[attr-defined]
