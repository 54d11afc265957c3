"""Work out how complete every client's file is: after an update, or an import past the product (H2)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.house import house_day
from crm.actions.file import score_all


class Command(BaseCommand):
    help = "Work out how complete every client's file is, batch by batch, while people work."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"scores changed: {score_all(today=house_day(timezone.now()))}")
