"""Measure one page for one person, the floor beside it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bench.measure.browser import Answer, Browser, Refused, fields_of
from bench.measure.pages import POST, Page, plan_fields
from bench.measure.rate import rates
from bench.measure.weight import compressed

WARM_UPS = 5
FLOOR_FIELDS = {"name": "Measured", "due_on": "2027-01-01"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page costs one person; times in milliseconds, a page with all it loads.

    `ratio` is median through the floor's median; `quiet_ratio` the same of the quickest tenths; `work` is the
    function calls that the page takes through those of the floor, the same however busy the machine is. `bytes` are as
    made, `brotli` as they travel.
    """

    page: str
    kind: str
    person: str
    median: float
    p95: float
    floor_median: float
    ratio: float
    quiet_ratio: float
    work: float
    target: float
    per_second: float
    floor_per_second: float
    queries: int
    parts: int
    bytes: int
    brotli: int
    requests: int

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: `requests` at least and at concurrency 1, then `seconds` at 8 (0: not at all).

    `most_seconds` ends the first part early on a page so slow that it would hold up all the others.
    """

    requests: int = 200
    seconds: float = 2.0
    most_seconds: float = 60.0


def measure(page: Page, path: str, person: str, browser: Browser, floor: Browser, effort: Effort) -> Figures:
    """Return the figures of `page` at `path`, its requests and the floor's taking turns.

    Raises `Refused` where the page answers otherwise than it should.
    """
    act, count = _acts(page, path, browser)
    floor_act = _floor_act(page, floor)
    for _ in range(WARM_UPS):
        act(browser)
        floor_act(floor)
    answers, floor_calls = count(), _floor_calls(page, floor)
    times: list[float] = []
    floor_times: list[float] = []
    end = time.perf_counter() + effort.most_seconds
    while len(times) < effort.requests and time.perf_counter() < end:
        times.append(_timed(act, browser))
        floor_times.append(_timed(floor_act, floor))
    rate, floor_rate = rates([(act, browser), (floor_act, floor)], effort.seconds)
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
        per_second=rate,
        floor_per_second=floor_rate,
        work=round(sum(answer.calls for answer in answers) / floor_calls, 2) if floor_calls else 0.0,
        queries=sum(answer.queries for answer in answers),
        parts=len(answers) - 1,
        bytes=sum(len(answer.body) for answer in answers),
        brotli=sum(compressed(answer.body) for answer in answers),
        requests=len(times),
    )


def _acts(page: Page, path: str, browser: Browser) -> tuple[Callable[[Browser], None], Callable[[], list[Answer]]]:
    """Return what one request of the page is, and how to do one with its work counted."""
    addresses, answers = browser.open(path)
    for address, answer in zip([path, *addresses], answers, strict=True):
        _expect(answer, (200,), address)
    if page.kind == POST:
        fields = fields_of(answers[0].body)

        def send(who: Browser, *, count: bool = False) -> Answer:
            return _expect(who.post(path, plan_fields(fields), count=count), (302, 303), f"POST {path}")

        return lambda who: _forget(send(who)), lambda: [send(browser, count=True)]

    def look(who: Browser) -> None:
        _expect(who.get(path), (200,), path)
        for address in addresses:
            _expect(who.get(address, part=True), (200,), address)

    return look, lambda: browser.open(path)[1]


def _floor_act(page: Page, floor: Browser) -> Callable[[Browser], None]:
    if page.kind == POST:
        fields = fields_of(floor.get("/").body) | FLOOR_FIELDS
        return lambda who: _forget(_expect(who.post("/", fields), (302,), "the floor"))
    return lambda who: _forget(_expect(who.get("/"), (200,), "the floor"))


def _floor_calls(page: Page, floor: Browser) -> int:
    answer = floor.get("/", count=True)
    if page.kind == POST:
        answer = floor.post("/", fields_of(answer.body) | FLOOR_FIELDS, count=True)
    return answer.calls


def _expect(answer: Answer, wanted: tuple[int, ...], where: str) -> Answer:
    if answer.status not in wanted:
        raise Refused(f"{where}: {answer.status}")
    return answer


def _forget(answer: Answer) -> None:
    """Take an answer where nobody reads it."""


def _quick(times: list[float]) -> float:
    return sorted(times)[len(times) // 10]


def _timed(act: Callable[[Browser], None], browser: Browser) -> float:
    started = time.perf_counter()
    act(browser)
    return (time.perf_counter() - started) * 1000
