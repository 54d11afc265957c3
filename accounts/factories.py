"""One vocabulary for test and demo people."""

from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from accounts.models import Role, Team, User

PASSWORD = "rapport-demo"  # noqa: S105 - the demo's, shown on its sign-in page


@cache
def hashed(password: str) -> str:
    """Return the hash of a password; hashing is slow on purpose, and one hash may serve many made-up people."""
    return make_password(password)


class TeamFactory(factory.django.DjangoModelFactory):
    """A team; `leads=[…]` names who leads it."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def leads(self, create: bool, people: Any, **kwargs: Any) -> None:
        if create and people:
            self.leads.set(people)


class UserFactory(factory.django.DjangoModelFactory):
    """An account manager who may sign in with `PASSWORD`; `password=None` for one who was only invited."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.com")
    role = Role.MANAGER
    language = "en"
    password = factory.LazyFunction(lambda: hashed(PASSWORD))

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        if kwargs.get("password") is None:
            kwargs["password"] = make_password(None)
        elif "$" not in kwargs["password"]:
            kwargs["password"] = hashed(kwargs["password"])
        return kwargs
