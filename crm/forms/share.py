"""Choose the colleague to share a client with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from crm.access import shareable_with
from crm.models import Client


class ShareForm(forms.Form):
    """One colleague out of those who may be chosen."""

    colleague = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label=_("Choose a colleague"))

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["colleague"].queryset = shareable_with(client)
