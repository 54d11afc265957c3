"""Make a base copy of the embedded PostgreSQL now. See docs/recovery.md."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from upkeep import base_copy
from upkeep.trouble import Trouble


class Command(BaseCommand):
    help = "Make a base copy to go back to any later moment from (make rewind). Made each week by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(str(base_copy.make(now=timezone.now())))
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
