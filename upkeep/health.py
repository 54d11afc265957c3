"""How the installation is, in words that say what to do. One `Finding` for each thing an admin would ask about."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import pulse
from core.models import Pulse
from upkeep import base_copy, state
from upkeep.progress import shown_size
from upkeep.trouble import Trouble
from upkeep.version import commit, version

log = logging.getLogger(__name__)

BACKUP_LATE = datetime.timedelta(hours=36)
LITTLE_DISK, NO_DISK = 2 * 2**30, 500 * 2**20  # bytes free


class State(StrEnum):
    """In the order of the page: what asks for somebody comes first."""

    BROKEN = "broken"
    LOOK = "look"
    WELL = "well"
    OFF = "off"  # not in use here, on purpose


@dataclass
class Finding:
    """One thing: how it is, a sentence, what to do about it, and figures (a moment, or a text)."""

    key: str
    title: str
    state: State
    said: str
    remedy: str = ""
    facts: list[tuple[str, Any]] = field(default_factory=list)


def findings() -> list[Finding]:
    """Look at everything; what is worst comes first. What cannot be asked is a finding too, never an error."""
    rows = state.pulses()
    looks: list[Callable[[dict[str, Pulse]], Finding]] = [reminders, mail, workers, backup, database, disk]
    if settings.WAL_FOLDER:
        looks.insert(4, kept_log)
    found = []
    for look in looks:
        try:
            found.append(look(rows))
        except (DatabaseError, OSError) as error:
            log.exception("health: %s could not be looked at", look.__name__)
            said = _("This could not be looked at (%(error)s).") % {"error": type(error).__name__}
            found.append(Finding(look.__name__, look.__name__, State.BROKEN, said))
    return sorted(found, key=lambda one: list(State).index(one.state))


def worst(found: list[Finding]) -> State:
    """Return the state that counts for the whole."""
    states = {one.state for one in found}
    return next((one for one in (State.BROKEN, State.LOOK) if one in states), State.WELL)


def reminders(rows: dict[str, Pulse]) -> Finding:
    """Are reminders that are due sent?"""
    title, row = _("Reminders"), rows.get(pulse.SWEEP)
    waiting = state.waiting(now=timezone.now())
    facts = _when(_("Last looked for due ones"), row)
    if waiting.oldest:
        facts.append((_("The oldest waits since"), waiting.oldest))
    heard = state.heard(row, state.SWEEP_LATE)
    if heard == "never":
        said = _("Nothing has looked for due reminders yet. After a first start it takes a minute.")
        return Finding("reminders", title, State.LOOK, said, _workers_remedy(), facts)
    if heard == "late":
        said = _("Nothing looks for reminders that are due, so nobody is reminded.")
        return Finding("reminders", title, State.BROKEN, said, _workers_remedy(), facts)
    if waiting.in_app:
        said = ngettext("%(n)d reminder is late.", "%(n)d reminders are late.", waiting.in_app) % {"n": waiting.in_app}
        remedy = _("The log of the worker says why: var/log/worker.log.")
        return Finding("reminders", title, State.BROKEN, said, remedy, facts)
    if waiting.by_mail:
        said = ngettext(
            "In Rapport all are told; %(n)d mail still waits.", "In Rapport all are told; %(n)d mails still wait.",
            waiting.by_mail,
        ) % {"n": waiting.by_mail}  # fmt: skip
        return Finding("reminders", title, State.LOOK, said, _("It is tried again and again. See Mail."), facts)
    return Finding("reminders", title, State.WELL, _("Every reminder that was due has been sent."), "", facts)


def _mail_troubles() -> dict[str, str]:
    return {
        "ConnectionRefusedError": _("nothing listens at that address and port"),
        "gaierror": _("the name of the mail server is not known"),
        "TimeoutError": _("it did not answer in time"),
        "SMTPAuthenticationError": _("it did not accept user and password"),
        "SMTPRecipientsRefused": _("it did not accept the recipient's address"),
        "SMTPSenderRefused": _("it did not accept the sender's address"),
        "SMTPServerDisconnected": _("it ended the connection"),
        "SSLError": _("no safe connection could be made"),
        "SSLCertVerificationError": _("its certificate could not be checked"),
    }


def mail(rows: dict[str, Pulse]) -> Finding:
    """Does the mail server take what we send?"""
    title, row = _("Mail"), rows.get(pulse.MAIL)
    facts = [*_when(_("Last taken"), row)]
    if row and row.failed_at:
        facts.append((_("Last refused"), row.failed_at))
    remedy = _("Check EMAIL_HOST, EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD, EMAIL_TLS and EMAIL_SSL, then send a test.")
    if not settings.MAIL_IS_SET:
        if settings.DEMO:
            return Finding("mail", title, State.OFF, _("A demo sends no mail: its letters are at /mail/."), "", facts)
        said = _("No mail server is named, so nobody gets mail and nobody can choose a password.")
        return Finding("mail", title, State.BROKEN, said, _("Set EMAIL_HOST and start again."), facts)
    if row is None or not (row.ok_at or row.failed_at):
        return Finding("mail", title, State.LOOK, _("No mail was sent yet."), _("Send a test to yourself."), facts)
    if row.failed_at and (row.ok_at is None or row.failed_at > row.ok_at):
        why = _mail_troubles().get(row.error, row.error)
        said = _("The mail server did not take the last mail: %(why)s.") % {"why": why}
        return Finding("mail", title, State.BROKEN, said, remedy, facts)
    return Finding("mail", title, State.WELL, _("The mail server took the last mail."), "", facts)


def _workers_remedy() -> str:
    if not state.redis_answers():
        return _("Redis does not answer, and without it nothing is woken: start it, or check REDIS_URL.")
    return _("Start worker and beat again; var/log/worker.log and var/log/beat.log say why they stopped.")


def workers(rows: dict[str, Pulse]) -> Finding:
    """Does a worker answer when beat asks?"""
    title, row = _("Work behind the page"), rows.get(pulse.WORKER)
    facts = _when(_("A worker last answered"), row)
    heard = state.heard(row, state.WORKER_LATE)
    if heard == "ok":
        return Finding("workers", title, State.WELL, _("Beat asks each minute, and a worker answers."), "", facts)
    if heard == "never":
        said = _("No worker has answered yet. After a first start it takes a minute.")
        return Finding("workers", title, State.LOOK, said, _workers_remedy(), facts)
    return Finding("workers", title, State.BROKEN, _("No worker answers any more."), _workers_remedy(), facts)


def backup(rows: dict[str, Pulse]) -> Finding:
    """Is there a backup, and is it young?"""
    title, row = _("Backup"), rows.get(pulse.BACKUP)
    facts = _when(_("Last made"), row)
    if row and row.detail.get("path"):
        facts += [(_("Where"), row.detail["path"]), (_("Size"), shown_size(row.detail["bytes"]))]
    since = state.age(row.ok_at if row else None)
    if not settings.BACKUP_NIGHTLY:
        if settings.DEMO and since is None:
            return Finding("backup", title, State.OFF, _("A demo makes no backups."), "", facts)
        if since is None or since > BACKUP_LATE:
            remedy = _("Name a folder on another disk in RAPPORT_BACKUPS, or see that something else makes backups.")
            return Finding("backup", title, State.LOOK, _("Rapport makes no backups by itself here."), remedy, facts)
    if row and row.failed_at and (row.ok_at is None or row.failed_at > row.ok_at):
        remedy = _("Run manage.py backup: it says why. Then look at room and rights of %(folder)s.")
        remedy %= {"folder": settings.BACKUP_FOLDER}
        return Finding("backup", title, State.BROKEN, _("The last backup failed."), remedy, facts)
    if since is None:
        said = _("There is no backup yet. The first is made a quarter of an hour after the start.")
        return Finding("backup", title, State.LOOK, said, _("Or run manage.py backup now."), facts)
    if since > BACKUP_LATE:
        said = _("The last backup is older than a day and a half.")
        return Finding("backup", title, State.BROKEN, said, _workers_remedy(), facts)
    said = _("There is a recent backup.")
    if settings.BACKUP_FOLDER.is_relative_to(settings.VAR):
        said = _("There is a recent backup, in the folder of the data itself: keep a copy elsewhere.")
    return Finding("backup", title, State.WELL, said, "", facts)


def kept_log(rows: dict[str, Pulse]) -> Finding:
    """Is the log received that `make rewind` needs?"""
    title, row = _("Kept log"), rows.get(pulse.BASE_COPY)
    facts = [*_when(_("Last base copy"), row), (_("Where"), str(settings.WAL_FOLDER))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_replication WHERE application_name = 'pg_receivewal'")
        received = bool(cursor.fetchone()[0])
    if not received:
        remedy = _("var/log/wal.log says why: often the folder cannot be written or its disk is full.")
        return Finding("kept_log", title, State.BROKEN, _("The log is not received."), remedy, facts)
    try:
        copies = base_copy.copies()
    except Trouble:
        copies = []
    if not copies:
        said = _("The log is received, but there is no base copy to begin from yet.")
        return Finding("kept_log", title, State.LOOK, said, _("Run manage.py base_copy."), facts)
    said = _("Any moment since the older base copy can be brought back.")
    return Finding("kept_log", title, State.WELL, said, "", facts)


def database(rows: dict[str, Pulse]) -> Finding:
    """Is the database of this code, and how large?"""
    title = _("Database")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0].split()[0]
    facts: list[tuple[str, Any]] = [("PostgreSQL", server), (_("Size"), shown_size(state.database_bytes()))]
    if missing := state.missing_migrations():
        said = ngettext(
            "The database lacks %(n)d change of this release.", "The database lacks %(n)d changes of this release.",
            len(missing),
        ) % {"n": len(missing)}  # fmt: skip
        return Finding("database", title, State.BROKEN, said, _("Run manage.py migrate."), facts)
    return Finding("database", title, State.WELL, _("It answers, and has every change of this release."), "", facts)


def disk(rows: dict[str, Pulse]) -> Finding:
    """Is there room?"""
    title, usage = _("Disk"), state.disk()
    facts = [(_("Free"), shown_size(usage.free)), (_("Of"), shown_size(usage.total))]
    remedy = _("Make room: old logs in var/log, old backups, whatever else is on that disk.")
    if usage.free < NO_DISK:
        said = _("The disk is nearly full: soon nothing can be saved.")
        return Finding("disk", title, State.BROKEN, said, remedy, facts)
    if usage.free < LITTLE_DISK:
        return Finding("disk", title, State.LOOK, _("The disk is getting full."), remedy, facts)
    return Finding("disk", title, State.WELL, _("There is room."), "", facts)


def release() -> str:
    """Return which Rapport this is, such as "0.1.0 (3d2e0c7)"."""
    return f"{version()} ({commit()})" if commit() else version()


def _when(label: str, row: Pulse | None) -> list[tuple[str, Any]]:
    return [(label, row.ok_at if row and row.ok_at else _("never"))]
