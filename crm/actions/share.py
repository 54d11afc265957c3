"""Share a client with a colleague, and end that."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from accounts.models import User
from crm.access import check, may_manage_client
from crm.models import Client, ClientShare


@transaction.atomic
def share_client(*, by: User, client: Client, colleague: User, now: dt.datetime) -> ClientShare:
    """Let `colleague` see and edit the client; sharing twice is sharing once.

    Raises `NotYours` when `by` may not share it, or the colleague is its owner or switched off.
    """
    check(may_manage_client(by, client) and colleague.is_active and colleague.pk != client.owner_id)
    share, _is_new = ClientShare.objects.get_or_create(
        client=client, user=colleague, defaults={"shared_by": by, "created_at": now}
    )
    return share


@transaction.atomic
def unshare_client(*, by: User, client: Client, share_id: UUID) -> User | None:
    """End a share; return the colleague, or None when it had ended already. Raises `NotYours`."""
    check(may_manage_client(by, client))
    share = ClientShare.objects.select_related("user").filter(client=client, pk=share_id).first()
    if share is None:
        return None
    share.delete()
    return share.user
