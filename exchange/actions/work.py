"""Work through imports and exports: lease one, do it batch by batch, until none is left or the time is over."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.roles import Permission
from exchange.actions.lease import MOST_ATTEMPTS, LeaseLost, take, wait
from exchange.actions.make import make_file
from exchange.actions.preview import preview
from exchange.actions.run import run_batch
from exchange.actions.tell import tell
from exchange.actions.undo import undo_batch
from exchange.models import Export, ImportJob, JobState
from exchange.sheets.check import Refused

log = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]


def work(*, clock: Clock, until: dt.datetime) -> bool:
    """Work until nothing is due or `until` has come; return whether something is left. One job at a time."""
    while clock() < until:
        jobs = ImportJob.objects.to_work_on().select_related("by__team", "owner__team", "file")
        if job := take(jobs, now=clock()):
            _work_on(job, clock=clock, until=until)
        elif export := take(Export.objects.waiting().select_related("by__team"), now=clock()):
            _export(export, clock=clock)
        else:
            return False
    return True


def _work_on(job: ImportJob, *, clock: Clock, until: dt.datetime) -> None:
    try:
        with translation.override(job.by.mail_language):
            if not job.by.may(Permission.RECORD) or not job.owner.is_active:
                raise Refused(_("Whoever uploaded it, or whose clients these become, is switched off."))
            _do(job, clock=clock, until=until)
    except LeaseLost:
        log.info("import %s was taken by another worker", job.pk)
    except Refused as refused:
        _stop(job, str(refused), now=clock())
    except Exception as error:
        log.exception("import %s: a batch failed", job.pk)
        if job.attempts >= MOST_ATTEMPTS:
            _stop(job, type(error).__name__, now=clock(), resumes=True)
        else:
            wait(job, now=clock())


def _do(job: ImportJob, *, clock: Clock, until: dt.datetime) -> None:
    if job.state == JobState.MATCHED:
        preview(job, clock=clock)
        return
    batch = run_batch if job.state == JobState.RUNNING else undo_batch
    after = 0
    while after := batch(job, clock=clock, after=after):
        if clock() >= until:
            # The next wake goes on at once: nobody has to wait for the lease to pass.
            ImportJob.objects.filter(pk=job.pk, leased_until=job.leased_until).update(leased_until=None)
            return


@transaction.atomic
def _stop(job: ImportJob, why: str, *, now: dt.datetime, resumes: bool = False) -> None:
    """Stop a job; it can be gone on with where it stopped, or taken back."""
    state = {"state": JobState.FAILED, "error": why[:500], "resumes_as": job.state if resumes else ""}
    if ImportJob.objects.filter(pk=job.pk, leased_until=job.leased_until).update(**state, leased_until=None):
        job.refresh_from_db(fields=["state", "error"])
        tell(job, now=now)


def _export(export: Export, *, clock: Clock) -> None:
    try:
        make_file(export, now=clock())
    except LeaseLost:
        log.info("export %s was taken by another worker", export.pk)
    except Exception:
        log.exception("export %s failed", export.pk)
        if export.attempts >= MOST_ATTEMPTS:
            Export.objects.filter(pk=export.pk).update(failed_at=clock(), leased_until=None)
            tell(export, now=clock())
        else:
            wait(export, now=clock())
