"""The words of the URL × person table. Each app writes its rows in `<app>/tests/url_table.py`:

    from tests.url_people import ADMINS, Row, SIGNED_IN

    def build(world):                       # optional: the app's own rows in the world, found at world.extra["crm"]
        return {"client": ClientFactory(owner=world.manager)}

    TABLE = {
        "client-list": Row(SIGNED_IN),
        "client": Row(who(manager=200, lead=200, admin=200), lambda world: [world.extra["crm"]["client"].pk]),
        "client-archive": Row(...),         # a view for posts only answers 405 to whom it is open
    }

A name of the URLconf without a row fails the test, and so does a row without a name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.world import EVERYONE, World

LOGIN = "login"  # redirected to sign-in


def who(rest: int = 404, **answers: int | str) -> dict[str, int | str]:
    """Return what each person gets from GET; who is not named gets `rest`, nobody is sent to sign in."""
    unknown = set(answers) - set(EVERYONE)
    if unknown:
        raise ValueError(f"nobody is called {unknown}")
    return {"nobody": LOGIN, **{name: rest for name in EVERYONE if name != "nobody"}, **answers}


SIGNED_IN = who(200)
ADMINS = who(admin=200)
ADMINS_POST = who(admin=405)
LEADS = who(lead=200, admin=200)
PUBLIC = who(200, nobody=200)


def _no_arguments(world: World) -> list[Any]:
    return []


@dataclass(frozen=True)
class Row:
    """Expected answers to GET, by person, and how the address' arguments are found in the world."""

    answers: Mapping[str, int | str]
    args: Callable[[World], list[Any]] = _no_arguments
    query: str = ""
