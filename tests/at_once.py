"""Another writer, on a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connections


def another(act: Callable[[], object]) -> tuple[threading.Thread, list[str]]:
    """Return a thread that does `act` once it is started, and the names of the errors it ends with."""
    errors: list[str] = []

    def run() -> None:
        try:
            act()
        except Exception as error:
            errors.append(type(error).__name__)
        finally:
            connections.close_all()

    return threading.Thread(target=run), errors
