"""Tell a person, inside the product, that what they asked for is done."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from exchange.models import Export, ImportJob, JobState
from visits.actions.message import TOLD, Told
from visits.actions.words import Message
from visits.models import Channel, Notification, Reminder, ReminderKind


def tell(subject: ImportJob | Export, *, now: dt.datetime) -> None:
    """Write the notification, in the transaction that marks the work as done: exactly once."""
    is_import = isinstance(subject, ImportJob)
    kind = ReminderKind.IMPORT_DONE if is_import else ReminderKind.EXPORT_DONE
    about = {"subject_kind": "import" if is_import else "export", "subject_id": subject.pk, "kind": kind}
    reminder = Reminder.objects.create(
        **about, due_at=now, recipient_id=subject.by_id, channel=Channel.IN_APP, sent_at=now, created_at=now
    )
    facts = {"state": subject.state} if isinstance(subject, ImportJob) else {}
    Notification.objects.create(**about, reminder=reminder, recipient_id=subject.by_id, facts=facts, created_at=now)


def _imports(user: Any, ids: list[UUID]) -> dict[UUID, ImportJob]:
    return ImportJob.objects.visible_to(user).in_bulk(ids)


def _exports(user: Any, ids: list[UUID]) -> dict[UUID, Export]:
    return Export.objects.visible_to(user).in_bulk(ids)


def _of_import(kind: str, facts: dict[str, Any], job: ImportJob) -> Message:
    state = facts.get("state", job.state)
    counts = job.counts
    if state == JobState.UNDONE:
        title, body = _("Taken back: %(file)s"), ""
    elif state == JobState.FAILED:
        title, body = _("The import of %(file)s has stopped"), job.error
    else:
        title = _("Imported: %(file)s")
        said = [
            _("%(count)s new") % {"count": counts.get("made", 0)},
            _("%(count)s changed") % {"count": counts.get("updated", 0)},
        ]
        if job.waiting:
            said.append(_("%(count)s with errors") % {"count": job.waiting})
        body = " · ".join(said)
    return Message(title=title % {"file": job.file_name}, body=body, path=reverse("import-detail", args=[job.pk]))


def _of_export(kind: str, facts: dict[str, Any], export: Export) -> Message:
    title = _("The export is ready to download")
    if export.failed_at:
        title = _("The export could not be made")
    return Message(title=title, body="", path=reverse("export-list"))


def register() -> None:
    """Let notifications speak of imports and exports."""
    TOLD[ImportJob] = Told(find=_imports, say=_of_import)
    TOLD[Export] = Told(find=_exports, say=_of_export)
