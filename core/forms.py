"""The base of every form that edits a row: crispy, versioned, and honest about a clash."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from core.ids import uuid7
from core.models import StaleVersion

Saved = TypeVar("Saved", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that differs: its name and label, what this person typed, what is saved now."""

    name: str
    label: str
    mine: str
    theirs: str


class RowForm(forms.ModelForm):
    """A model form that carries the row's `version`, and for a new row an id of its own (`new_id`).

    The id makes a form that is posted twenty times one row; the version lets a late writer be told. Rendered with
    `{% crispy form %}` inside the page's own <form>.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    new_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    clashes: list[Clash]
    status = 200

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes = []
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        if self.instance._state.adding:
            self.initial.setdefault("new_id", uuid7())
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version
            del self.fields["new_id"]

    def clean_version(self) -> int:
        """Refuse a form without its version: it could overwrite what it never saw."""
        version = self.cleaned_data.get("version")
        if version is None:
            raise forms.ValidationError(_("This page is out of date. Reload it; what you typed is kept below."))
        return version

    def row_values(self) -> dict[str, Any]:
        """Return the cleaned model fields by name, without `version` and `new_id`."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "new_id")}

    def submit(self, act: Callable[[], Saved]) -> Saved | None:
        """Do `act` if the form is valid; return what it saved, or None with `status` set for the page.

        422 for errors, the form's own or the action's `ValidationError`, shown beside their fields; 409 for a clash.
        """
        if self.is_valid():
            try:
                return act()
            except StaleVersion as stale:
                self.show_clash(stale.current)
                self.status = 409
                return None
            except forms.ValidationError as error:
                self.add_error(None, error)
        self.status = 422
        return None

    def show_clash(self, current: models.Model) -> None:
        """Turn this bound form into one that shows both texts and, saved again, knowingly wins over `current`."""
        for name in self.changed_data:
            if name in ("version", "new_id"):
                continue
            theirs = _shown(current, name)
            mine = _shown(self.instance, name)
            if theirs != mine:
                label = self.fields[name].label or name
                self.clashes.append(Clash(name=name, label=str(label), mine=mine, theirs=theirs))
        data = QueryDict(mutable=True)
        data.update(self.data)  # type: ignore[arg-type]
        data[self.add_prefix("version")] = str(current.version)  # type: ignore[attr-defined]
        self.data = data


def _shown(row: models.Model, name: str) -> str:
    """Return a field's value as a person reads it."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name, "")
    if isinstance(value, models.Manager):
        return ", ".join(str(one) for one in value.all())
    return "" if value is None else str(localize(value))
