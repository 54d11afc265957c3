"""What a person sees while a backup is made or read back: one line that changes, or one each ten seconds in a log."""

import time
from typing import TextIO


class Progress:
    """Counts of bytes and tables, shown at most twice a second on a terminal and every ten seconds elsewhere."""

    def __init__(self, out: TextIO, what: str) -> None:
        self._out, self._what = out, what
        self._lively = out.isatty()
        self._every = 0.5 if self._lively else 10.0
        self._shown = time.monotonic()
        self.size = self.tables = 0

    def add(self, size: int) -> None:
        """Count bytes."""
        self.size += size
        self._show()

    def table(self) -> None:
        """Count a table."""
        self.tables += 1
        self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown < self._every:
            return
        self._shown = now
        text = f"{self._what}: {shown_size(self.size)}" + (f", {self.tables} tables" if self.tables else "")
        self._out.write(f"\r\033[K{text}" if self._lively else f"{text}\n")
        self._out.flush()

    def end(self) -> None:
        """Take the changing line away."""
        if self._lively:
            self._out.write("\r\033[K")
            self._out.flush()


def shown_size(size: int) -> str:
    """Return a number of bytes as people read it, such as "3.4 MB"."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
