"""Forms about reviewing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NoIdentityNumbers

WORDS = forms.Textarea(attrs={"rows": 3, "maxlength": 4000, "class": "form-control"})


class DecisionForm(NoIdentityNumbers, forms.Form):
    """Accept a record, or send it back with a reason. `version` is the visit's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(label=_("Comment"), max_length=4000, required=False, widget=WORDS)


class SendBackForm(DecisionForm):
    """The same words, asked for."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["comment"].required = True
        self.fields["comment"].error_messages["required"] = _("Say what is missing, so that it can be mended.")


class ShareForm(forms.Form):
    """Whether the team may read the record."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    shared = forms.BooleanField(required=False)
