"""Cards: a file of them, or what a QR code says, pasted."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceMixin
from exchange.vcard import MOST_BYTES, Card, NoCard, read_cards


class CardForm(OnceMixin, forms.Form):
    """One of the two is enough; `cards` holds what was read."""

    file = forms.FileField(
        label=_("File of cards"), required=False, help_text=_("One .vcf with one card or many."),
        widget=forms.FileInput(attrs={"accept": ".vcf,text/vcard,text/x-vcard"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or the text of a QR code"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("It begins with BEGIN:VCARD or MECARD:."),
    )  # fmt: skip

    cards: list[Card]

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large, self.cards = too_large, []
        self.add_new_id()
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """Read the cards."""
        data = super().clean() or self.cleaned_data
        file, text = data.get("file"), data.get("text", "")
        if self.too_large:
            most = MOST_BYTES // 1024 // 1024
            self.add_error("file", _("The file is larger than %(most)s MB. Leave the photos out.") % {"most": most})
        elif not file and not text:
            self.add_error("file", _("Choose a file, or paste the text of a card."))
        else:
            try:
                self.cards = read_cards(file.read() if file else text.encode())
            except NoCard:
                self.add_error("file" if file else "text", _("No card was found in it."))
        return data
