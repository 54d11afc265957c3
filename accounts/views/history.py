"""Who changed what, when: one page for every noun, and one field's old value brought back."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.history import Kept, events_of, kept, told
from core.history_page import history_page
from core.history_words import label_of
from core.identity import holds_identity_number
from core.models import StaleVersion
from core.toasts import say, sent_version


def of_row(view: Any) -> Any:
    """Hand the view the row whose history is asked for, if the person sees it; else 404."""

    @wraps(view)
    def found(request: HttpRequest, noun: str, pk: UUID) -> HttpResponse:
        history = kept(noun)
        if history is None:
            raise Http404
        return view(request, history, get_object_or_404(history.visible(request.user), pk=pk))

    return requires(Permission.USE)(found)


@of_row
@require_safe
def history(request: HttpRequest, history: Kept, row: Any) -> HttpResponse:
    """Show what was changed, newest first, on the row and its parts; `?field=` narrows it to one field or part."""
    history.opened(request.user, row, timezone.now())
    labels = [(one.name, label_of(one)) for one in history.fields]
    labels += [(part.name, str(part.label)) for part in history.parts]
    field = request.GET.get("field", "")
    if field not in dict(labels):
        field = ""
    page = history_page(request, history, row, field=field, seen=history.seen(request.user, row))
    changes = told(history, page.rows, row, people=User, reader=request.user)
    if field:
        changes = [change for change in changes if any(one.name == field for one in change.fields)]
    context = {
        "row": row,
        "noun": history.noun,
        "title": row._meta.verbose_name,
        "back_url": history.url(row),
        "labels": labels,
        "field": field,
        "changes": changes,
        "page": page,
        "may_restore": history.restore is not None and history.may_restore(request.user, row),
    }
    return render(request, "accounts/history.html", context)


@of_row
@require_POST
def history_restore(request: HttpRequest, history: Kept, row: Any) -> HttpResponse:
    """Bring one field's value of one event back (`?event=`, `?field=`), if the row is as the page showed it."""
    back = reverse("history", args=[history.noun, row.pk])
    field = request.POST.get("field") or request.GET.get("field") or ""
    seen = history.events.objects.filter(history.seen(request.user, row), pgh_obj_id=row.pk)
    event = _event(seen, request.POST.get("event") or request.GET.get("event") or "")
    shown = {one.name for one in history.fields}  # what a history does not show, it does not bring back either
    if field not in shown or field not in history.restorable:
        raise Http404
    if history.restore is None or not history.may_restore(request.user, row):
        raise Http404
    version = sent_version(request)
    latest = events_of(history, row.pk).order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    one = history.model._meta.get_field(field)
    value = _value(one, event, request.user)
    if isinstance(value, str) and holds_identity_number(value):  # typed before these were refused
        said = _("The old value holds the number of an identity card. None is to be kept, so nothing was done.")
        messages.warning(request, said)
        return redirect(back)
    try:
        history.restore(request.user, row, version, {field: value}, timezone.now())
    except StaleVersion:
        said = _("Somebody changed this meanwhile, so nothing was done. Look again, then decide.")
        messages.warning(request, said)
    except (ValidationError, ValueError) as problem:
        said = _("That value no longer fits, so nothing was done.")
        messages.warning(request, " ".join(getattr(problem, "messages", [said])))
    else:
        undo = reverse("history-restore", args=[history.noun, row.pk])
        query = urlencode({"event": latest, "field": field, "version": version + 1})
        # The undo's own address has a query already, so it carries the version itself.
        say(request, _("%(field)s is as it was.") % {"field": label_of(one)}, undo=f"{undo}?{query}")
    return redirect(back)


def _event(events: Any, sent: str) -> Any:
    """Return the one of the row's events that was asked for, else 404."""
    if not (sent.isascii() and sent.isdigit() and len(sent) < 19):
        raise Http404
    return get_object_or_404(events, pgh_id=int(sent))


def _value(one: Any, event: Any, reader: User) -> Any:
    """Return the event's value as an action takes it: a related row, where it is still there and `reader` sees it."""
    value = getattr(event, one.attname)
    if not one.is_relation or value is None:
        return value
    model = one.related_model
    rows = model._default_manager.visible_to(reader) if hasattr(model._default_manager, "visible_to") else None
    found = (model._base_manager if rows is None else rows).filter(pk=value).first()
    if found is None:
        raise Http404
    return found
