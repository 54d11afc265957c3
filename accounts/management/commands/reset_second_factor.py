"""Remove somebody's second factor from the machine itself: for the last admin, who has lost the telephone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.second_factor import reset_second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Remove a person's second factor and end their sessions. They are told by mail, with the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what they sign in with")
        parser.add_argument("reason", help="they read it in the mail")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username__iexact=options["username"]).first()
        if person is None:
            raise CommandError("Nobody signs in with that name.")
        try:
            reset_second_factor(person, reason=options["reason"], by=None, now=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.username} signs in with the password alone now.")
