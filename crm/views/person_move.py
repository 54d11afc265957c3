"""A person leaves, moves, or is erased."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.models import StaleVersion
from core.toasts import say, sent_version
from crm.access import may_manage_client, may_see_person
from crm.actions.person_erase import erase_person, same_human
from crm.actions.person_move import leave_person, move_person
from crm.forms.person import LeaveForm, MoveForm
from crm.models import Client, Person
from crm.search import find_clients
from crm.views.person import of_person


def _submit(form: Any, person: Person, act: Any) -> Person | None:
    """Do `act` if the form is valid; else its status says 422 or 409, and it carries the version of now."""
    form.status = 422
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)  # type: ignore[no-any-return]
    except StaleVersion as stale:
        form.status = 409
        form.data = form.data.copy()
        form.data["version"] = str(stale.current.version)
        form.add_error(None, _("Somebody changed this meanwhile, so nothing was done. Look again, then decide."))
    except ValidationError as error:
        form.add_error(None, error)
    return None


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def person_leave(request: HttpRequest, person: Person) -> HttpResponse:
    """They have left the firm, perhaps for another client; the seat may stay."""
    if person.archived_at:
        raise Http404
    typed, is_asked = _asked(request)
    to_client = _client_named(request)
    # A search, or the choice of a client, is no more than a new page with all that stands on this one.
    saves = request.method == "POST" and "choose" not in request.POST and not (is_asked and to_client is None)
    form = LeaveForm(
        request.POST if saves else None, person=person, by=request.user,
        initial=_typed(request) | {"to_client": to_client.pk if to_client else None},
    )  # fmt: skip
    if saves:
        saved = _submit(
            form,
            person,
            lambda data: leave_person(
                by=request.user, person=person, version=data["version"], now=timezone.now(), on=data["on"],
                keep_seat=data["keep_seat"], to_client=data["to_client"], position=data["position"],
                new_id=data["new_id"],
            ),
        )  # fmt: skip
        if saved:
            say(request, _("%(person)s has left; the history stays.") % {"person": person})
            return redirect("client-person", saved.client_id, saved.pk)
    found = find_clients(request.user, typed) if typed and to_client is None else []
    context = {
        "client": person.client, "person": person, "form": form, "to_client": to_client, "q": typed,
        "found": [one for one in found if one != person.client],
    }  # fmt: skip
    return render(request, "crm/person_leave.html", context, status=form.status)


def _asked(request: HttpRequest) -> tuple[str, bool]:
    """Return what stands in the search, and whether it is to be looked for now.

    Its own button and Enter look; Save does so once where somebody typed a client and has not seen yet who it may be.
    """
    typed = request.POST.get("q", "").strip()[:80]
    act = request.POST.get("act")
    return typed, act == "find" or bool(typed and (act == "enter" or typed != request.POST.get("looked_for")))


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return what the page held when a client was looked for, as it was typed."""
    if request.method != "POST":
        return {}
    kept = {name: request.POST[name] for name in ("version", "new_id", "on", "position") if name in request.POST}
    return kept | {"keep_seat": "keep_seat" in request.POST}


def _client_named(request: HttpRequest) -> Client | None:
    sent = request.POST.get("choose", request.POST.get("to_client"))
    try:
        return Client.objects.visible_to(request.user).filter(pk=sent).first() if sent else None
    except ValidationError:
        return None


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def person_move(request: HttpRequest, person: Person) -> HttpResponse:
    """They have another post at the same client."""
    if person.archived_at:
        raise Http404
    initial = {"takes": request.GET.get("takes")}
    form = MoveForm(request.POST if request.method == "POST" else None, person=person, initial=initial)
    if request.method == "POST":
        saved = _submit(
            form,
            person,
            lambda data: move_person(
                by=request.user, person=person, version=data["version"], now=timezone.now(), on=data["on"],
                keep_seat=data["keep_seat"], position=data["position"], department=data["department"],
                reports_to=data["reports_to"], takes=data.get("takes"),
            ),
        )  # fmt: skip
        if saved:
            say(request, _("%(person)s has a new post; the old one stays in the history.") % {"person": person})
            return redirect("client-person", person.client_id, person.pk)
        person.refresh_from_db()
    context = {"client": person.client, "person": person, "form": form}
    return render(request, "crm/person_move.html", context, status=form.status)


@of_person
@require_http_methods(["GET", "HEAD", "POST"])
def person_erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Erase what is known of a person, on demand; asked for twice, as nothing brings it back."""
    if person.erased_at or not may_manage_client(request.user, person.client):
        raise Http404
    status = 200
    if request.method == "POST":
        if request.POST.get("sure"):
            try:
                erase_person(by=request.user, person=person, version=sent_version(request), now=timezone.now())
            except StaleVersion:
                person.refresh_from_db()
                status = 409
            else:
                say(request, _("Everything personal is erased."))
                return redirect(reverse("client-detail", args=[person.client_id]))
        else:
            status = 422
    context = {"client": person.client, "person": person, "status": status} | _elsewhere(request.user, person)
    return render(request, "crm/person_erase.html", context, status=status)


def _elsewhere(by: User, person: Person) -> dict[str, list[Person]]:
    """Return the same human at other clients: who is erased as well, and who stays that `by` sees."""
    there = [(one, may_go) for one, may_go in same_human(person, by=by) if one.client_id != person.client_id]
    seen = [(one, may_go) for one, may_go in there if may_see_person(by, one)]
    return {
        "along": [one for one, may_go in seen if may_go],
        "stays": [one for one, may_go in seen if not may_go],
    }
