"""The conversation between a page that saves while one types and the server.

A save sends JSON (or a form): the fields, and the `version` the page has. Answers, as JSON:

| status | body | meaning |
|---|---|---|
| 200 | version, saved_at | it is in the database |
| 409 | version, values | somebody wrote meanwhile: `values` is what is saved now |
| 413 | error | more than 200 KB |
| 423 | error | the record is submitted |
| 403 | error "other_user" | another person is signed in than the one who typed |
| 401 | – | signed out; `X-Rapport-Login` leads to sign-in and back |
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Versioned

TYPIST = "X-Rapport-User"


def is_json(request: HttpRequest) -> bool:
    """Whether a script saves (JSON sent, or asked for), rather than a form without one."""
    return request.content_type == "application/json" or "application/json" in request.headers.get("Accept", "")


def sent_values(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent, from JSON or a form. Raises BadRequest for anything else."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        values = json.loads(request.body)
    except (ValueError, RecursionError):  # broken JSON, bytes that are no text, brackets without end
        raise BadRequest("this is no JSON") from None
    if not isinstance(values, dict):
        raise BadRequest("an object is needed")
    return values


def sent_version(values: Mapping[str, Any]) -> int:
    """Return the version sent. Raises BadRequest without one: such a save could overwrite what it never saw."""
    try:
        return int(values["version"])
    except (KeyError, TypeError, ValueError, OverflowError):  # the last: JSON knows Infinity
        raise BadRequest("version is missing") from None


def sent_text(values: Mapping[str, Any], name: str) -> str:
    """Return one text, "" where it is missing."""
    value = values.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"{name} is no text")
    return value


def other_typist(request: HttpRequest) -> JsonResponse | None:
    """Return a refusal where the page was opened by another person than the one now signed in on this browser."""
    typist = request.headers.get(TYPIST, "")
    if typist and typist != str(request.user.pk):
        return JsonResponse({"error": "other_user"}, status=403)
    return None


def saved(row: Versioned) -> JsonResponse:
    """Answer that it is in the database."""
    local = timezone.localtime(row.updated_at)
    return JsonResponse({"version": row.version, "saved_at": row.updated_at.isoformat(), "clock": f"{local:%H:%M}"})


def clash(row: Versioned, **values: Any) -> JsonResponse:
    """Answer that somebody wrote meanwhile, with what is saved now."""
    return JsonResponse({"version": row.version, "values": values, **values}, status=409)


def locked() -> JsonResponse:
    """Answer that the record is in, so that nothing under it changes."""
    return JsonResponse({"error": "locked", "message": _("The record is submitted, so this is locked.")}, status=423)


def too_long() -> JsonResponse:
    """Answer that a text is too long to be kept."""
    return JsonResponse({"error": "too_long", "message": too_long_words()}, status=413)


def too_long_words() -> str:
    """Say so to a person."""
    return _("This text is longer than 200 KB. Shorten it, or keep part of it elsewhere; nothing was cut off.")
