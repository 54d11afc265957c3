"""What the product tells a person inside itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Row
from visits.models.reminder import Reminder, ReminderKind


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> "NotificationQuerySet":
        """Return the person's own: a notification is addressed."""
        return self.filter(recipient=user)

    def unread(self) -> "NotificationQuerySet":
        """Return those not opened yet."""
        return self.filter(read_at=None)


class Notification(Row):
    """One in-app message, made in the same transaction that marks its reminder sent: exactly once.

    Its words are made when it is shown, in the reader's language, from `kind` and `facts`.
    """

    reminder = models.OneToOneField(Reminder, models.CASCADE, related_name="notification")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind.choices)
    subject_kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    read_at = models.DateTimeField(_("read"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = (
            models.Index(fields=("recipient", "-created_at", "-id"), name="notification_by_person"),
            models.Index(fields=("recipient",), name="notification_unread", condition=Q(read_at=None)),
        )
