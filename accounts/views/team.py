"""Teams, as admins manage them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, requires
from accounts.actions.team import add_member, create_team, delete_team, edit_team
from accounts.forms.team import MemberForm, TeamForm
from accounts.models import Team
from accounts.roles import Permission
from accounts.views.clash import clash
from core.models import StaleVersion
from core.writes import ForeignDraft

manage = requires(Permission.MANAGE_PEOPLE, hide=True)


@manage
@require_safe
def team_list(request: PersonRequest) -> HttpResponse:
    """Show the teams as a tree."""
    teams = (
        Team.objects.visible_to(request.user)
        .annotate(people=Count("members", filter=Q(members__is_active=True)))
        .prefetch_related("leads")
    )
    return render(request, "accounts/team_list.html", {"branches": Team.objects.as_tree(teams)})


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def team_new(request: PersonRequest) -> HttpResponse:
    """Make a team."""
    form = TeamForm(request.POST or None, by=request.user, initial={"parent": request.GET.get("parent")})
    if request.method == "POST" and form.is_valid():
        try:
            made = create_team(**form.cleaned_data, by=request.user, now=timezone.now())
        except ForeignDraft:
            form.refuse_other_words()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("team", made.pk)
    return render(request, "accounts/team_new.html", {"form": form}, status=422 if form.errors else 200)


@manage
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show and edit a team."""
    one, shown = _team(request, pk), _team(request, pk)
    context = {
        "team": shown,
        "members": list(shown.members.order_by("-is_active", "name")),
        "below": list(shown.children.order_by("name")),
        "member_form": MemberForm(by=request.user, team=one),
    }
    form = TeamForm(request.POST or None, instance=one, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            edit_team(one, **form.cleaned_data, by=request.user, now=timezone.now())
        except StaleVersion as stale:
            return clash(request, "accounts/team.html", form, stale, context)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("team", pk)
    return render(request, "accounts/team.html", {**context, "form": form}, status=422 if form.errors else 200)


@manage
@require_POST
def team_add(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Move a person into the team."""
    one = _team(request, pk)
    form = MemberForm(request.POST, by=request.user, team=one)
    if form.is_valid():
        person = add_member(one, person=form.cleaned_data["person"], by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is in this team now.") % {"name": person})
    else:
        messages.error(request, _("Choose somebody who is not in this team yet."))
    return redirect("team", pk)


@manage
@require_POST
def team_delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Delete an empty team."""
    one = _team(request, pk)
    try:
        delete_team(one, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("team", pk)
    messages.success(request, _("%(name)s is deleted.") % {"name": one})
    return redirect("team-list")


def _team(request: PersonRequest, pk: UUID) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
