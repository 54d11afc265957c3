"""What editors fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import OnceMixin
from etiquette.models import Page
from etiquette.models.page import RESERVED_SLUGS
from etiquette.models.revision import MAX_BODY, TEXT_FIELDS


class PageForm(OnceMixin, forms.ModelForm):
    """Both languages of a page, where it stands in the list, and the version the editor began from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput, required=False)
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)

    class Meta:
        model = Page
        fields = ("slug", "occasion", "position", *TEXT_FIELDS)
        widgets = {name: forms.Textarea(attrs={"rows": 20}) for name in ("body_en", "body_zh")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.publishing = self.data.get("act") == "publish"
        for name in ("title_zh", "body_zh"):
            self.fields[name].widget.attrs["lang"] = "zh-Hans"
        for name in ("title_en", "body_en"):
            self.fields[name].widget.attrs["lang"] = "en"
        for name in ("body_en", "body_zh"):
            self.fields[name].widget.attrs.update({"maxlength": MAX_BODY, "spellcheck": "true"})
        if self.instance._state.adding:
            del self.fields["version"]
            self.add_new_id()
        else:
            del self.fields["slug"]  # an address stays for good
            self.initial["version"] = self.instance.version
            self.fields["version"].required = True

    def clean_slug(self) -> str:
        """Refuse an address that is already used by something that is no page."""
        slug = self.cleaned_data["slug"].lower()
        if slug in RESERVED_SLUGS:
            raise ValidationError(_("This address is taken by the handbook itself."), code="reserved")
        return slug

    def clean(self) -> dict[str, Any]:
        """Ask for a title in one language at least; to publish, for a text below it too."""
        cleaned = super().clean() or self.cleaned_data
        given = {name: (cleaned.get(name) or "").strip() for name in TEXT_FIELDS}
        if not (given["title_en"] or given["title_zh"]):
            self.add_error(
                "title_en", ValidationError(_("Give a title in one of the two languages."), code="no_title")
            )
        elif self.publishing and not any(given[f"title_{k}"] and given[f"body_{k}"] for k in ("en", "zh")):
            message = _("To publish, one language needs both a title and a text.")
            self.add_error(None, ValidationError(message, code="not_ready"))
        return cleaned

    @property
    def text(self) -> dict[str, str]:
        """The four texts as typed, with the line ends the server keeps."""
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in TEXT_FIELDS}

    def _post_clean(self) -> None:
        """Leave an existing page as it was read: only an action writes to it."""
        if self.instance._state.adding:
            super()._post_clean()  # type: ignore[misc]
