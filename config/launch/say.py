"""What the person at the terminal sees: one line per step with its time, one per failure. Standard library only."""

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator

_COLOUR = sys.stdout.isatty() and not os.environ.get("NO_COLOR")


class Stop(Exception):
    """End the program with one line that says what is wrong and what to do about it."""


def line(text: str = "") -> None:
    """Write one line; a terminal that has gone away is no reason to fail."""
    _write(f"{text}\n")


def problem(text: str) -> None:
    """Write one line that needs attention."""
    _write(f"{_paint('✗', 31)} {text}\n")


def event(text: str) -> None:
    """Write one line about something that happened while running."""
    _write(f"{_paint('·', 33)} {time.strftime('%H:%M:%S')} {text}\n")


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Show `title` while the block runs, then with a tick and the seconds it took."""
    started = time.monotonic()
    if _COLOUR:
        _write(f"  {title} …")
    try:
        yield
    except BaseException:
        if _COLOUR:
            _write("\r\033[K")
        raise
    done(title, time.monotonic() - started)


def done(title: str, seconds: float) -> None:
    """Write the line of a finished step."""
    start = "\r\033[K" if _COLOUR else ""
    _write(f"{start}{_paint('✓', 32)} {title:<34} {_paint(f'{seconds:5.1f} s', 2)}\n")


def _paint(text: str, code: int) -> str:
    return f"\033[{code}m{text}\033[0m" if _COLOUR else text


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(text)
        sys.stdout.flush()


def prepare_streams() -> None:
    """Let ticks and Chinese folder names through on a terminal whose locale knows neither."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
