"""Cards: a file of them, a picture of a QR code, or what such a code says, pasted."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import OnceMixin
from crm.models import Client
from exchange.qr import MOST_PICTURE_BYTES, codes_in
from exchange.vcard import MOST_BYTES, Card, NoCard, read_cards


class _OfOneName(forms.ModelChoiceField):
    """A client, told from another of its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "华兴物流 · 张三 · 杭州市滨江区 …"."""
        return " · ".join(str(part) for part in (obj, obj.owner, obj.address, obj.registration_code) if part)


class CardForm(OnceMixin, forms.Form):
    """One of the three is enough, the first of them is taken; `cards` holds what was read.

    `too_large`: the field whose file was more than the server takes in. `clients`: whose the people may become, first
    the one whose page it is; several have the same name, and are told apart by whose they are and where.
    """

    into = _OfOneName(
        Client.objects.none(),
        label=_("Which of the clients of this name?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    # With pictures and nothing else accepted, a telephone offers its camera too.
    picture = forms.FileField(
        label=_("Picture of a QR code"), required=False,
        help_text=_("A photograph or a screenshot of the code on a card."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file of cards"), required=False, help_text=_("One .vcf with one card or many."),
        widget=forms.FileInput(attrs={"accept": ".vcf,text/vcard,text/x-vcard"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Or the text of a QR code"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("It begins with BEGIN:VCARD or MECARD:."),
    )  # fmt: skip

    cards: list[Card]

    def __init__(self, *args: Any, clients: Sequence[Client], too_large: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large, self.cards, fields = too_large, [], self.fields
        if len(clients) > 1:
            into: Any = fields["into"]
            into.queryset = Client.objects.filter(pk__in=[one.pk for one in clients]).select_related("owner")
            here = _("the one you came from")  # all that is noted of two may be the same
            labels = [into.label_from_instance(one) for one in clients]
            labels[0] = f"{labels[0]} · {here}"
            into.choices = [(str(one.pk), label) for one, label in zip(clients, labels, strict=True)]
            self.initial.setdefault("into", str(clients[0].pk))
        else:
            del fields["into"]
        self.add_new_id()
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """Read the cards."""
        data = super().clean() or self.cleaned_data
        picture, file, text = data.get("picture"), data.get("file"), data.get("text", "")
        if self.too_large == "picture":
            most = MOST_PICTURE_BYTES // 1024 // 1024
            self.add_error("picture", _("The picture is larger than %(most)s MB.") % {"most": most})
        elif self.too_large or (file and file.size > MOST_BYTES):
            most = MOST_BYTES // 1024 // 1024
            self.add_error("file", _("The file is larger than %(most)s MB. Leave the photos out.") % {"most": most})
        elif self.errors:
            return data
        elif picture:
            self._look_at(picture)
        elif not file and not text:
            self.add_error("picture", _("Choose a picture or a file, or paste the text of a card."))
        else:
            try:
                self.cards = read_cards(file.read() if file else text.encode())
            except NoCard:
                self.add_error("file" if file else "text", _("No card was found in it."))
        return data

    def _look_at(self, picture: Any) -> None:
        try:
            codes = codes_in(picture)
        except ValidationError as error:
            self.add_error("picture", error)
            return
        for code in codes:
            try:
                self.cards += read_cards(code)
            except NoCard:
                continue
        if not codes:
            self.add_error(
                "picture", _("No QR code was found in it. Come closer, hold it straight, and keep the light even.")
            )
        elif not self.cards:
            self.add_error(
                "picture",
                _("The code holds no card. WeChat’s codes only lead into WeChat: ask for the contact itself."),
            )
