"""Figures for Prometheus. What requests did comes from this process and its siblings (files in
`PROMETHEUS_MULTIPROC_DIR`); how the installation is comes from the database when it is asked. No label names anybody.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from core import pulse
from core.logs import view_name
from upkeep import state
from upkeep.version import commit, version

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUESTS = Histogram(
    "rapport_request_seconds", "Time to answer, by view", ("view", "method", "status"), buckets=BUCKETS
)
QUERIES = Counter("rapport_database_queries_total", "Statements sent to the database, by view", ("view",))
QUERY_SECONDS = Counter("rapport_database_seconds_total", "Time spent waiting for the database, by view", ("view",))


class Measure:
    """Count each request and its statements. In the chain only where metrics are asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun, statements = time.monotonic(), _Statements()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        view = view_name(request)
        # A stranger chooses the method's word: one they made up must not become a label.
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, f"{response.status_code // 100}xx").observe(time.monotonic() - begun)
        QUERIES.labels(view).inc(statements.count)
        QUERY_SECONDS.labels(view).inc(statements.seconds)
        return response


class _Statements:
    """Count statements and the time they take; their text is not looked at."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        begun = time.monotonic()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.monotonic() - begun


def page() -> bytes:
    """Return all figures in Prometheus' text format."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
        registry.register(Installation())
        return generate_latest(registry)
    registry.register(Installation())
    return generate_latest(registry) + generate_latest(REGISTRY)


class Installation(Collector):
    """How the installation is, asked of the database."""

    def collect(self) -> Iterable[Metric]:
        info = GaugeMetricFamily("rapport_info", "Which Rapport this is", labels=("version", "commit"))
        info.add_metric((version(), commit()), 1)
        yield info
        up = state.database_answers()
        yield GaugeMetricFamily("rapport_database_up", "1 when the database answers", value=int(up))
        yield GaugeMetricFamily("rapport_redis_up", "1 when Redis answers", value=int(state.redis_answers()))
        yield GaugeMetricFamily("rapport_disk_free_bytes", "Room left on the disk of var", value=state.disk().free)
        if up:
            try:
                yield from list(self._from_rows())
            except DatabaseError:
                return

    @staticmethod
    def _from_rows() -> Iterator[Metric]:
        yield GaugeMetricFamily("rapport_database_bytes", "Size of the database", value=state.database_bytes())
        yield GaugeMetricFamily(
            "rapport_migrations_missing", "Migrations not applied", value=len(state.missing_migrations())
        )
        waiting = state.waiting(now=timezone.now())
        overdue = GaugeMetricFamily(
            "rapport_reminders_overdue", "Reminders that wait five minutes after they were due", labels=("channel",)
        )
        overdue.add_metric(("in_app",), waiting.in_app)
        overdue.add_metric(("mail",), waiting.by_mail)
        yield overdue
        rows = state.pulses()
        since = GaugeMetricFamily(
            "rapport_last_success_seconds", "How long ago a work behind the page last went well", labels=("work",)
        )
        done = CounterMetricFamily("rapport_done", "How often a work behind the page went well", labels=("work",))
        failed = CounterMetricFamily("rapport_failed", "How often it did not", labels=("work",))
        for name in (pulse.SWEEP, pulse.WORKER, pulse.MAIL, pulse.BACKUP, pulse.BASE_COPY):
            row = rows.get(name)
            if row and (moment := state.age(row.ok_at)) is not None:
                since.add_metric((name,), moment.total_seconds())
            done.add_metric((name,), row.done if row else 0)
            failed.add_metric((name,), row.failures if row else 0)
        yield from (since, done, failed)
        backup = rows.get(pulse.BACKUP)
        if backup and "bytes" in backup.detail:
            yield GaugeMetricFamily("rapport_backup_bytes", "Size of the last backup", value=backup.detail["bytes"])
