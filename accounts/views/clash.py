"""Answer a write that came too late: both texts, neither lost."""

from typing import Any, cast

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.models import StaleVersion


def clash(
    request: HttpRequest, template: str, form: forms.ModelForm, stale: StaleVersion, context: dict[str, Any]
) -> HttpResponse:
    """Show the form again as typed, beside what is stored now; saving again overwrites it knowingly. Answers 409."""
    differences = _differences(form, stale.current)
    data = cast(QueryDict, form.data).copy()
    data[form.add_prefix("version")] = str(stale.current.version)
    form.data = data
    return render(request, template, {**context, "form": form, "differences": differences}, status=409)


def _differences(form: forms.ModelForm, current: models.Model) -> list[dict[str, str]]:
    """Return label, typed and stored words of every field that differs."""
    found = []
    for name in form._meta.fields or ():
        if name not in form.fields:
            continue
        typed, stored = _words(form, name, form.cleaned_data.get(name)), _words(form, name, getattr(current, name))
        if typed != stored:
            found.append({"label": str(form.fields[name].label), "typed": typed, "stored": stored})
    return found


def _words(form: forms.ModelForm, name: str, value: Any) -> str:
    if hasattr(value, "all"):
        value = value.all()
    if isinstance(value, models.QuerySet):
        return ", ".join(sorted(str(row) for row in value)) or _("none")
    choices = dict(_flat(getattr(form.fields[name], "choices", ()))) if not isinstance(value, models.Model) else {}
    return str(choices.get(value, value) or _("none"))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat = []
    for value, label in choices:
        flat += list(label) if isinstance(label, list | tuple) else [(value, label)]
    return flat
