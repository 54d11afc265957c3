"""The demo's letter box: mail that would have been sent, from the files it is kept in."""

import datetime
import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from accounts.roles import Permission

MOST_FILES = 300
MOST_SHOWN = 50
MOST_BYTES = 200_000
BETWEEN = b"\n" + b"-" * 79


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as read from its file."""

    subject: str
    to: tuple[str, ...]
    text: str
    message_id: str
    at: datetime.datetime


@requires(Permission.USE)
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """Show the mail addressed to this person, newest first (an admin's page shows everyone's). Demo only."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not settings.DEMO or folder is None:
        raise Http404
    mine = request.user.email.lower()
    letters = [
        letter
        for letter in read_letters(Path(folder))
        if request.user.scope.everything or mine in (address.lower() for address in letter.to)
    ]
    return render(request, "visits/mail/letters.html", {"letters": letters[:MOST_SHOWN]})


def read_letters(folder: Path) -> list[Letter]:
    """Return the mails of the newest files. What is half written or cannot be read is left out."""
    found = []
    for path in folder.glob("*.log"):
        try:
            found.append((path.stat().st_mtime, path))
        except OSError:
            continue
    letters = []
    for stamp, path in sorted(found, reverse=True)[:MOST_FILES]:
        try:
            with path.open("rb") as file:
                parts = file.read(MOST_BYTES).split(BETWEEN)
        except OSError:
            continue
        at = datetime.datetime.fromtimestamp(stamp, tz=datetime.UTC)
        letters += [letter for part in reversed(parts) if (letter := _letter(part, at))]
    return letters


def _letter(raw: bytes, at: datetime.datetime) -> Letter | None:
    try:
        mail = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
        to = tuple(address for _name, address in getaddresses([str(one) for one in mail.get_all("To", [])]) if address)
        if not to:
            return None
        body = mail.get_body(preferencelist=("plain",)) if isinstance(mail, EmailMessage) else None
        text = body.get_content() if body is not None else ""
        return Letter(str(mail["Subject"] or ""), to, text.strip(), str(mail["Message-ID"] or ""), at)
    except Exception:  # the parser raises many kinds; one broken letter must not hide the others
        return None
