"""Save a row's form together with where what was changed comes from (K7)."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone

from core.forms import RowForm
from core.models import Versioned
from crm.actions.source import save_with_source
from crm.forms.source import SourcedMixin
from crm.source_kinds import remember_kind

Saved = TypeVar("Saved", bound=Versioned)


def sourced(request: HttpRequest, form: RowForm) -> Callable[[Callable[[], Saved]], Saved | None]:
    """Return what does as `form.submit(act)` does and keeps the source given in the form, if it has room for one.

    `act` returns the row it saved. The source is written in its transaction or not at all.
    """
    if not isinstance(form, SourcedMixin):
        return form.submit
    by: Any = request.user

    def submit(act: Callable[[], Saved]) -> Saved | None:
        def save() -> Saved:
            is_new = form.instance._state.adding
            return save_with_source(by=by, now=timezone.now(), save=act, given=form.given_source(), is_new=is_new)

        saved = form.submit(save)
        kind = form.cleaned_data.get("source_kind") if saved is not None else ""
        if kind:
            remember_kind(request.session, kind)
        return saved

    return submit
