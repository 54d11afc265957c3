"""Carry imports out in a test, as a worker would."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from exchange.actions.decide import start, undo
from exchange.actions.upload import match_columns, upload
from exchange.actions.work import work
from exchange.models import ImportJob


def at_work() -> None:
    """Do all that waits for a worker."""
    work(clock=timezone.now, until=timezone.now() + dt.timedelta(seconds=120))


def previewed(
    by: User, noun: str, raw: bytes, *, name: str = "clients.xlsx", replaces: bool = False, **more: Any
) -> ImportJob:
    job = upload(by=by, now=timezone.now(), noun=noun, name=name, raw=raw, **more)
    match_columns(by=by, job=job, keys=job.keys, replaces=replaces)
    at_work()
    job.refresh_from_db()
    return job


def imported(by: User, noun: str, raw: bytes, **more: Any) -> ImportJob:
    return carried_out(by, previewed(by, noun, raw, **more))


def carried_out(by: User, job: ImportJob) -> ImportJob:
    assert job.state == "previewed", (job.state, job.error)
    start(by=by, job=job, now=timezone.now())
    at_work()
    job.refresh_from_db()
    return job


def taken_back(by: User, job: ImportJob) -> ImportJob:
    undo(by=by, job=job)
    at_work()
    job.refresh_from_db()
    return job
