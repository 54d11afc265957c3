"""Teams, as admins manage them."""

from functools import partial
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
    sent = request.POST if request.method == "POST" else None
    form = TeamForm(sent, by=request.user, initial={"parent": request.GET.get("parent")})
    if form.is_bound:
        act = partial(create_team, by=request.user, now=timezone.now())
        made = form.submit(lambda: act(**form.row_values(), new_id=form.cleaned_data["new_id"]))
        if made:
            messages.success(request, _("Saved."))
            return redirect("team", made.pk)
    return render(request, "accounts/team_new.html", {"form": form}, status=form.status)


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
    form = TeamForm(request.POST if request.method == "POST" else None, instance=one, by=request.user)
    act = partial(edit_team, one, by=request.user, now=timezone.now())
    if form.is_bound and form.submit(lambda: act(**form.row_values(), version=form.cleaned_data["version"])):
        messages.success(request, _("Saved."))
        return redirect("team", pk)
    return render(request, "accounts/team.html", {**context, "form": form}, status=form.status)


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
