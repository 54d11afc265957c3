"""How many pages a second eight connections get, a page and the floor taking turns."""

import threading
import time
from collections.abc import Callable

from bench.measure.browser import Browser

AT_ONCE = 8
# A connection stays with the worker that took it, and eight rarely fall four and four: new ones each turn even it out.
TURNS = 4
WARM_UPS = 3  # a server's thread that has not met the page prepares its queries first

Act = Callable[[Browser], None]


def rates(sides: list[tuple[Act, Browser]], seconds: float) -> list[float]:
    """Return the pages a second of each side, `seconds` of each in turns; nought each for no seconds.

    Raises what an act raises.
    """
    if not seconds:
        return [0.0 for _side in sides]
    done, took = [0] * len(sides), [0.0] * len(sides)
    for _turn in range(TURNS):
        for number, (act, browser) in enumerate(sides):
            pages, time_taken = _turn_of(act, browser, seconds / TURNS)
            done[number] += pages
            took[number] += time_taken
    return [round(pages / time_taken, 1) for pages, time_taken in zip(done, took, strict=True)]


def _turn_of(act: Act, browser: Browser, seconds: float) -> tuple[int, float]:
    """Return how many pages new connections got, and in what time (seconds)."""
    counts = [0] * AT_ONCE
    errors: list[BaseException] = []
    begun: list[float] = []
    together = threading.Barrier(AT_ONCE, action=lambda: begun.append(time.perf_counter()))

    def go(number: int) -> None:
        mine = browser.copy()
        try:
            for _ in range(WARM_UPS):
                act(mine)
            together.wait()
            while time.perf_counter() < begun[0] + seconds:
                act(mine)
                counts[number] += 1
        except threading.BrokenBarrierError:
            pass  # another one has said why
        except BaseException as error:
            errors.append(error)
            together.abort()
        finally:
            mine.close()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(counts), time.perf_counter() - begun[0]
