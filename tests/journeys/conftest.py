"""A browser that does what a person does, and fails the test on anything a person should never meet.

A journey takes `page_phone` or `page_desk` (factories: `page = page_phone("zh")`) and `live_server`; rows that it
makes are committed, and gone after it.
"""

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Response, sync_playwright

HERE = Path(__file__).parent
LONGEST = ("test_axe.py", "test_poisoned.py", "test_keyboard.py", "test_story.py", "test_five_hundred_clients.py")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
LOCALES = {"en": "en-US", "zh": "zh-CN"}
NEVER_A_FAULT = ("/favicon.ico",)  # browsers ask for it on plain-text answers; pages name their own icon
OpenPage = Callable[..., Page]

# Said before any script of the page: a violation is reported even where the console would stay silent.
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
    const place = `${event.sourceFile}:${event.lineNumber}`;
    console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${place}`);
});
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The longest are begun first, so that no worker waits for them at the end.
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's if there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        system = Path("/usr/bin/chromium")
        options = {"executable_path": str(system)} if system.exists() else {}
        try:
            # Chromium's sandbox refuses root.
            browser = playwright.chromium.launch(args=["--no-sandbox"] if os.getuid() == 0 else [], **options)
        except Error as error:
            reason = f"No browser, so NO JOURNEY RAN: install chromium ({error.message[:80]})"
            if os.environ.get("CI", "").lower() in {"1", "true"}:
                pytest.fail(reason, pytrace=False)
            warnings.warn(pytest.PytestWarning(reason), stacklevel=1)
            pytest.skip(reason)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """Return `open_page(device, locale="en", allow=())`: a page in a fresh profile, watched to the end of the test.

    `allow` holds parts of messages that this journey provokes on purpose, such as "409".
    """
    contexts, problems = [], []

    def open_one(device: dict, locale: str = "en", allow: tuple[str, ...] = ()) -> Page:
        context = browser.new_context(base_url=live_server.url, locale=LOCALES[locale], **device)
        context.set_default_timeout(10_000)
        context.add_init_script(_REPORT_VIOLATIONS)
        contexts.append(context)

        def note(what: str) -> None:
            if not any(part in what for part in (*allow, *NEVER_A_FAULT)):
                problems.append(what)

        def on_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                note(f"console: {message.text} ({message.location.get('url')})")

        def on_response(response: Response) -> None:
            if response.status >= 500:
                note(f"{response.status} {response.request.method} {response.url}")

        context.on("console", on_console)
        context.on("response", on_response)
        context.on("weberror", lambda error: note(f"script error: {error.error}"))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page_phone(open_page: OpenPage) -> OpenPage:
    """Return `page_phone(locale="en", allow=())`: a page of 390 × 844 with touch."""
    return lambda locale="en", allow=(): open_page(PHONE, locale, allow)


@pytest.fixture
def page_desk(open_page: OpenPage) -> OpenPage:
    """Return `page_desk(locale="en", allow=())`: a page of 1440 × 900."""
    return lambda locale="en", allow=(): open_page(DESK, locale, allow)
