"""Run our processes under supervisor and tell what happens to them."""

import contextlib
import ctypes
import re
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections import deque
from collections.abc import Iterator

from supervisor.xmlrpc import SupervisorTransport

from config.launch.leftovers import marked_environment
from config.launch.preflight import disk_full, last_words
from config.launch.say import Stop
from config.paths import BASE_DIR, socket_dir, var_dir

# Stop order is the highest priority first: nobody loses the database under their feet.
PROGRAMS = {
    # Ends last: PostgreSQL hands it the end of its log while it stops.
    "wal": "priority=5\nstopsignal=INT\nstopwaitsecs=10\nautostart=false",
    "postgres": "priority=10\nstopsignal=INT\nstopwaitsecs=30\nautostart=true",
    "redis": "priority=20\nstopsignal=TERM\nstopwaitsecs=10\nautostart=true",
    "beat": "priority=30\nstopsignal=TERM\nstopwaitsecs=10\nautostart=false",
    "worker": "priority=40\nstopsignal=TERM\nstopwaitsecs=20\nkillasgroup=true\nautostart=false",
    "web": "priority=50\nstopsignal=TERM\nstopwaitsecs=15\nkillasgroup=true\nautostart=false",
}
DEATHS, WITHIN_SECONDS = 5, 60.0
_HEAD = """\
; Written at each start.
[unix_http_server]
file={sockets}/supervisor.sock
chmod=0700
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisord]
nodaemon=true
silent=true
umask=077
logfile={sockets}/log/supervisor.log
logfile_maxbytes=0
pidfile={sockets}/supervisord.pid
"""
_PROGRAM = """\
[program:{name}]
command=.venv/bin/python -m config.launch.child {name}
{options}
autorestart=true
startsecs=2
startretries=20
redirect_stderr=true
stdout_logfile={sockets}/log/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=3
"""
_DEATH = re.compile(r"\b(?:WARN|INFO) exited: (\w+) \((.*); (?:not )?expected\)")
_GAVE_UP = re.compile(r"\bgave up: (\w+) ")


class Supervisor:
    """The supervisor of one start: begin, start programs, read what died, stop."""

    def __init__(self, programs: list[str]) -> None:
        self.programs = programs
        self.log = var_dir() / "log" / "supervisor.log"
        self.deaths: dict[str, deque[float]] = {name: deque(maxlen=DEATHS) for name in programs}
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    @property
    def begun(self) -> bool:
        """Say whether `begin` was called."""
        return self._process is not None

    def begin(self) -> None:
        """Start supervisor itself, with the programs that start by themselves."""
        config = var_dir() / "supervisord.conf"
        # Supervisor reads quotes, semicolons, per cents and spaces its own way: the file names only plain paths, the
        # checkout's by starting there, the logs' by a link in the folder of the sockets.
        sockets = socket_dir()
        link = sockets / "log"
        link.unlink(missing_ok=True)
        link.symlink_to(self.log.parent)
        blocks = [_HEAD.format(sockets=sockets)]
        blocks += [_PROGRAM.format(name=name, options=PROGRAMS[name], sockets=sockets) for name in self.programs]
        config.write_text("\n".join(blocks), encoding="utf-8")
        self.log.write_bytes(b"")
        with (self.log.parent / "supervisor.out").open("wb") as out:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "supervisor.supervisord", "-c", str(config)],
                cwd=BASE_DIR,
                env=marked_environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C reaches us alone, and we stop all in order
                preexec_fn=end_with_parent,
            )

    def start(self, name: str) -> None:
        """Start one program that does not start by itself."""
        with contextlib.suppress(xmlrpc.client.Fault):
            self._rpc().supervisor.startProcess(name, False)

    def _rpc(self) -> xmlrpc.client.ServerProxy:
        transport = SupervisorTransport(serverurl=f"unix://{socket_dir()}/supervisor.sock")
        return xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport)

    def check(self) -> Iterator[str]:
        """Yield one sentence for each process that died and is started again.

        Raises:
            Stop: one died five times in a minute, or the supervisor itself is gone.

        """
        if self._process is not None and self._process.poll() is not None:
            raise Stop(disk_full(last_words(self.log), var_dir()) or f"The supervisor has died: see {self.log}.")
        for line in self._new_lines():
            if match := _GAVE_UP.search(line):
                raise Stop(self._hopeless(match[1]))
            if not (match := _DEATH.search(line)):
                continue
            name, how = match.groups()
            now = time.monotonic()
            self.deaths[name].append(now)
            if len(self.deaths[name]) == DEATHS and now - self.deaths[name][0] < WITHIN_SECONDS:
                raise Stop(self._hopeless(name))
            yield f"{name} died ({how}) and is started again; its log: {self._shown(name)}"

    def _new_lines(self) -> list[str]:
        with contextlib.suppress(OSError), self.log.open("rb") as file:
            file.seek(self._read)
            data = file.read()
            whole = data[: data.rfind(b"\n") + 1]
            self._read += len(whole)
            return whole.decode(errors="replace").splitlines()
        return []

    def _hopeless(self, name: str) -> str:
        log = var_dir() / "log" / f"{name}.log"
        full = disk_full(last_words(log), var_dir())
        return full or (
            f"{name} keeps dying, so everything was stopped. The end of {self._shown(name)} says why; "
            "mend that and start again."
        )

    @staticmethod
    def _shown(name: str) -> str:
        log = var_dir() / "log" / f"{name}.log"
        return str(log.relative_to(BASE_DIR) if log.is_relative_to(BASE_DIR) else log)

    def stop(self, seconds: float = 90) -> None:
        """Stop all programs in order, then the supervisor."""
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
        if process.poll() is None:
            process.kill()
            process.wait()


def end_with_parent() -> None:
    """Ask the kernel (Linux) to stop this process when its parent dies by whatever cause. Runs before exec."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)  # PR_SET_PDEATHSIG
