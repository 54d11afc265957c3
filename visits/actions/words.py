"""What a person reads of a reminder, whichever noun it is about."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Message:
    """What a person reads: `title`, `body` (may be empty) and `path`, its address ("" when gone)."""

    title: str
    body: str
    path: str

    @property
    def line(self) -> str:
        """The body on one line, for a list."""
        return " · ".join(line for line in self.body.splitlines() if line.strip())

    @property
    def link(self) -> str:
        """The whole address, for a mail."""
        return f"{settings.BASE_URL}{self.path}" if self.path else ""
