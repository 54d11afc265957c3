"""Become one of Rapport's processes. A program of its own, so that no path is ever quoted in a supervisor's file.

Usage: python -m config.launch.child (postgres | wal | redis | web | worker | beat)
"""

import os
import shutil
import sys

from config.launch import postgres, preflight, redis_server, wal
from config.paths import var_dir


def web() -> list[str]:
    host, port = preflight.address()
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    if os.environ.get("RAPPORT_METRICS_TOKEN"):
        # Gunicorn's workers count in files of their own; whoever is asked adds them up. A new start begins at nought.
        figures = var_dir() / "metrics"
        shutil.rmtree(figures, ignore_errors=True)
        figures.mkdir(mode=0o700, parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(figures)
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", bind, "--no-control-socket"]
    command += ["--workers", workers, "--worker-class", "gthread", "--threads", "4"]
    return [*command, "--timeout", "60", "--graceful-timeout", "10", "--config", "python:config.gunicorn"]


def worker() -> list[str]:
    # Without these three a polite stop hangs after Redis was restarted.
    calm = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    workers = os.environ.get("WORKER_CONCURRENCY", "2")
    celery = [sys.executable, "-m", "celery", "-A", "config", "worker"]
    return [*celery, *calm, "--concurrency", workers, "--loglevel", "INFO"]


def beat() -> list[str]:
    folder = var_dir() / "beat"
    folder.mkdir(parents=True, exist_ok=True)
    schedule = ["--schedule", str(folder / "schedule"), "--pidfile="]
    return [sys.executable, "-m", "celery", "-A", "config", "beat", *schedule, "--loglevel", "INFO"]


COMMANDS = {
    "postgres": postgres.server_command,
    "wal": wal.receiver_command,
    "redis": redis_server.server_command,
    "web": web,
    "worker": worker,
    "beat": beat,
}


def main() -> None:
    command = COMMANDS[sys.argv[1]]()
    os.execvp(command[0], command)  # noqa: S606  becomes the process that the supervisor watches


if __name__ == "__main__":
    main()
