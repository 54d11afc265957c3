"""What people say to each other about a client, a person, a complaint, a visit or a promise (H7)."""

import datetime as dt
from functools import reduce
from operator import or_
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Func, IntegerField, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import Versioned
from crm.models import Client, Person
from visits.models.complaint import Complaint
from visits.models.promise import Promise
from visits.models.visit import Visit

SUBJECTS = ("client", "person", "complaint", "visit", "promise")
CHANGEABLE_FOR = dt.timedelta(hours=24)


def about_one_of(names: tuple[str, ...]) -> Exact:
    """Return the condition that exactly one of some keys is set."""
    return Exact(Func(*(f"{name}_id" for name in names), function="num_nonnulls", output_field=IntegerField()), 1)


def seen_through(user: User, models_of: dict[str, type[models.Model]]) -> Q:
    """Return the condition that the row which a key names is one that `user` sees. For a few rows, not for a list."""
    reasons = (
        Q(**{f"{name}__in": model._default_manager.visible_to(user).values("pk")})  # type: ignore[attr-defined]
        for name, model in models_of.items()
    )
    return reduce(or_, reasons)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> Self:
        """Return the comments on what `user` may see, the removed ones among them: an undo needs those."""
        if user.scope.everything:
            return self
        return self.filter(seen_through(user, COMMENTED))

    def shown(self) -> Self:
        """Return those not removed."""
        return self.filter(removed_at=None)


COMMENTED: dict[str, type[models.Model]] = {
    "client": Client,
    "person": Person,
    "complaint": Complaint,
    "visit": Visit,
    "promise": Promise,
}


@pghistory.track(pghistory.UpdateEvent(condition=pghistory.AnyChange("body", "removed_at")), pghistory.InsertEvent())
class Comment(Versioned):
    """A comment on one of `SUBJECTS`. `verdict` marks the words that a record was accepted or sent back with.

    `mentioned` are the colleagues named with @ who could see the subject when it was written.
    """

    class Verdict(models.TextChoices):
        NONE = "", _("Comment")
        ACCEPTED = "accepted", _("Accepted")
        SENT_BACK = "sent_back", _("Sent back")

    # The indexes of the model begin with them.
    visit = models.ForeignKey(Visit, models.CASCADE, null=True, related_name="comments", verbose_name=_("visit"))
    client = models.ForeignKey(
        Client, models.CASCADE, null=True, related_name="comments", verbose_name=_("client"), db_index=False
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="comments", verbose_name=_("person"), db_index=False
    )
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, null=True, related_name="comments", verbose_name=_("complaint"), db_index=False
    )
    promise = models.ForeignKey(
        Promise, models.CASCADE, null=True, related_name="comments", verbose_name=_("promise"), db_index=False
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    body = models.TextField(_("comment"), blank=True, max_length=4000)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("mentioned"))
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(body="") | ~Q(verdict=""), name="comment_says_something"),
            models.CheckConstraint(condition=about_one_of(SUBJECTS), name="comment_about_one_thing"),
        )
        indexes = (
            models.Index(fields=("visit", "created_at"), name="comment_by_visit"),
            *(
                models.Index(
                    fields=(name, "created_at"), name=f"comment_by_{name}", condition=Q(**{f"{name}__isnull": False})
                )
                for name in ("client", "person", "complaint", "promise")
            ),
        )

    def __str__(self) -> str:
        return self.body[:80]

    @property
    def subject_name(self) -> str:
        """Which of `SUBJECTS` it is about."""
        return next(name for name in SUBJECTS if getattr(self, f"{name}_id") is not None)

    @property
    def subject(self) -> Client | Person | Complaint | Visit | Promise:
        """The row it is about."""
        row: Client | Person | Complaint | Visit | Promise = getattr(self, self.subject_name)
        return row

    def may_change(self, user: User, now: dt.datetime) -> bool:
        """Whether `user` may edit it or take it away: own words, for a day, and none that a decision came with."""
        return self.author_id == user.pk and not self.verdict and now - self.created_at < CHANGEABLE_FOR
