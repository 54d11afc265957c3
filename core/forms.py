"""The base of every form that edits a row: crispy, versioned, and honest about a clash."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from core.clash import as_it_was, is_as_before, put_into
from core.identity import NO_IDENTITY_NUMBERS, holds_identity_number
from core.ids import uuid7
from core.models import StaleVersion
from core.prepared import marks, prepared
from core.writes import ForeignDraft

Saved = TypeVar("Saved", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that differs: its name and label, what this person typed, what is saved now."""

    name: str
    label: str
    mine: str
    theirs: str


class NewId(forms.UUIDField):
    """The id a new row will have, made with its form; None where it is missing or is none."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)

    def to_python(self, value: Any) -> Any:
        """Read an id; who sends none is told so by the form, not beside a field that nobody sees."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            return None


class NoIdentityNumbers:
    """A form that keeps no number of an identity card: it refuses one in any of its texts, beside the field.

    Every form of ours that keeps words is one (core/tests/test_identity.py); `OnceMixin` brings it along. What must
    not refuse, since words could be lost by it, sets `refuses_identity_numbers` to False and warns instead.
    """

    refuses_identity_numbers = True

    def clean(self) -> dict[str, Any]:
        """Look at every text, and at every one of a list of texts."""
        data: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        for name, value in list(data.items()) if self.refuses_identity_numbers else ():
            texts = value if isinstance(value, list | tuple) else (value,)
            if any(isinstance(one, str) and holds_identity_number(one) for one in texts):
                self.add_error(name, NO_IDENTITY_NUMBERS)  # type: ignore[attr-defined]
        return data


class OnceMixin(NoIdentityNumbers):
    """A form that makes a row: it carries the row's id (`new_id`), so that sent twenty times it makes one.

    Call `add_new_id` after `super().__init__`; render `{{ form.new_id }}` within the <form>.
    """

    data: Any

    def add_new_id(self) -> None:
        """Make the id with the form."""
        self._is_there: dict[UUID, bool] = {}
        self.fields["new_id"] = NewId()
        self.initial.setdefault("new_id", uuid7())

    def clean_new_id(self) -> UUID | None:
        """Refuse a form without its id, and give it one: sent again, it is saved."""
        new_id: UUID | None = self.cleaned_data["new_id"]
        if new_id is None:
            self.give_new_id()
            self.add_error(None, forms.ValidationError(_("This page was incomplete. Save once more."), code="no_id"))
        return new_id

    def refuse_other_words(self) -> None:
        """Say that this form has made another row before (the Back button); sent again, it makes one of its own."""
        self.give_new_id()
        message = _("This form was sent before, with something else in it. Save once more to keep this one too.")
        self.add_error(None, forms.ValidationError(message, code="sent_before"))

    def give_new_id(self) -> None:
        """Let a form that is shown again carry a fresh id."""
        self.data = self.data.copy()
        self.data[self.add_prefix("new_id")] = str(uuid7())

    def _get_validation_exclusions(self) -> set[str]:
        """Leave all to the action for a form that comes again: asked what is unique, it would meet its own row."""
        excluded: set[str] = super()._get_validation_exclusions()
        if self._comes_again(self.cleaned_data.get("new_id")):
            return {field.name for field in type(self.instance)._meta.get_fields()}
        return excluded

    def _comes_again(self, new_id: UUID | None) -> bool:
        """Whether a row has the form's id already; looked up once, though Django asks twice."""
        if new_id and new_id not in self._is_there:
            self._is_there[new_id] = bool(_there(type(self.instance), new_id))
        return bool(new_id and self._is_there[new_id])


@prepared(planned=True)
def _there(model: type[models.Model], pk: UUID) -> models.QuerySet[models.Model]:
    return marks(model._base_manager.filter(pk=pk), most=1)


class RowForm(OnceMixin, forms.ModelForm):
    """A model form that carries the row's `version`, and for a new row an id of its own (`new_id`).

    The id makes a form that is posted twenty times one row; the version lets a late writer be told. Rendered with
    `{% crispy form %}` inside the page's own <form>.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    clashes: list[Clash]
    followed: list[str]  # labels of fields that somebody else changed and this person did not
    status = 200
    apart: tuple[str, ...] = ()  # names of fields that a template draws by themselves

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes, self.followed = [], []
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        if self.instance._state.adding:
            self.add_new_id()
            del self.fields["version"]
        else:
            self.initial["version"] = self.instance.version

    def clean_version(self) -> int:
        """Refuse a form without its version: it could overwrite what it never saw."""
        version = self.cleaned_data.get("version")
        if version is None:
            raise forms.ValidationError(_("This page is out of date. Reload it; what you typed is kept below."))
        return version

    def _update_errors(self, errors: forms.ValidationError) -> None:
        """Take what the row says of itself; a rule of the database that has no words is not said by its name."""
        by_field = getattr(errors, "error_dict", None) or {NON_FIELD_ERRORS: errors.error_list}
        for one in chain.from_iterable(by_field.values()):
            if str(one.message) in self._nameless:
                one.message = _("This does not fit together. Check the numbers and the days.")
        super()._update_errors(errors)

    @property
    def _nameless(self) -> set[str]:
        """What Django says of a broken rule that brings no message."""
        rules = type(self.instance)._meta.constraints
        return {str(rule.default_violation_error_message % {"name": rule.name}) for rule in rules}

    def row_values(self) -> dict[str, Any]:
        """Return the cleaned model fields by name, without `version` and `new_id`."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("version", "new_id")}

    def submit(self, act: Callable[[], Saved]) -> Saved | None:
        """Do `act` if the form is valid; return what it saved, or None with `status` set for the page.

        422 for errors, the form's own or the action's `ValidationError`, shown beside their fields, and for an id that
        made another row before; 409 for a clash.
        """
        if self.is_valid():
            try:
                return act()
            except StaleVersion as stale:
                self.show_clash(stale.current)
                self.status = 409
                return None
            except ForeignDraft:
                self.refuse_other_words()
            except forms.ValidationError as error:
                self.add_error(None, error)
        self.status = 422
        return None

    def show_clash(self, current: models.Model) -> None:
        """Turn this bound form into one that shows both texts and, saved again, knowingly wins over `current`.

        What this person has left as their page had it is no text of theirs: it becomes what is saved now (`followed`),
        so that saving again takes back nothing that somebody else wrote.
        """
        data = QueryDict(mutable=True)
        data.update(self.data)  # type: ignore[arg-type]
        before = as_it_was(current, self.cleaned_data.get("version"))
        for name, cleaned in self.cleaned_data.items():
            if name == "version" or not hasattr(current, name):
                continue
            mine, theirs = self._words(name, cleaned), self._words(name, getattr(current, name))
            if theirs == mine:
                continue
            if before is not None and is_as_before(before, name, cleaned):
                put_into(data, self[name], self._meta.model._meta.get_field(name).value_from_object(current))
                self.followed.append(str(self[name].label))
            elif name in self.changed_data:
                label = str(self.fields[name].label or name)
                self.clashes.append(Clash(name=name, label=label, mine=mine, theirs=theirs))
        data[self.add_prefix("version")] = str(current.version)  # type: ignore[attr-defined]
        self.data = data

    def _words(self, name: str, value: Any) -> str:
        """Return a value of a field, as typed or as stored, in the words a person reads."""
        if isinstance(value, models.Manager):
            value = value.all()
        if isinstance(value, models.QuerySet | list):
            return ", ".join(sorted(str(one) for one in value))
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            value = dict(flatten_choices(field.choices)).get(value, value)
        return "" if value is None else str(localize(value))
