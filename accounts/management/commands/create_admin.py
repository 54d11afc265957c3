"""Make the first admin of an installation."""

import getpass
import os
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.person import create_admin


class Command(BaseCommand):
    help = "Make a person with the role admin. The password is asked for, or read from RAPPORT_ADMIN_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="what they sign in with")
        parser.add_argument("email")
        parser.add_argument("name", help="as colleagues know them")
        parser.add_argument("--superuser", action="store_true", help="may open Django's own admin at /admin/ too")

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("RAPPORT_ADMIN_PASSWORD") or self._ask()
        try:
            validate_password(password)
            person = create_admin(
                username=options["username"], email=options["email"], name=options["name"], password=password,
                superuser=options["superuser"], now=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{person.username} may sign in as admin: {settings.BASE_URL}/accounts/login/")

    def _ask(self) -> str:
        try:
            first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
        except (EOFError, KeyboardInterrupt) as error:
            raise CommandError("No password: set RAPPORT_ADMIN_PASSWORD, or run this in a terminal.") from error
        if first != second:
            raise CommandError("The two are not the same.")
        return first
