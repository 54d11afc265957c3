"""Ask once, before a name is put where somebody has it already."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from crm.models import Client, Person
from crm.search import folded, namesakes


class AsksOfNamesakes:
    """A form that stops once when a client has somebody of a name: `similar` are those.

    Its hidden field `confirmed` brings back the name that was asked about; another name is asked about anew.
    """

    data: Any
    cleaned_data: dict[str, Any]
    similar: list[Person]
    already_there: Any = _("Somebody of this name is here already. If this is another person, save again.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar = []
        self.fields: dict[str, Any]
        self.fields["confirmed"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def ask_of_namesakes(self, client: Client, name: str, *, but: Any) -> None:
        """Refuse the form when `client` has others of that name than `but`, unless it was sent again."""
        asked = folded(name)
        if not asked or asked == self.cleaned_data.get("confirmed"):
            return
        self.similar = namesakes(client, name, but=but)
        if self.similar:
            again: QueryDict = self.data.copy()
            again["confirmed"] = asked
            self.data = again
            self.add_error(None, forms.ValidationError(self.already_there, code="similar"))  # type: ignore[attr-defined]
