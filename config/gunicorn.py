"""How gunicorn logs: as everything else does, and no line of its own for a request (it would hold the query)."""

import os
from typing import Any

from config.environment import read_log_format
from core.logs import logging_settings

logconfig_dict = logging_settings(read_log_format(dict(os.environ)), os.environ.get("RAPPORT_LOG", "INFO"))
accesslog = None


def child_exit(server: Any, worker: Any) -> None:
    """Drop the live figures of a worker that has ended (gunicorn calls this)."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess  # noqa: PLC0415  it looks for the folder when imported

        multiprocess.mark_process_dead(worker.pid)
