"""Ask one process of this machine whether it does its work: what a container's health check runs.

Usage: python -m config.launch.probe (web | worker | beat); exit status 0: well, 1: not, with a line that says why.
"""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

from config.launch import preflight, say
from config.launch.say import Stop
from config.paths import BASE_DIR, var_dir

BEAT_WRITES_WITHIN = 600  # seconds; it writes its schedule every three minutes


def web_answers(host: str, port: int) -> bool:
    """Say whether /readyz of the server that listens on `host` answers 200, asked as people's address would be."""
    public = urlsplit(os.environ.get("RAPPORT_URL", ""))
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme} if public.netloc else {}
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/readyz", headers=headers)
        return connection.getresponse().status == 200
    return False


def check_web() -> None:
    """Raise `Stop` unless pages work here."""
    host, port = preflight.address()
    if not web_answers(host, port):
        raise Stop(f"/readyz on {host}:{port} does not answer 200.")


def check_worker() -> None:
    """Raise `Stop` unless this machine's worker answers through Redis."""
    name = f"celery@{socket.gethostname()}"
    command = [sys.executable, "-m", "celery", "-A", "config", "inspect", "ping", "-d", name, "--timeout", "10"]
    answer = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    if answer.returncode != 0:
        raise Stop(f"{name} does not answer: {(answer.stderr or answer.stdout).strip()[-200:]}")


def check_beat() -> None:
    """Raise `Stop` unless beat has written its schedule lately."""
    written = [path.stat().st_mtime for path in (var_dir() / "beat").glob("schedule*")]
    if not written or time.time() - max(written) > BEAT_WRITES_WITHIN:
        raise Stop(f"beat has not written its schedule in {var_dir() / 'beat'} for {BEAT_WRITES_WITHIN} s.")


CHECKS = {"web": check_web, "worker": check_worker, "beat": check_beat}


def main() -> None:
    say.prepare_streams()
    try:
        CHECKS[sys.argv[1]]()
    except Stop as stop:
        say.problem(str(stop))
        sys.exit(1)


if __name__ == "__main__":
    main()
