"""`manage.py bench_explain PERSON PATH`: each query of a page with what it cost, and the plans of the costly ones."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import Client

from accounts.models import User
from bench.measure.plans import blocks, explain, rows_read, scans

SLOW_MS = 3.0
WASTE = 10  # rows read for each one delivered


class Command(BaseCommand):
    help = "Show the queries of one page for one person: milliseconds, rows read of those found, blocks; costly plans."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("path")

    def handle(self, *args: Any, **options: Any) -> None:
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(User.objects.get(username=options["username"]))
        asked: list[tuple[float, str, Any]] = []

        def keeping(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            started = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                asked.append(((time.perf_counter() - started) * 1000, sql, params))

        client.get(options["path"])  # warm
        with connection.execute_wrapper(keeping):
            started = time.perf_counter()
            response = client.get(options["path"])
            whole = (time.perf_counter() - started) * 1000
        self.stdout.write(
            f"== {options['username']} {options['path']}: {response.status_code}, {whole:.1f} ms, "
            f"{len(asked)} queries {sum(took for took, _, _ in asked):.1f} ms"
        )
        for took, sql, params in asked:
            if not sql.startswith(("SELECT", "(SELECT", "EXECUTE")):
                self.stdout.write(f"{took:8.2f} ms  {sql[:160]}")
                continue
            top = explain(sql, params)
            found, read = top["Actual Rows"], sum(map(rows_read, scans(top)))
            self.stdout.write(f"{took:8.2f} ms {read:8.0f} rows for {found:4.0f} {blocks(top):7d} blocks  {sql[:160]}")
            if took > SLOW_MS or read > WASTE * max(found, WASTE):
                with connection.cursor() as cursor:
                    cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
                    self.stdout.write(cursor.db.ops.last_executed_query(cursor, sql, params)[:4000])
                    self.stdout.write("\n".join(f"            {row[0][:230]}" for row in cursor.fetchall()))
