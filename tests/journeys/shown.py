"""Show in a browser what was gathered in this process (`tests/journeys/states.py`), at the address it came from."""

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.utils.encoding import iri_to_uri
from playwright.sync_api import Page

from tests.journeys.states import State

ALLOWED = tuple(str(status) for status in (403, 404, 409, 422, 429, 500))  # these pages are looked at too
# A part is judged within a page; options are, as in the find box, within a list of them.
_INTO_PAGE = """(html) => {
    const into = document.querySelector(".page-content");
    into.innerHTML = html;
    if (!into.querySelector("[role=option]")) return;
    into.setAttribute("role", "listbox");
    into.setAttribute("aria-label", "Found");
}"""


@pytest.fixture
def answers(monkeypatch: Any) -> dict[str, State]:
    """Hold what the live server answers next at an address, once: what was gathered there. The rest it asks itself.

    An interception by the browser would do as well, but have it fetch styles and scripts anew for each page.
    """
    held: dict[str, State] = {}
    plain = WSGIHandler.get_response

    def get_response(handler: WSGIHandler, request: Any) -> Any:
        state = held.pop(request.get_full_path(), None)
        return HttpResponse(state.html, status=state.status, headers=state.heads) if state else plain(handler, request)

    monkeypatch.setattr(WSGIHandler, "get_response", get_response)
    return held


def show(page: Page, answers: dict[str, State], state: State) -> None:
    """Show a state as its answer would be shown; a part of a page is put where parts stand."""
    if state.is_part:
        page.goto("/")
        page.evaluate(_INTO_PAGE, state.html)
        return
    answers[iri_to_uri(state.path)] = state
    page.goto(state.path, wait_until="load")
    assert not answers, "the browser asked for another address"
