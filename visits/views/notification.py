"""What the product tells a person."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.models import User
from accounts.roles import Permission
from core.paging import prepared_page
from core.toasts import say
from visits.actions.message import message_of, subjects_for
from visits.actions.notification import mark_all_read, mark_read, mark_unread
from visits.models import Notification
from visits.views.found import of_notification
from visits.views.own import person_of


@requires(Permission.USE)
@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """List a person's notifications, newest first; `?unread=1` only those not opened."""
    only_unread = request.GET.get("unread") == "1"
    order = ("-created_at", "-id")
    page = prepared_page(request, Notification, _listed, person_of(request), only_unread, order=order, planned=True)
    subjects = subjects_for(request.user, [row.subject_id for row in page.rows])
    for row in page.rows:
        row.message = message_of(row.kind, row.facts, subjects.get(row.subject_id))
    return render(request, "visits/notification_list.html", {"page": page, "only_unread": only_unread})


def _listed(user: User, only_unread: bool) -> QuerySet[Notification]:
    rows = Notification.objects.visible_to(user)
    return rows.unread() if only_unread else rows


@requires(Permission.USE)
@of_notification
@require_safe
def notification_open(request: HttpRequest, row: Notification) -> HttpResponse:
    """Mark one read and go to what it is about.

    A link, so that it opens in a tab of its own; marking the reader's own message read is all that it changes.
    """
    mark_read(notification=row, now=timezone.now())
    message = message_of(row.kind, row.facts, subjects_for(request.user, [row.subject_id]).get(row.subject_id))
    if not message.path:
        messages.warning(request, _("This is no longer open to you."))
    return redirect(message.path or "notification-list")


@requires(Permission.USE)
@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all read, with a way back."""
    now = timezone.now()
    if mark_all_read(by=request.user, now=now):
        query = urlencode({"at": now.isoformat()})
        say(request, _("All marked read."), undo=f"{reverse('notification-unread-again')}?{query}")
    return redirect("notification-list")


@requires(Permission.USE)
@require_POST
def notification_unread_again(request: HttpRequest) -> HttpResponse:
    """Take a marking of all back: those it marked, told apart by its moment (`?at=`), are unread again."""
    try:
        at = parse_datetime(request.GET.get("at", ""))
    except ValueError:
        at = None
    if at is None or timezone.is_naive(at):
        raise Http404
    mark_unread(by=request.user, read_at=at)
    say(request, _("Undone."))
    return redirect("notification-list")
