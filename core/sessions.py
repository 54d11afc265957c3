"""Sessions in the database as Django keeps them, found with SQL that is kept: every request asks for one."""

import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connections, router
from django.db.models import QuerySet
from django.utils import timezone

from core.prepared import Text, prepared


class SessionStore(db.SessionStore):
    """One person's session."""

    def _get_session_from_db(self) -> Any:
        found = _lasting(Text(self.session_key), timezone.now()) if self.session_key else []
        if found:
            return found[0]
        self._session_key = None
        return None

    def save(self, must_create: bool = False) -> None:
        """Keep the session; a change of one that is there, such as a toast's words, is one statement.

        Its answer need not wait until the disk has it: what a power cut may take from a session costs a sign-in at
        most. Raises `UpdateError` where the session has ended meanwhile.
        """
        using = router.db_for_write(self.model)
        if must_create or self.session_key is None or connections[using].in_atomic_block:
            super().save(must_create)
            return
        row = self.create_model_instance(self._get_session(no_load=False))  # type: ignore[attr-defined]
        with connections[using].cursor() as cursor:
            cursor.execute(_CHANGE, [row.session_data, row.expire_date, row.session_key])
            if cursor.rowcount == 0:
                raise UpdateError


# The setting holds for this one statement, as it stands in no transaction.
_CHANGE = (
    "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"
    " AND set_config('synchronous_commit', 'off', true) IS NOT NULL"
)


@prepared(planned=True)
def _lasting(key: Text, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
