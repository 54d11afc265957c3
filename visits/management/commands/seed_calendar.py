"""Fill the workday table: `manage.py seed_calendar` (this year and the next), or with the years named."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from visits.actions.calendar import seed_calendar


class Command(BaseCommand):
    help = "Enter public holidays and swap workdays that the workday table lacks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("years", nargs="*", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        this_year = timezone.localdate().year
        years = options["years"] or [this_year, this_year + 1]
        entered = seed_calendar(years=years, now=timezone.now())
        self.stdout.write(f"{entered} days entered for {', '.join(map(str, years))}.")
