"""Sessions in the database as Django keeps them, found with SQL that is kept: every request asks for one."""

import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
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


@prepared
def _lasting(key: Text, now: datetime.datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
