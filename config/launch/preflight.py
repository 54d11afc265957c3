"""What can be known before anything slow begins: address, disk, folders, who else runs here. Standard library only."""

import contextlib
import errno
import fcntl
import os
import shutil
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

from config.launch.say import Stop
from config.paths import socket_dir, var_dir

NEEDED_MB = 400


def address() -> tuple[str, int]:
    """Return host and port from `HOST` and `PORT`; 127.0.0.1 and 8000 by default."""
    host = os.environ.get("HOST", "").strip("[]") or "127.0.0.1"
    raw = os.environ.get("PORT", "") or "8000"
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise Stop(f"PORT={raw} is no port: give a number from 1 to 65535, such as make run PORT=8010.")
    return host, int(raw)


def shown(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_port(host: str, port: int) -> None:
    """Refuse an address that we cannot listen on, with the remedy."""
    try:
        family, kind, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise Stop(f"HOST={host} is no address of this machine: try HOST=127.0.0.1 or HOST=0.0.0.0.") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(target)
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Stop(
                    f"Port {port} on {host} is in use: stop what listens there, or choose another: "
                    f"make run PORT={port + 10 if port < 65000 else 8010}"
                ) from None
            if error.errno == errno.EACCES:
                raise Stop(f"Port {port} is for the system: choose one above 1023: make run PORT=8000") from None
            raise Stop(
                f"Cannot listen on {host}:{port} ({error.strerror}): try HOST=127.0.0.1 or HOST=0.0.0.0."
            ) from None


def check_disk(folder: Path, needed_mb: int = NEEDED_MB) -> None:
    """Refuse to begin on a disk that will be full before we are up."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < needed_mb:
        raise Stop(f"The disk is full: {free} MB free at {folder}, {needed_mb} MB needed. Make room and start again.")


def make_var() -> Path:
    """Return our data folder, made readable by its owner alone."""
    var = var_dir()
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        var.chmod(0o700)
    except OSError as error:
        raise Stop(disk_full(error, var) or f"Cannot write to {var} ({error.strerror}): make it yours.") from None
    return var


def make_sockets() -> Path:
    """Return the folder of our sockets; refuse one that somebody else could have prepared."""
    folder = socket_dir()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=False)
    kept = folder.lstat()
    if not stat.S_ISDIR(kept.st_mode) or kept.st_uid not in _owners() or kept.st_mode & 0o077:
        raise Stop(
            f"{folder} is not a private folder of yours: remove it, or name another place: RAPPORT_SOCKETS=/run/user/…"
        )
    if len(str(folder)) > 80:
        raise Stop(f"{folder} is too long for a socket: name a shorter place with RAPPORT_SOCKETS=/tmp.")
    return folder


def _owners() -> set[int]:
    # Where root runs PostgreSQL as nobody (postgres.py), the folder is nobody's.
    return {os.getuid(), 65534} if os.getuid() == 0 else {os.getuid()}


@contextlib.contextmanager
def only_one(var: Path, what: str, where: str) -> Iterator[None]:
    """Hold the lock of `var`; a second holder is told the first one's process id and address.

    `what` is how the person started it ("make run"), `where` the address it answers on.
    """
    with (var / "run.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(running_already(var, what)) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {where}")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def running_already(var: Path, what: str) -> str:
    """Return the line that says who holds the lock of `var`."""
    pid, _, where = (var / "run.lock").read_text(encoding="utf-8").partition(" ")
    return (
        f"Another {what} works in this folder (process {pid or 'unknown'}{f', {where}' if where else ''}): "
        "use that one, or stop it with Ctrl-C first."
    )


def check_lock(var: Path, what: str) -> None:
    """Refuse early when another process holds the lock of `var`; takes nothing."""
    if not (var / "run.lock").exists():
        return
    with (var / "run.lock").open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            raise Stop(running_already(var, what)) from None


def disk_full(problem: object, folder: Path) -> str:
    """Return the line about a full disk if that is what `problem` (an error or a log's text) says, else ""."""
    full = getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    if full or "No space left on device" in str(problem) or "Disk quota exceeded" in str(problem):
        return f"The disk is full at {folder}: make room and start again."
    return ""


def last_words(log: Path, size: int = 4000) -> str:
    """Return the end of a log file, "" where there is none."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - size))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
