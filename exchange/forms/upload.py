"""Choose a file; match its columns."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from accounts.models import User
from core.forms import OnceMixin
from crm.access import assignable_owners
from exchange.actions.upload import columns_for
from exchange.models import ImportJob
from exchange.nouns import NOUNS
from exchange.sheets import limits
from exchange.sheets.heading import REFUSE


class UploadForm(OnceMixin, forms.Form):
    """What the file holds, the file, and for leads and admins whose new clients become."""

    what = forms.ChoiceField(label=_("What the file holds"), widget=forms.RadioSelect, initial="client")
    file = forms.FileField(
        label=pgettext_lazy("on a disk", "File"),
        help_text=format_lazy(_("Excel (.xlsx) or CSV, at most {most} MB."), most=limits.MOST_BYTES // 1024 // 1024),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        allow_empty_file=True,
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("New clients go to"), required=False, empty_label=None)

    def __init__(self, *args: Any, by: User, too_large: bool = False, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_new_id()
        self.too_large = too_large
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        fields: dict[str, Any] = self.fields
        fields["what"].choices = [(key, noun.label(language)) for key, noun in NOUNS.items() if noun.may_import]
        owners = assignable_owners(by)
        if by.scope.everything or by.scope.team_ids:
            fields["owner"].queryset = owners
            fields["owner"].initial = by.pk
        else:
            del fields["owner"]

    def clean(self) -> dict[str, Any]:
        """Say of a file that was not even received why."""
        data = super().clean() or self.cleaned_data
        if self.too_large:
            self.errors.pop("file", None)
            most = limits.MOST_BYTES // 1024 // 1024
            said = _(
                "The file is larger than %(most)s MB. Split it, or leave out pictures and sheets that are not needed."
            )
            self.add_error("file", said % {"most": most})
        return data


class LookForm(forms.Form):
    """Another sheet, another line of headings."""

    sheet = forms.CharField(required=False, max_length=120)
    head_line = forms.IntegerField(min_value=1, max_value=limits.HEAD_ROWS, required=False)


class MatchForm(forms.Form):
    """For each column of the file what it means."""

    make_clients = forms.BooleanField(required=False)
    replaces = forms.TypedChoiceField(
        label=_("Tags and other numbers of clients that are here"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Add those of the file")), ("yes", _("Replace them by those of the file"))],
        coerce=lambda value: value == "yes", empty_value=False,
    )  # fmt: skip

    def __init__(self, *args: Any, job: ImportJob, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job, self.by = job, by
        fields: dict[str, Any] = self.fields
        if not job.kind.of_client:
            del fields["make_clients"]
        else:
            fields["make_clients"].initial = job.make_clients
        if not job.kind.may_replace:
            del fields["replaces"]
        else:
            fields["replaces"].initial = "yes" if job.replaces else ""
        self.offered = columns_for(by, job.kind)
        choices = [("", _("Leave out")), *((column.key, column.label) for column in self.offered)]
        for at, column in enumerate(job.columns):
            if column["key"] == REFUSE:
                continue
            fields[f"column_{at}"] = forms.ChoiceField(
                label=column["name"] or _("Without a heading"), choices=choices, required=False,
                initial=column["key"], widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return each column of the file with its field; None for one that a file must not set."""
        return [
            {**column, "field": self[f"column_{at}"] if f"column_{at}" in self.fields else None}
            for at, column in enumerate(self.job.columns)
        ]

    @property
    def keys(self) -> list[str]:
        """Return what was chosen for each column."""
        return [
            self.cleaned_data.get(f"column_{at}", "") if column["key"] != REFUSE else REFUSE
            for at, column in enumerate(self.job.columns)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what no line can do without; refuse two columns of one meaning."""
        data = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for at, key in enumerate(self.keys):
            if key and key != REFUSE and taken.setdefault(key, f"column_{at}") != f"column_{at}":
                label = next(column.label for column in self.offered if column.key == key)
                self.add_error(f"column_{at}", _("Another column is “%(name)s” already.") % {"name": label})
        missing = [column.label for column in self.offered if column.required and column.key not in taken]
        if missing:
            self.add_error(
                None,
                _("No column is chosen for: %(names)s.") % {"names": pgettext("between names", ", ").join(missing)},
            )
        return data
