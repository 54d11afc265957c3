"""Fill what rows are found by in sound: after an import past the product, or a changed rule."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from crm.models import Client, Competitor, Contract, Department, Person
from crm.models.also import fill_also


class Command(BaseCommand):
    help = "Fill joined pinyin, initials, digits and words of the rows that have none yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="all rows anew, after a change of the rules")

    def handle(self, *args: Any, **options: Any) -> None:
        for model in (Client, Competitor, Contract, Department, Person):
            written = fill_also(model, again=options["again"])
            self.stdout.write(f"{model._meta.verbose_name_plural}: {written}")
