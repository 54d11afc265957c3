"""How allauth signs our people in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """People are made by admins, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display_name(user: Any) -> str:
    """Return the name that allauth's messages use."""
    return str(user) if isinstance(user, User) else ""
