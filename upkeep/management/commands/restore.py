"""Read a backup back. See docs/recovery.md."""

import sys
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from upkeep.archive import read_manifest
from upkeep.progress import Progress, shown_size
from upkeep.restore import check_fits, restore
from upkeep.trouble import Trouble

MAIN = {"people": "accounts_user", "clients": "crm_client", "visits": "visits_visit", "promises": "visits_promise"}


class Command(BaseCommand):
    help = "Read a backup back into an empty database. Stop web, worker and beat first."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true", help="only check the archive; change nothing")
        parser.add_argument("--replace", action="store_true", help="put the backup in the place of what is there")
        parser.add_argument("--from-demo", action="store_true", help="take the backup of a demo into production")

    def handle(self, *args: Any, **options: Any) -> None:
        archive: Path = options["archive"]
        progress = Progress(sys.stderr, "Checking")
        try:
            manifest = read_manifest(archive, progress.add)
            progress.end()
            made = manifest["rapport"]
            self.stdout.write(
                f"{archive}: whole, {shown_size(progress.size)}, made {manifest['made_at']} by Rapport "
                f"{made['version']} {made['commit']}"
            )
            if options["check"]:
                return
            check_fits(manifest, from_demo=options["from_demo"])
            progress = Progress(sys.stderr, "Restoring")
            counts = restore(archive, manifest, replace=options["replace"], now=timezone.now(), progress=progress)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        except (DatabaseError, psycopg2.Error) as error:
            raise CommandError(f"The database refused: {str(error).strip().splitlines()[0]}") from error
        finally:
            progress.end()
        tables = {
            "people": "accounts_user",
            "clients": "crm_client",
            "visits": "visits_visit",
            "promises": "visits_promise",
        }
        told = ", ".join(f"{counts.get(table, 0)} {word}" for word, table in tables.items())
        self.stdout.write(f"Restored: {told}, {manifest['files']} files. Everybody signs in again.")
        if settings.MEDIA_ELSEWHERE and manifest["files"]:
            self.stdout.write(f"The files are in {settings.MEDIA_ROOT}: copy them to {settings.MEDIA_ELSEWHERE}.")
