"""Who may act on a row that they see. What they see is `visible_to(user)`'s business."""

from accounts.models import Role, User
from accounts.roles import Permission
from crm.access import may_assign_client
from visits.models import Complaint, Handover, Promise, Request, Visit
from visits.models.visit import VisitQuerySet


def may_work_on(user: User, visit: Visit) -> bool:
    """Whether `user` may change the visit, its notes and its record: only the person who makes it.

    A colleague its client is shared with reads it; its lead reads and reviews it; an admin reads it.
    """
    return user.may(Permission.RECORD) and visit.owner_id == user.pk


def workable_by(user: User) -> VisitQuerySet:
    """Return the visits that `user` may work on; a view looks here, so that others get 404."""
    if not user.may(Permission.RECORD):
        return Visit.objects.none()
    return Visit.objects.visible_to(user).own(user)


def may_keep_promise(user: User, promise: Promise) -> bool:
    """Whether `user` may edit, keep, break, re-date or reopen a promise they see (H5).

    Its owner may, the client's account manager, a lead of its team or of one above, and an admin. A colleague with
    whom the client is shared reads only.
    """
    if not user.may(Permission.RECORD):
        return False
    scope = user.scope
    return (
        scope.everything
        or promise.owner_id == user.pk
        or promise.client.owner_id == user.pk
        or (promise.team_id is not None and promise.team_id in scope.team_ids)
    )


def may_answer(user: User, request: Request) -> bool:
    """Whether `user` may put a request right or say what was done: who noted it, and the client's account manager."""
    return user.may(Permission.RECORD) and user.pk in (request.noted_by_id, request.client.owner_id)


def may_review(user: User, visit: Visit) -> bool:
    """Whether `user` may accept, send back or share a record (V9).

    Leads of the visit's team or of one above it, and admins; nobody their own: a lead's record waits for another lead
    of the team, for the lead above, or for an admin.
    """
    if not user.may(Permission.REVIEW) or visit.owner_id == user.pk:
        return False
    scope = user.scope
    return scope.everything or (
        user.role == Role.LEAD and visit.team_id is not None and visit.team_id in scope.team_ids
    )


def may_go_through(user: User, handover: Handover) -> bool:
    """Whether `user` may tick the checklist of a hand-over (W5): who gives, who takes, and who may decide it."""
    if not user.may(Permission.RECORD):
        return False
    return user.pk in (handover.from_manager_id, handover.to_manager_id) or may_assign_client(user, handover.client)


def may_settle(user: User, complaint: Complaint) -> bool:
    """Whether `user` may change, answer, solve, call back about and close a complaint they see (W6).

    Who has to settle it, the client's account manager, a lead of either's team or of one above, and an admin. A
    colleague with whom the client is shared may raise one, and reads.
    """
    if not user.may(Permission.RECORD):
        return False
    scope = user.scope
    mine = user.pk in (complaint.owner_id, complaint.client_owner_id)
    return scope.everything or mine or bool({complaint.team_id, complaint.client_team_id} & set(scope.team_ids))
