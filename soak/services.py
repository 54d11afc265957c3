"""A PostgreSQL and a Redis of one's own, on TCP and with passwords, and a mail server that keeps what it is sent."""

import contextlib
import os
import re
import secrets
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psycopg2
import redis

from config.launch import postgres, redis_server
from config.launch.supervise import end_with_parent
from soak import Failed


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnServices:
    """PostgreSQL (scram) and Redis (append-only, with a password), as an administrator would set them up."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.password = folder, secrets.token_hex(24)
        self.postgres_port, self.redis_port = free_port(), free_port()
        self.database_url = f"postgres://rapport:{self.password}@127.0.0.1:{self.postgres_port}/rapport"
        self.redis_url = f"redis://:{self.password}@127.0.0.1:{self.redis_port}/0"
        # A socket's path must be short, and its folder the server's own.
        self._sockets = Path(tempfile.mkdtemp(prefix="rapport-own-"))
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Make and start both; return once they answer, with an empty database."""
        data, word = self.folder / "postgresql", self._sockets / "word"
        (self.folder / "redis").mkdir()
        data.mkdir(mode=0o700)
        word.write_text(self.password)
        for path in (data, self._sockets):
            postgres.give_away(path)
        how = postgres.as_other_than_root()
        making = [*how, postgres.binary("initdb"), "-D", str(data), "-U", "rapport", "-A", "scram-sha-256"]
        making += ["--encoding=UTF8", "--locale=C", f"--pwfile={word}"]
        made = subprocess.run(making, capture_output=True, text=True, check=False)  # noqa: S603
        if made.returncode != 0:
            raise Failed(f"initdb: {made.stderr}")
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={self.postgres_port}"]
        options += ["-c", f"unix_socket_directories={self._sockets}"]
        self._start("postgresql", [*how, postgres.binary("postgres"), "-D", str(data), *options])
        options = ["--port", str(self.redis_port), "--bind", "127.0.0.1", "--requirepass", self.password]
        options += ["--appendonly", "yes", "--dir", str(self.folder / "redis")]
        self._start("redis", [redis_server.binary(), *options])
        deadline = time.monotonic() + 60
        while True:
            try:
                with contextlib.closing(
                    psycopg2.connect(f"{self.database_url.rpartition('/')[0]}/postgres")
                ) as made_it:
                    made_it.autocommit = True
                    made_it.cursor().execute("CREATE DATABASE rapport ENCODING 'UTF8' TEMPLATE template0")
                redis.Redis.from_url(self.redis_url).ping()
                return
            except (psycopg2.OperationalError, redis.RedisError) as error:
                if time.monotonic() > deadline:
                    raise Failed(f"Own services do not answer: {error}") from None
                time.sleep(0.1)

    def stop(self) -> None:
        """End both."""
        for process in self._processes:
            postgres.stop(process.pid)
            process.wait()
        shutil.rmtree(self._sockets, ignore_errors=True)

    def _start(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes.append(
                subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    preexec_fn=end_with_parent,
                    env={"PATH": os.environ["PATH"]},
                )
            )


class Letters(socketserver.ThreadingTCPServer):
    """A mail server that takes every letter and keeps it: enough of SMTP for one that sends."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.port = int(self.server_address[1])
        self.kept: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 letters")
        while line := self.rfile.readline():
            word = line.split(maxsplit=1)[0].upper() if line.split() else b""
            if word == b"DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.kept.append(b"".join(lines).decode(errors="replace"))  # type: ignore[attr-defined]
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def header(letter: str, name: str) -> str:
    """Return a header of a letter, "" where it has none."""
    found = re.search(rf"(?im)^{name}: (.*?)\r?$", letter)
    return found[1] if found else ""
