"""People, as admins manage them."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, requires
from accounts.actions.person import create_person, edit_person, reset_password, switch_off, switch_on
from accounts.actions.second_factor import reset_second_factor
from accounts.forms.person import PeopleFilter, PersonForm, ResetFactorForm
from accounts.models import User
from accounts.roles import Permission
from accounts.second_factor import factors_of

PAGE = 60
manage = requires(Permission.MANAGE_PEOPLE, hide=True)


@manage
@require_safe
def people_list(request: PersonRequest) -> HttpResponse:
    """List people by name, narrowed by the address; `after` is the id of the last one shown."""
    chosen = PeopleFilter(request.GET, by=request.user)
    everyone = chosen.narrow(User.objects.visible_to(request.user)).select_related("team")
    people = everyone.after(request.GET.get("after", ""))[: PAGE + 1]
    shown = list(people[:PAGE])
    more = request.GET.copy()
    if len(people) > PAGE:
        more["after"] = str(shown[-1].pk)
    context = {
        "people": shown,
        "filter": chosen,
        "narrowed": any(chosen.cleaned_data.get(name) for name in chosen.fields),
        "next_url": f"{request.path}?{more.urlencode()}" if len(people) > PAGE else "",
    }
    return render(request, "accounts/people_list.html", context)


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def person_new(request: PersonRequest) -> HttpResponse:
    """Make a person and invite them by mail."""
    sent = request.POST if request.method == "POST" else None
    form = PersonForm(sent, by=request.user, initial={"team": request.GET.get("team")})
    if form.is_bound:
        act = partial(create_person, by=request.user, now=timezone.now())
        person = form.submit(lambda: act(**form.row_values(), new_id=form.cleaned_data["new_id"]))
        if person:
            messages.success(request, _("%(name)s is invited: a mail with a link is on its way.") % {"name": person})
            return redirect("people-list")
    return render(request, "accounts/person_new.html", {"form": form}, status=form.status)


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show and edit a person."""
    one = _person(request, pk)
    context = {"person": _person(request, pk), "led": list(one.led_teams.order_by("name")), "factors": factors_of(one)}
    form = PersonForm(request.POST if request.method == "POST" else None, instance=one, by=request.user)
    act = partial(edit_person, one, by=request.user, now=timezone.now())
    if form.is_bound and form.submit(lambda: act(**form.row_values(), version=form.cleaned_data["version"])):
        messages.success(request, _("Saved."))
        return redirect("person", pk)
    return render(request, "accounts/person.html", {**context, "form": form}, status=form.status)


@manage
@require_POST
def person_switch_off(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Sign a person out everywhere and let them in no more; the message offers the way back."""
    return _switch(request, pk, on=False)


@manage
@require_POST
def person_switch_on(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let a person in again."""
    return _switch(request, pk, on=True)


@manage
@require_POST
def person_reset(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End a person's sessions and password, and mail them a link to choose a new one."""
    one = _person(request, pk)
    try:
        reset_password(one, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("A mail with a link is on its way to %(name)s.") % {"name": one})
    return redirect("person", pk)


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def person_second_factor(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Remove a person's second factor, which they have lost; the reason goes to them by mail."""
    one = _person(request, pk)
    form = ResetFactorForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            reset_second_factor(one, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("%(name)s signs in with the password alone now, and is told by mail.") % {"name": one}
            )
            return redirect("person", pk)
    context = {"person": one, "form": form, "factors": factors_of(one)}
    return render(request, "accounts/person_second_factor.html", context, status=422 if form.is_bound else 200)


def _switch(request: PersonRequest, pk: UUID, *, on: bool) -> HttpResponse:
    one = _person(request, pk)
    try:
        (switch_on if on else switch_off)(one, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        words = _("%(name)s may sign in again.") if on else _("%(name)s is switched off and signed out everywhere.")
        undo = "" if on else "undo:" + reverse("person-switch-on", args=[pk])
        messages.success(request, words % {"name": one}, extra_tags=undo)
    return redirect("person", pk)


def _person(request: PersonRequest, pk: UUID) -> User:
    return get_object_or_404(User.objects.visible_to(request.user).select_related("team"), pk=pk)
