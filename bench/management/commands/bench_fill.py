"""`manage.py bench_fill SIZE`: fill the benchmark's database and tell, as JSON, what there is to measure."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from bench.fill import fill, seconds_taken
from bench.measure.pages import POSTED_PURPOSE
from bench.sizes import SIZES
from crm.models import Client
from visits.models import Visit, VisitState

OLD_AFTER_DAYS = 25


class Command(BaseCommand):
    help = "Fill the benchmark's database (its name begins with bench_); going on where an interrupted fill stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("size", choices=sorted(SIZES))

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(settings.DATABASES["default"]["NAME"])
        if not name.startswith("bench_"):
            raise CommandError(f"{name} is not a database of the benchmark: start with make bench.")
        day = fill(SIZES[options["size"]], today=timezone.localdate(), say=lambda line: self.stderr.write(f"  {line}"))
        if (timezone.localdate() - day).days > OLD_AFTER_DAYS:
            self.stderr.write(
                f"  Filled for {day}: days of today have few visits left; remove var/bench to fill anew."
            )
        if "handbook_load" in get_commands():
            call_command("handbook_load", stdout=self.stderr)
        self._remove_posted()
        client = Client.objects.get(pk=_bench_id(4, 0))
        visit = Visit.objects.filter(client=client, state=VisitState.ACCEPTED).order_by("-starts_at").first()
        facts: dict[str, Any] = {"client": str(client.pk), "visit": str(visit and visit.pk)}
        facts |= {"filled_for": day.isoformat(), "fill_seconds": seconds_taken()}
        self.stdout.write(json.dumps(facts))

    def _remove_posted(self) -> None:
        """Take away the visits that an earlier run planned, so that runs compare."""
        Visit.objects.filter(purpose=POSTED_PURPOSE).delete()


def _bench_id(kind: int, number: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT bench_id(%s, %s)", [kind, number])
        return cursor.fetchone()[0]
