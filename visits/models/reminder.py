"""Reminders as rows: the truth that outlives workers, Redis and restarts. A sweeper leases what is due and sends."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Row


class ReminderKind(models.TextChoices):
    PROMISE_SOON = "promise_soon", _("Promise due tomorrow")
    PROMISE_DUE = "promise_due", _("Promise due")
    PROMISE_LATE = "promise_late", _("Promise overdue")
    PROMISE_LATE_LEAD = "promise_late_lead", _("A team member's promise is overdue")
    RECORD_OWED = "record_owed", _("Record not filled in")
    NEXT_CONTACT = "next_contact", _("Time to be in touch")
    RECORD_NEW = "record_new", _("Record to review")
    RECORD_SENT_BACK = "record_sent_back", _("Record sent back")
    RECORD_ACCEPTED = "record_accepted", _("Record accepted")
    COMMENT = "comment", _("Comment")
    MENTION = "mention", _("You were mentioned")
    CONTRACT_90 = "contract_90", _("Contract ends in 90 days")
    CONTRACT_60 = "contract_60", _("Contract ends in 60 days")
    CONTRACT_30 = "contract_30", _("Contract ends in 30 days")
    IMPORT_DONE = "import_done", _("Import")
    EXPORT_DONE = "export_done", _("Export")
    HANDOVER_PLANNED = "handover_planned", _("Hand-over planned")
    HANDOVER_ACCEPTED = "handover_accepted", _("Hand-over accepted")
    HANDOVER_DONE = "handover_done", _("Client handed over")
    COVER_BEGUN = "cover_begun", _("Cover begun")
    COVER_ENDED = "cover_ended", _("Cover ended")
    COMPLAINT_NEW = "complaint_new", _("Complaint to settle")
    COMPLAINT_SOON = "complaint_soon", _("Complaint: time is running out")
    COMPLAINT_LATE = "complaint_late", _("Complaint: time has run out")
    COMPLAINT_LATE_LEAD = "complaint_late_lead", _("A team member's complaint: time has run out")


class Channel(models.TextChoices):
    IN_APP = "in_app", _("In Rapport")
    MAIL = "mail", _("By mail")


class Reminder(Row):
    """One message, once: unique by subject, kind, due moment, recipient and channel.

    `subject_kind` and `subject_id` name the row it is about ("promise", "visit", "contract", "handover", "cover",
    "complaint", "comment"); `leased_until` is set by the sender that works on it, and passes if that sender dies.
    """

    subject_kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind.choices)
    due_at = models.DateTimeField(_("due"))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders", verbose_name=_("recipient")
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    leased_until = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    dropped_at = models.DateTimeField(_("dropped"), null=True, editable=False)
    last_error = models.CharField(max_length=250, blank=True, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = (
            models.UniqueConstraint(
                fields=("subject_id", "kind", "due_at", "recipient", "channel"), name="reminder_once"
            ),
        )
        indexes = (
            models.Index(fields=("due_at", "id"), name="reminder_waiting", condition=Q(sent_at=None, dropped_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.due_at:%Y-%m-%d %H:%M}"
