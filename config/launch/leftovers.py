"""Find and stop what an earlier start of this checkout left behind (its launcher was killed, its terminal lost)."""

import contextlib
import os
import signal
import time
from pathlib import Path

from config.launch import postgres
from config.paths import socket_dir, var_dir

# Every process that we start carries this variable with the path of its `var`, so that it can be told from any other.
MARK = "RAPPORT_STARTED_FOR"


def marked_environment() -> dict[str, str]:
    """Return the environment for a process of ours."""
    return {**os.environ, MARK: str(var_dir()), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def find() -> list[int]:
    """Return the ids of living processes started for this `var`, this process and its ancestors excepted."""
    wanted = f"{MARK}={var_dir()}".encode()
    # Redis writes its title over its environment: it is known by the socket that the title names.
    title = f"redis-server unixsocket:{socket_dir()}/redis.sock".encode()
    mine = _ancestors()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int(folder.name) in mine:
                continue
            is_marked = wanted in (folder / "environ").read_bytes().split(b"\0")
            if is_marked or title in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return sorted(found)


def stop_all(seconds: float = 20) -> int:
    """Stop them and return how many there were: politely (the supervisor stops its own in order), then by force."""
    count = 0
    if pid := _supervisor():
        count += 1
        _kill(pid, signal.SIGTERM)
        _wait(lambda: not _is_supervisor(pid), seconds)
    postgres.remove_leftovers()
    for sign in (signal.SIGTERM, signal.SIGKILL):
        left = find()
        count += len(left) if sign == signal.SIGTERM else 0
        for process in left:
            _kill(process, sign)
        _wait(lambda: not find(), 5)
    for socket in (*socket_dir().glob("*.sock*"), *socket_dir().glob(".s.PGSQL*")):
        socket.unlink(missing_ok=True)
    return count


def _supervisor() -> int:
    with contextlib.suppress(OSError, ValueError):
        pid = int((socket_dir() / "supervisord.pid").read_text())
        if _is_supervisor(pid):
            return pid
    return 0


def _is_supervisor(pid: int) -> bool:
    try:
        return b"supervisor.supervisord" in Path(f"/proc/{pid}/cmdline").read_bytes() and pid in find()
    except OSError:
        return False


def _ancestors() -> set[int]:
    chain, pid = set(), os.getpid()
    while pid > 1 and pid not in chain:
        chain.add(pid)
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            break
    return chain


def _kill(pid: int, sign: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, sign)


def _wait(done: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not done():  # type: ignore[operator]
        time.sleep(0.1)
