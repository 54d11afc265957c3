"""What is to be done with many clients."""

from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import OnceMixin
from crm.access import assignable_owners
from crm.actions.bulk import MOST
from crm.actions.tag import tidy
from crm.models import Tier
from crm.models.bulk import BulkKind


class BulkForm(OnceMixin, forms.Form):
    """The act, and what it needs: a word, a tier, a colleague."""

    act = forms.ChoiceField(label=_("What"), choices=BulkKind.choices, widget=forms.RadioSelect)
    tag = forms.CharField(label=_("Tag"), max_length=40, required=False)
    tier = forms.ChoiceField(label=_("Tier"), choices=[("", _("None")), *Tier.choices], required=False)
    colleague = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), required=False, empty_label=_("Colleague …")
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["colleague"].queryset = User.objects.filter(is_active=True).order_by("name", "pk")
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.may_give = bool(by.scope.everything or by.scope.team_ids)
        if not self.may_give:
            fields["act"].choices = [one for one in BulkKind.choices if one[0] != BulkKind.GIVE]
        self.by = by
        self.add_new_id()

    def clean(self) -> dict[str, Any]:
        """Ask for the word and the colleague where one is needed, and for one who may be given a client."""
        data = super().clean() or self.cleaned_data
        act, colleague = data.get("act"), data.get("colleague")
        if act == BulkKind.TAG and not tidy(data.get("tag", "")):
            self.add_error("tag", _("Type a word."))
        if act in (BulkKind.GIVE, BulkKind.SHARE) and colleague is None and not self.has_error("colleague"):
            self.add_error("colleague", _("Choose a colleague."))
        if act == BulkKind.GIVE and colleague and not assignable_owners(self.by).filter(pk=colleague.pk).exists():
            self.add_error("colleague", _("Choose somebody of your teams."))
        return data


def versions_in(sent: QueryDict) -> dict[UUID, int]:
    """Return the version of each row that was chosen ("id:version"); what makes no sense is left out."""
    found: dict[UUID, int] = {}
    for row in sent.getlist("row")[: MOST + 1]:
        pk, _colon, version = row.partition(":")
        try:
            found[UUID(pk)] = int(version)
        except ValueError:
            continue
    return found
