"""What is said about a client, a person, a complaint, a visit or a promise (H7), as a part of its page."""

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import requires
from accounts.roles import Permission
from core.methods import answers, reads
from core.prepared import prepared
from core.sounds import spoken
from core.toasts import say, settle
from core.writes import ForeignDraft
from crm.models import Person
from crm.models.client import UNREAD
from crm.seen import client_seen
from visits.actions.comment import comment_on, edit_comment, not_reached, remove_comment, restore_comment
from visits.actions.commented import Subject, colleagues_who_see, place_of
from visits.actions.mention import handle_of
from visits.forms.comment import CommentEditForm, CommentForm
from visits.models import Comment
from visits.models.comment import COMMENTED
from visits.views.found import way_back

SHOWN = 50
MOST = 500
COLUMNS = (
    *("id", "version", "body", "verdict", "created_at", "edited_at", "removed_at"),
    *("author__name", "author__username"),
)


def find_subject(request: HttpRequest, name: str, pk: UUID) -> Subject:
    """Return the row that is commented on, if the person sees it; raise Http404 where it is missing or forbidden."""
    if name == "client":
        return client_seen(request, pk)
    if name not in COMMENTED:
        raise Http404
    model: Any = COMMENTED[name]
    read = ("client__owner", "client__team") if model is Person else ("client__owner", "client__team", "owner", "team")
    rows = model.objects.visible_to(request.user).select_related(*read).defer(*UNREAD)
    if model is Person:
        rows = rows.filter(erased_at=None)  # nothing is said of them any more
    row: Subject = get_object_or_404(rows, pk=pk)
    return row


def comments_of(name: str) -> Callable[..., HttpResponse]:
    """Return the view of the comments on one kind of row: it shows them and takes one more from whoever reads it."""

    @requires(Permission.USE)
    @answers("GET", "HEAD", "POST")
    def comments(request: HttpRequest, pk: UUID) -> HttpResponse:
        row = find_subject(request, name, pk)
        form, status = CommentForm(request.POST if request.method == "POST" else None), 200
        if form.is_bound:
            status = 422
            if form.is_valid():
                _keep(request, name, row, form)
                if not request.htmx:  # type: ignore[attr-defined]
                    return redirect(way_back(request, f"{name}-comments", pk) if name == "visit" else place_of(row))
                form, status = CommentForm(), 200
        return _part(request, name, row, form, status=status, posted=request.method == "POST")

    return comments


def _keep(request: HttpRequest, name: str, row: Subject, form: CommentForm) -> None:
    words = {"body": form.cleaned_data["body"], "id": form.cleaned_data["new_id"]}
    try:
        comment, is_new = comment_on(name=name, row=row, by=request.user, now=timezone.now(), **words)  # type: ignore[arg-type]
    except ForeignDraft:
        raise Http404 from None
    if is_new:
        _say_who_is_not_told(request, comment)


def _say_who_is_not_told(request: HttpRequest, comment: Comment) -> None:
    missed = not_reached(comment, list(comment.mentioned.all()))
    if missed:
        names = _(", ").join(str(one) for one in missed)
        messages.warning(request, _("Not told, as they may not see this: %(names)s.") % {"names": names})


def _part(
    request: HttpRequest, name: str, row: Subject, form: CommentForm, *, status: int = 200, posted: bool = False
) -> HttpResponse:
    context = {**shown(request, name, row), "comment_form": form, "posted": posted}
    return render(request, "visits/comments.html", context, status=status)


def shown(request: HttpRequest, name: str, row: Subject) -> dict[str, Any]:
    """Return what the part needs: the comments, oldest first, each with whether the reader may change it."""
    everything = request.GET.get("comments") == "all"
    rows = _latest(name, row.pk, MOST if everything else SHOWN + 1)
    more = len(rows) > SHOWN and not everything
    rows = rows[:SHOWN] if more else rows
    now = timezone.now()
    for comment in rows:
        comment.may_be_changed = comment.may_change(request.user, now)  # type: ignore[attr-defined, arg-type]
    owner = row.client.owner_id if isinstance(row, Person) else row.owner_id
    return {
        "comments": rows[::-1],
        "more_comments": more,
        "subject": row,
        "subject_name": name,
        "subject_owner": owner,
        "comments_url": reverse(f"{name}-comments", args=[row.pk]),
    }


@prepared(planned=True)
def _latest(name: str, pk: UUID, most: int) -> QuerySet[Comment]:
    rows = Comment.objects.filter(**{f"{name}_id": pk}).shown().select_related("author").only(*COLUMNS)
    return rows.prefetch_related("mentioned").order_by("-created_at", "-id")[:most]


@requires(Permission.USE)
@reads
def comment_names(request: HttpRequest, subject: str, pk: UUID) -> HttpResponse:
    """Return the colleagues who see a row, for the list behind an @: how each is written, and by what sounds found."""
    row = find_subject(request, subject, pk)
    people = [one for one in colleagues_who_see(row) if one.pk != request.user.pk]
    bearers = Counter(one.name.casefold() for one in people)
    names = [
        {
            "name": one.name or one.username,
            "handle": handle_of(one, bearers),
            "also": sorted({one.username.casefold(), *spoken(one.name, is_person=True)}),
        }
        for one in people
    ]
    return JsonResponse({"names": names}, headers={"Cache-Control": "private, no-store"})


def _own(request: HttpRequest, pk: UUID) -> Comment:
    """Return one's own comment on what one still sees; 404 for every other."""
    rows = Comment.objects.visible_to(request.user).filter(author=request.user)  # type: ignore[arg-type, misc]
    return get_object_or_404(rows.select_related(*COMMENTED), pk=pk)


@requires(Permission.USE)
@answers("GET", "HEAD", "POST")
def comment_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one's own words, within a day."""
    comment = _own(request, pk)
    if comment.removed_at or not comment.may_change(request.user, timezone.now()):  # type: ignore[arg-type]
        raise Http404
    form = CommentEditForm(request.POST if request.method == "POST" else None, instance=comment)
    if request.method == "POST":
        saved = form.submit(
            lambda: edit_comment(
                comment=comment,
                by=request.user,  # type: ignore[arg-type]
                version=form.cleaned_data["version"],
                now=timezone.now(),
                body=form.cleaned_data["body"],
            )
        )
        if saved:
            say(request, _("Saved."))
            _say_who_is_not_told(request, saved)
            return redirect(place_of(comment.subject))
    context = {"form": form, "comment": comment, "back": place_of(comment.subject)}
    return render(request, "visits/comment_edit.html", context, status=form.status)


@requires(Permission.USE)
def comment_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own words away, within a day; the toast brings them back."""
    return _tap(request, pk, remove_comment, _("The comment is gone."), undo="comment-restore")


@requires(Permission.USE)
def comment_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring one's own words back."""
    return _tap(request, pk, restore_comment, _("The comment is back."))


def _tap(request: HttpRequest, pk: UUID, act: Any, said: str, *, undo: str = "") -> HttpResponse:
    comment = _own(request, pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return settle(
            request,
            lambda version: act(comment=comment, by=request.user, version=version, now=timezone.now()),
            said=said,
            undo=reverse(undo, args=[pk]) if undo else "",
            back=place_of(comment.subject),
        )
    except PermissionDenied:
        raise Http404 from None
