"""Keep a backup of everything. See docs/recovery.md."""

import sys
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from upkeep.backup import back_up
from upkeep.nightly import NAME, keep_backup
from upkeep.progress import Progress, shown_size
from upkeep.trouble import Trouble

UPLOADS = "visits_attachment"  # a row for each file that somebody uploaded


class Command(BaseCommand):
    help = "Keep database and files in one archive with checksums. Works while Rapport runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            default=str(settings.BACKUP_FOLDER),
            metavar="DIR",
            help="folder of the archives (default %(default)s); - writes one to the standard output, to encrypt it",
        )
        parser.add_argument(
            "--keep",
            type=int,
            default=settings.BACKUP_KEEP,
            help="how many archives to leave in the folder, the newest (default %(default)s; 0: all)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 0:
            raise CommandError("--keep must be 0 or more.")
        progress = Progress(sys.stderr, NAME.capitalize())
        try:
            if options["to"] == "-":
                if sys.stdout.isatty():
                    raise CommandError("The archive would go to this terminal: send it on, such as | age -r … > file.")
                back_up(sys.stdout.buffer, now=timezone.now(), progress=progress)
                sys.stdout.buffer.flush()
                return
            made = keep_backup(Path(options["to"]), keep=options["keep"], now=timezone.now(), progress=progress)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        except (DatabaseError, psycopg2.Error) as error:
            raise CommandError(f"The database refused: {str(error).strip().splitlines()[0]}") from None
        finally:
            progress.end()
        rows = sum(made.manifest["tables"].values())
        self.stdout.write(
            f"{made.path}: {shown_size(made.size)}, {len(made.manifest['tables'])} tables, {rows} rows, "
            f"{made.manifest['files']} files"
        )
        if settings.MEDIA_ELSEWHERE:
            self.stdout.write(f"Uploads are in {settings.MEDIA_ELSEWHERE}, not in the archive: keep a copy of them.")
        elif made.manifest["tables"].get(UPLOADS) and not made.manifest["files"]:
            self.stderr.write(
                f"The database names uploaded files, but there is none in {settings.MEDIA_ROOT}: does the service run "
                "with another RAPPORT_VAR or RAPPORT_MEDIA? This archive holds none."
            )
        for old in made.removed:
            self.stdout.write(f"removed {old.name}")
