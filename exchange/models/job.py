"""An import (V11): the truth about it is its row. Workers lease it, do a batch, and mark it in one transaction."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row
from exchange.models.file import StoredFile
from exchange.nouns import NOUNS, Noun


class JobState(models.TextChoices):
    UPLOADED = "uploaded", _("Columns to match")
    MATCHED = "matched", _("Being read")
    PREVIEWED = "previewed", _("To be looked through")
    RUNNING = "running", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Stopped")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


AT_WORK = (JobState.MATCHED, JobState.RUNNING, JobState.UNDOING)


class JobQuerySet(models.QuerySet["ImportJob"]):
    def visible_to(self, user: User) -> Self:
        """Return own imports; for an admin everyone's. A file holds what its uploader knows, so leads see none."""
        if not user.is_active:
            return self.none()
        return self if user.scope.everything else self.filter(by=user)

    def at_work(self) -> Self:
        """Return those that a worker has something to do for."""
        return self.filter(state__in=AT_WORK)

    def to_work_on(self) -> Self:
        """Return those of them that wait for no other: what mended lines is taken back before what it mended."""
        later = ImportJob.objects.filter(repairs=OuterRef("pk"), state=JobState.UNDOING)
        return self.at_work().exclude(Exists(later), state=JobState.UNDOING)


class ImportJob(Row):
    """One file on its way in. `owner` is whose the new clients become; `done_rows` of `total_rows` are worked through.

    `columns`: [{"name", "samples", "key"}] as in the file; `people`: folded names of colleagues in the file → user id,
    chosen by an admin; `counts`: kind, outcome, "left_out" or "mended" → rows; `resumes_as`: what a stopped one goes
    on with; `into`: the client that lines of its name are of, though others have that name.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports", verbose_name=_("by"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account manager")
    )
    noun = models.CharField(_("what"), max_length=20)
    state = models.CharField(_("state"), max_length=12, choices=JobState.choices, default=JobState.UPLOADED)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+", verbose_name=_("file"))
    file_name = models.CharField(_("file"), max_length=200)
    repairs = models.ForeignKey("self", models.SET_NULL, null=True, related_name="repaired_by")
    sheets = models.JSONField(default=list)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    head_line = models.PositiveIntegerField(_("line of the headings"), default=1)
    columns = models.JSONField(default=list)
    people = models.JSONField(default=dict)
    replaces = models.BooleanField(_("tags and other numbers are replaced"), default=False, db_default=False)
    into = models.UUIDField(null=True)
    make_clients = models.BooleanField(_("make clients that are not here yet"), default=True)
    counts = models.JSONField(default=dict)
    total_rows = models.PositiveIntegerField(default=0)
    done_rows = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    resumes_as = models.CharField(max_length=12, choices=JobState.choices, blank=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(_("done"), null=True)
    undone_at = models.DateTimeField(null=True)
    tidied_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = (
            models.Index(fields=("by", "-created_at", "-id"), name="import_by_person"),
            models.Index(fields=("-created_at", "-id"), name="import_by_time"),
            models.Index(fields=("leased_until",), name="import_at_work", condition=Q(state__in=AT_WORK)),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def kind(self) -> Noun:
        """The noun that its lines are."""
        return NOUNS[self.noun]

    @property
    def what(self) -> str:
        """What its lines are, in the reader's language."""
        return self.kind.label(get_language() or "en")

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has something to do."""
        return self.state in AT_WORK

    @property
    def keys(self) -> list[str]:
        """What each column means: a key, "" to leave it out, "!" for one that must not be set."""
        return [column.get("key", "") for column in self.columns]

    @property
    def waiting(self) -> int:
        """How many of its lines are still to be mended."""
        return max(0, self.counts.get("error", 0) - self.counts.get("mended", 0))

    @property
    def percent(self) -> int:
        """How far the work is, 0 to 100."""
        return min(100, self.done_rows * 100 // self.total_rows) if self.total_rows else 0


class RowKind(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("The same")
    DUPLICATE = "duplicate", _("Perhaps here already")
    ERROR = "error", _("With errors")


class RowChoice(models.TextChoices):
    MAKE = "make", _("Make new")
    MERGE = "merge", _("Merge")
    SKIP = "skip", _("Skip")


class Outcome(models.TextChoices):
    MADE = "made", _("Made")
    UPDATED = "updated", _("Changed")  # not "changed": that is a kind, and `counts` holds both
    KEPT = "kept", _("Left as it was")
    SKIPPED = "skipped", _("Skipped")


class ImportRow(Row):
    """One line of a file. Its id becomes the id of the row it makes, so that doing it twice makes one.

    `cells` as read; `values`: key → what they say; `problems`, `notices`: key → code and facts; `changes`: key →
    [old, new]; `candidates`: [[id, why]] of what it is perhaps.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField(_("line"))
    kind = models.CharField(max_length=10, choices=RowKind.choices)
    choice = models.CharField(max_length=6, choices=RowChoice.choices, blank=True)
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=dict)
    notices = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    target = models.UUIDField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    is_linked = models.BooleanField(default=True)
    left_out = models.BooleanField(default=False, db_default=False)  # something of it does not come in; notices say
    mended_by = models.UUIDField(null=True)  # of a line with errors: the later import that it came in with, mended

    class Meta:
        verbose_name = _("line of an import")
        verbose_name_plural = _("lines of an import")
        constraints = (models.UniqueConstraint(fields=("job", "line"), name="import_line_once"),)
        indexes = (
            models.Index(fields=("job", "kind", "line"), name="import_row_by_kind"),
            models.Index(fields=("job", "outcome", "line"), name="import_row_by_outcome"),
            models.Index(fields=("job", "line"), name="import_row_unlinked", condition=Q(is_linked=False)),
            models.Index(fields=("job", "line"), name="import_row_left_out", condition=Q(left_out=True)),
        )

    def __str__(self) -> str:
        return f"{self.job_id}:{self.line}"


# In `ImportChange.before` of a client that was given to a colleague: what followed it, as texts.
ALONG = "along"


class ImportChange(models.Model):
    """What an import did to one row, in order: enough to take it back.

    `before` and `after`: attribute → value as JSON holds it, of a row that was there; empty for one that was made.
    `before` says under `ALONG` too what followed.
    """

    job = models.ForeignKey(ImportJob, models.CASCADE, related_name="done", db_index=False)
    row = models.ForeignKey(ImportRow, models.SET_NULL, null=True, related_name="done")
    noun = models.CharField(max_length=20)
    object_id = models.UUIDField()
    is_new = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    # "back", or why it was kept: "changed", "used", "along" (with what it hangs on), "gone".
    undone = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = (models.Index(fields=("job", "-id"), name="import_change_by_job"),)

    def __str__(self) -> str:
        return f"{self.noun} {self.object_id}"

    @property
    def facts(self) -> dict[str, Any]:
        """The old values, for a page."""
        return dict(self.before)


class ColumnMemory(Row):
    """How a person last matched a set of headings: heading → key; `replaces` as in the import."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    noun = models.CharField(max_length=20)
    headings = models.CharField(max_length=64)
    keys = models.JSONField(default=dict)
    replaces = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("by", "noun", "headings"), name="columns_remembered_once"),)

    def __str__(self) -> str:
        return f"{self.by_id} {self.noun}"
