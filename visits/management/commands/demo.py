"""`manage.py demo`: fill an empty database with a made-up year of work."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from visits.demo.build import SEED, RealPeopleHere, build_demo


class Command(BaseCommand):
    help = "Fill an empty database with demo data: 3 teams, 9 people, 80 clients, a year of visits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where there are people already")
        parser.add_argument("--seed", type=int, default=SEED, help="another seed, another story")

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("There are people in this database already: the demo goes into an empty one only.")
        if not settings.DEMO:
            raise CommandError("RAPPORT_ENV is production: demo data belongs in a demo.")
        try:
            made = build_demo(now=timezone.now(), seed=options["seed"])
        except RealPeopleHere:
            raise CommandError("Real people have accounts here: the demo stays out.") from None
        self.stdout.write(", ".join(f"{count} {name}" for name, count in made.items()))
