"""Measure one page for one person, the floor beside it."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bench.measure.browser import Answer, Browser, Refused, fields_of
from bench.measure.pages import POST, Page, plan_fields

WARM_UPS = 5
AT_ONCE = 8
FLOOR_FIELDS = {"name": "Measured", "due_on": "2027-01-01"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page costs one person; times in milliseconds, a page with all it loads.

    `ratio` is median through the floor's median; `quiet_ratio` the same of the quickest tenths, which other work on
    the machine hardly touches.
    """

    page: str
    kind: str
    person: str
    median: float
    p95: float
    floor_median: float
    ratio: float
    quiet_ratio: float
    target: float
    per_second: float
    queries: int
    parts: int
    bytes: int
    requests: int

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: `requests` at least and at concurrency 1, then `seconds` at 8 (0: not at all).

    `most_seconds` ends the first part early on a page so slow that it would hold up all the others.
    """

    requests: int = 200
    seconds: float = 1.5
    most_seconds: float = 60.0


def measure(page: Page, path: str, person: str, browser: Browser, floor: Browser, effort: Effort) -> Figures:
    """Return the figures of `page` at `path`, its requests and the floor's taking turns.

    Raises `Refused` where the page answers otherwise than it should.
    """
    act, answers = _acts(page, path, browser)
    floor_act = _floor_act(page, floor)
    for _ in range(WARM_UPS):
        act(browser)
        floor_act(floor)
    times: list[float] = []
    floor_times: list[float] = []
    end = time.perf_counter() + effort.most_seconds
    while len(times) < effort.requests and time.perf_counter() < end:
        times.append(_timed(act, browser))
        floor_times.append(_timed(floor_act, floor))
    median, floor_median = statistics.median(times), statistics.median(floor_times)
    return Figures(
        page=page.name,
        kind=page.kind,
        person=person,
        median=round(median, 2),
        p95=round(sorted(times)[min(len(times) - 1, len(times) * 95 // 100)], 2),
        floor_median=round(floor_median, 2),
        ratio=round(median / floor_median, 2),
        quiet_ratio=round(_quick(times) / _quick(floor_times), 2),
        target=page.target,
        per_second=per_second(act, browser, effort.seconds),
        queries=sum(answer.queries for answer in answers),
        parts=len(answers) - 1,
        bytes=sum(len(answer.body) for answer in answers),
        requests=len(times),
    )


def per_second(act: Callable[[Browser], None], browser: Browser, seconds: float) -> float:
    """Return how many pages a second eight connections get."""
    if not seconds:
        return 0.0
    counts = [0] * AT_ONCE
    errors: list[BaseException] = []
    end = time.perf_counter() + seconds

    def go(number: int) -> None:
        mine = browser.copy()
        try:
            while time.perf_counter() < end:
                act(mine)
                counts[number] += 1
        except BaseException as error:
            errors.append(error)
        finally:
            mine.close()

    started = time.perf_counter()
    threads = [threading.Thread(target=go, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return round(sum(counts) / (time.perf_counter() - started), 1)


def _acts(page: Page, path: str, browser: Browser) -> tuple[Callable[[Browser], None], list[Answer]]:
    """Return what one request of the page is, and its answers with their queries counted."""
    addresses, answers = browser.open(path)
    for address, answer in zip([path, *addresses], answers, strict=True):
        if answer.status != 200:
            raise Refused(f"{address}: {answer.status}")
    if page.kind == POST:
        fields = fields_of(answers[0].body)
        answer = browser.post(path, plan_fields(fields), count=True)
        if answer.status not in (302, 303):
            raise Refused(f"POST {path}: {answer.status}")

        def send(who: Browser) -> None:
            _expect(who.post(path, plan_fields(fields)), (302, 303), path)

        return send, [answer]

    def look(who: Browser) -> None:
        _expect(who.get(path), (200,), path)
        for address in addresses:
            _expect(who.get(address, part=True), (200,), address)

    return look, answers


def _floor_act(page: Page, floor: Browser) -> Callable[[Browser], None]:
    if page.kind == POST:
        fields = fields_of(floor.get("/").body) | FLOOR_FIELDS
        return lambda who: _expect(who.post("/", fields), (302,), "the floor")
    return lambda who: _expect(who.get("/"), (200,), "the floor")


def _expect(answer: Answer, wanted: tuple[int, ...], where: str) -> None:
    if answer.status not in wanted:
        raise Refused(f"{where}: {answer.status}")


def _quick(times: list[float]) -> float:
    return sorted(times)[len(times) // 10]


def _timed(act: Callable[[Browser], None], browser: Browser) -> float:
    started = time.perf_counter()
    act(browser)
    return (time.perf_counter() - started) * 1000
