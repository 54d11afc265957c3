"""Five people and a page or two, for the tests of this app."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role, Team, User
from etiquette.actions.page import create_page, publish
from etiquette.models import Page

PEOPLE = ("owner", "mate", "outsider", "chief", "editor")
READERS = PEOPLE[:-1]


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """An account manager, a teammate, one of another team, the team's lead, and an admin."""
    ours, other = Team.objects.create(name="Ours"), Team.objects.create(name="Other")
    roles = {"chief": Role.LEAD, "editor": Role.ADMIN}
    made = {
        name: User.objects.create_user(
            username=name, email=f"{name}@rapport.example", name=name.title(), language="en",
            role=roles.get(name, Role.MANAGER), team=other if name == "outsider" else ours,
        )
        for name in PEOPLE
    }  # fmt: skip
    ours.leads.add(made["chief"])
    return made


@pytest.fixture
def editor(people: dict[str, User]) -> User:
    return people["editor"]


@pytest.fixture
def owner(people: dict[str, User]) -> User:
    return people["owner"]


@pytest.fixture
def browser() -> Callable[[User], Client]:
    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def make_page(editor: User, now: datetime) -> Callable[..., Page]:
    def make(slug: str = "bowing", *, published: bool = True, occasion: str = "other", **text: Any) -> Page:
        words = {"title_en": "Bowing", "title_zh": "鞠躬", "body_en": "Bow slowly.", "body_zh": "缓缓弯腰。", **text}
        page = create_page(slug=slug, occasion=occasion, position=50, text=words, by=editor, now=now)
        return publish(page=page, version=page.version, by=editor, now=now) if published else page

    return make
