"""The Celery application and the whole beat schedule. Rows in PostgreSQL are the truth; beat only wakes sweepers."""

import contextlib
import logging.config
import os
from typing import Any

from celery import Celery, signals
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
from django.conf import settings

from core.logs import NONE, request_id, working_for

app = Celery("rapport")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A task that waited longer than its period is dropped: the next wake does its work, so a stopped worker never
# comes back to a queue of a thousand wakes.
app.conf.beat_schedule = {
    "send due reminders": {"task": "visits.sweep", "schedule": 20.0, "options": {"expires": 20}},
    "go on with imports and exports": {"task": "exchange.work", "schedule": 20.0, "options": {"expires": 20}},
    "tidy imports and exports away": {"task": "exchange.tidy", "schedule": crontab(hour=3, minute=40)},
    "plan the renewal ladders": {"task": "visits.plan_ladders", "schedule": 300.0, "options": {"expires": 300}},
    "hand clients over": {"task": "visits.hand_over", "schedule": 60.0, "options": {"expires": 60}},
    "tell of covers": {"task": "visits.tell_covers", "schedule": 60.0, "options": {"expires": 60}},
    "fill the workday table": {"task": "visits.fill_calendar", "schedule": crontab(hour=3, minute=10)},
    "delete removed files": {"task": "visits.tidy_files", "schedule": crontab(hour=3, minute=50)},
    "erase and roll on what is known of people": {
        "task": "crm.keep_people",
        "schedule": crontab(minute=25),
        "options": {"expires": 3600},
    },
    "score the clients' files": {"task": "crm.score_files", "schedule": 900.0, "options": {"expires": 900}},
    "tidy covers that are over": {"task": "crm.end_covers", "schedule": 900.0, "options": {"expires": 900}},
    "keep the night's backup": {"task": "upkeep.back_up", "schedule": 900.0, "options": {"expires": 900}},
    "say that worker and beat live": {"task": "upkeep.live", "schedule": 60.0, "options": {"expires": 60}},
    "make the week's base copy": {"task": "upkeep.copy_base", "schedule": 900.0, "options": {"expires": 900}},
}


@signals.setup_logging.connect
def _log_as_the_web_does(**kwargs: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)


# --- a task's log lines carry the id of the request that asked for it; a task that beat asked for, its own ----------
@signals.before_task_publish.connect
def _send_request_id(headers: dict[str, Any], **kwargs: Any) -> None:
    if request_id() != NONE:
        headers["request_id"] = request_id()


_working: dict[str, contextlib.ExitStack] = {}


@signals.task_prerun.connect
def _take_request_id(task_id: str, task: Any, **kwargs: Any) -> None:
    stack = _working[task_id] = contextlib.ExitStack()
    stack.enter_context(working_for((task.request.headers or {}).get("request_id") or task_id.replace("-", "")))


@signals.task_postrun.connect
def _leave_request_id(task_id: str, **kwargs: Any) -> None:
    if stack := _working.pop(task_id, None):
        stack.close()
