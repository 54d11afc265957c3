"""Let pages read from a streaming replica that holds all they must show. Why so: ADR 9.

Positions are places in PostgreSQL's write-ahead log, as bytes since its beginning. A replica serves a request when it
has replayed what the primary had written `settings.REPLICA_LAG` seconds ago at the earliest, and what this browser
itself has written (a cookie keeps that position). Everything else, and every doubt, goes to the primary.
"""

import contextvars
import logging
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed, PermissionDenied
from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import Error, InterfaceError, OperationalError, connections
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse

log = logging.getLogger(__name__)

COOKIE = "rapport_written"
EVERYTHING = 2**63 - 1  # a position no replica reaches
REST_SECONDS = 3.0  # a replica that failed is left alone so long by this process
BEHIND_SECONDS = 1.0  # one that is too far behind, so long
ASK_SECONDS = 0.5  # how often a process asks the primary for its position
# Insert, not write: without waiting for the disk (synchronous_commit off) a commit may not be written yet.
_PRIMARY_AT = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"
# A server that has been promoted has a past of its own: it is no replica any more.
_REPLICA_AT = """
SELECT CASE WHEN pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint ELSE -1 END
"""


class Reading:
    """Where one request reads: not decided until its first question, then a replica or the primary."""

    __slots__ = ("alias", "written", "wrote")

    def __init__(self, *, written: int, may_use_replica: bool) -> None:
        self.written = written
        self.alias = "" if may_use_replica else PRIMARY
        self.wrote = False


_current: contextvars.ContextVar[Reading | None] = contextvars.ContextVar("reading", default=None)


class ReadFromReplica:
    """Decide for each request whether it may read from a replica, and remember in a cookie what it wrote.

    A page that a replica fails, by an error, "not found" or "not allowed", is made again on the primary.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        safe = request.method in ("GET", "HEAD")
        reading = Reading(written=position_in(request.COOKIES.get(COOKIE, "")), may_use_replica=safe)
        token = _current.set(reading)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        if reading.wrote or request.method in ("POST", "PUT", "PATCH", "DELETE"):
            response.set_cookie(
                COOKIE,
                str(_position_after_writing()),
                max_age=int(settings.REPLICA_LAG) * 2 + 10,  # a replica that is behind for longer is not used anyway
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Run the view once more on the primary if it read from a replica; a GET has changed nothing."""
        reading = _current.get()
        if reading is None or reading.alias in ("", PRIMARY) or request.resolver_match is None:
            return None
        if isinstance(exception, OperationalError | InterfaceError):
            connections[reading.alias].close()
            replicas.rest(reading.alias, REST_SECONDS, type(exception).__name__)
        elif not isinstance(exception, Error | Http404 | PermissionDenied):
            return None
        reading.alias = PRIMARY
        view = request.resolver_match
        response = view.func(request, *view.args, **view.kwargs)
        return response.render() if callable(getattr(response, "render", None)) else response


class Router:
    """Send each query of the ORM where its request may read; writes, and whatever is no request, to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        reading = _current.get()
        if reading is None or model._meta.app_label in settings.PRIMARY_ONLY:
            return PRIMARY
        if connections[PRIMARY].in_atomic_block:
            return PRIMARY  # it may ask for what it has just written itself
        if not reading.alias:
            reading.alias = replicas.choose(reading.written)
        return reading.alias

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        reading = _current.get()
        if reading is not None and model._meta.app_label != "sessions":  # a session is never read from a replica
            reading.alias, reading.wrote = PRIMARY, True
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True  # the same rows, wherever they were read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db in settings.REPLICAS else None


class Replicas:
    """What this process knows of the replicas: which of them rest, and where the primary was lately."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._resting: dict[str, float] = {}  # until when, by the monotonic clock
        self._primary: deque[tuple[float, int]] = deque()  # when asked, and its position

    def choose(self, written: int) -> str:
        """Return a replica that has replayed `written` and is recent enough, else the primary."""
        aliases = [alias for alias in settings.REPLICAS if self._may_try(alias)]
        if not aliases:
            return PRIMARY
        oldest = self._oldest_allowed()
        for alias in random.sample(aliases, len(aliases)):
            try:
                position = _replayed(alias)
            except Error as error:
                self.rest(alias, REST_SECONDS, type(error).__name__)
                continue
            if position < oldest:
                self.rest(alias, BEHIND_SECONDS, "behind" if position >= 0 else "promoted")
            else:
                self._use_again(alias)
                if position >= written:
                    return alias
        return PRIMARY

    def rest(self, alias: str, seconds: float, why: str) -> None:
        """Leave a replica alone for so many seconds."""
        with self._lock:
            if alias not in self._resting:
                log.warning("%s is not read from: %s", alias, why)
            self._resting[alias] = time.monotonic() + seconds

    def _may_try(self, alias: str) -> bool:
        """Say whether the replica does not rest; after its rest one thread tries it, and the others wait for that."""
        now = time.monotonic()
        with self._lock:
            until = self._resting.get(alias)
            if until is None:
                return True
            if until > now:
                return False
            self._resting[alias] = now + REST_SECONDS
            return True

    def _use_again(self, alias: str) -> None:
        with self._lock:
            if self._resting.pop(alias, None) is not None:
                log.warning("%s is read from again", alias)

    def _oldest_allowed(self) -> int:
        """Return the position a replica must have: the primary's, asked for at most REPLICA_LAG seconds ago.

        So a page is never older than that, whatever the clocks of the machines, and whether the replica is slow or
        cut off from the primary. One question a process and half second.
        """
        now = time.monotonic()
        with self._lock:
            while self._primary and self._primary[0][0] < now - settings.REPLICA_LAG:
                self._primary.popleft()
            if not self._primary or self._primary[-1][0] < now - ASK_SECONDS:
                self._primary.append((now, _asked(PRIMARY, _PRIMARY_AT)))
            return self._primary[0][1]


replicas = Replicas()


def position_in(cookie: str) -> int:
    """Return the position a cookie names; 0 for none. Not signed: a forged one deceives its own browser alone."""
    return min(int(cookie), EVERYTHING) if cookie.isascii() and cookie.isdecimal() and len(cookie) <= 20 else 0


def _position_after_writing() -> int:
    try:
        return _asked(PRIMARY, _PRIMARY_AT)
    except Error:  # gone just now: what was written stands, and this browser keeps to the primary for a while
        return EVERYTHING


def _replayed(alias: str) -> int:
    """Ask a replica how far it is, on the kept connection or, should that be broken, on a new one."""
    kept = connections[alias].connection is not None
    try:
        return _asked(alias, _REPLICA_AT)
    except (OperationalError, InterfaceError):
        connections[alias].close()
        if not kept:
            raise
        return _asked(alias, _REPLICA_AT)


def _asked(alias: str, question: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])
