"""Share a client with a colleague, and end that."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.house import day_begins, house_day
from crm.access import check, may_manage_client
from crm.models import Client, ClientShare

KEPT_AFTER_END = dt.timedelta(days=7)


@transaction.atomic
def share_client(
    *, by: User, client: Client, colleague: User, now: dt.datetime, until: dt.date | None = None
) -> ClientShare:
    """Let `colleague` see and edit the client; sharing twice is sharing once.

    Parameters: `until`, the last day of a cover in the house's zone; None for a share that is ended by hand.
    Raises `NotYours` when `by` may not share it, the colleague is its owner or switched off, or the day has passed.
    """
    check(may_manage_client(by, client) and colleague.is_active and colleague.pk != client.owner_id)
    check(until is None or until >= house_day(now))
    ends_at = day_begins(until + dt.timedelta(days=1)) if until else None
    return grant(by=by, client=client, colleague=colleague, now=now, ends_at=ends_at)[0]


def grant(
    *, by: User, client: Client, colleague: User, now: dt.datetime, ends_at: dt.datetime | None = None
) -> tuple[ClientShare, bool]:
    """Write the share unless one runs; return it and whether it is new. The caller has checked who may."""
    ClientShare.objects.filter(client=client, user=colleague, ends_at__lte=now).delete()
    return ClientShare.objects.get_or_create(
        client=client, user=colleague, defaults={"shared_by": by, "created_at": now, "ends_at": ends_at}
    )


def end_covers(*, now: dt.datetime) -> int:
    """Delete the covers that ended a week ago; return how many. Twice is once: the rules had ended them already.

    Until then whoever tells people of the end finds the row.
    """
    return ClientShare.objects.filter(ends_at__lte=now - KEPT_AFTER_END).delete()[0]


@transaction.atomic
def unshare_client(*, by: User, client: Client, share_id: UUID, now: dt.datetime) -> ClientShare | None:
    """End a share; return what it was, with its `user`, or None when it had ended already. Raises `NotYours`.

    A cover ends now, and its row stays until its colleague has been told.
    """
    check(may_manage_client(by, client))
    share = ClientShare.objects.running().select_related("user").filter(client=client, pk=share_id).first()
    if share is None:
        return None
    if share.ends_at is None:
        share.delete()
    else:
        ClientShare.objects.filter(pk=share.pk).update(ends_at=now)
    return share
