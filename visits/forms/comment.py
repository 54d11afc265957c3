"""The form of a comment, new or one's own of today."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OnceMixin, RowForm
from visits.models import Comment

WORDS = {"rows": 3, "maxlength": 4000, "class": "form-control", "data-keep": "", "autocomplete": "off"}


class CommentForm(OnceMixin, forms.Form):
    """A comment, whose id is made with the form so that it arrives once."""

    body = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs=WORDS))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_new_id()


class CommentEditForm(RowForm):
    """One's own words, changed."""

    class Meta:
        model = Comment
        fields = ("body",)
        widgets = {"body": forms.Textarea(attrs=WORDS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = True
