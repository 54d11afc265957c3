"""What a person is like and the small things they ask for (V12), kept while needed; sensitive ones with a log.

PIPL: a note serves to treat somebody well and nothing else, and is erased when nobody has found it needed for long.
"""

import datetime as dt
from typing import cast

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from core.models import Row, Versioned
from core.months import months_on
from crm.models.person import Person
from crm.models.person_part import PersonPart, PersonPartQuerySet

LONGEST_KEPT = dt.timedelta(days=731)
NO_REASON = _("Say what it is needed for.")
NO_END = _("Give a day after today, two years ahead at most.")
ENDING_DAYS = 60  # before a plain note is erased, its page asks whether it is still needed


class TraitKind(models.TextChoices):
    REQUEST = "request", _("Small request")
    CHARACTER = "character", _("Character")
    INTEREST = "interest", _("Interest")
    HABIT = "habit", _("Habit")
    TABOO = "taboo", _("Taboo")


class TraitSource(models.TextChoices):
    SELF = "self", _("Said by themselves")
    SEEN = "seen", _("Seen by us")
    COLLEAGUE = "colleague", _("A colleague of theirs")
    PUBLIC = "public", _("Public")
    OTHER = "other", _("Somebody else")


class Sensitivity(models.TextChoices):
    RELIGION = "religion", _("Religion")
    HEALTH = "health", pgettext_lazy("of a person", "Health")
    CHILDREN = "children", _("Children")


class Kept(models.IntegerChoices):
    """Months that a plain note is kept after somebody last found it needed."""

    YEAR = 12, _("12 months")
    TWO_YEARS = 24, _("24 months")
    THREE_YEARS = 36, _("36 months")


class NotesRules(Versioned):
    """The house's one row of rules on notes about people: how long plain ones are kept, which sensitive ones may be.

    All sensitive kinds are off at first.
    """

    months_kept = models.PositiveSmallIntegerField(
        _("Notes about people are kept for"),
        choices=Kept.choices,
        default=Kept.TWO_YEARS,
        db_default=Kept.TWO_YEARS.value,
        help_text=_("After somebody last wrote one or found it still needed. Then it is erased, history and all."),
    )

    religion = models.BooleanField(_("Religion"), default=False)
    health = models.BooleanField(pgettext_lazy("of a person", "Health"), default=False)
    children = models.BooleanField(_("Children"), default=False)
    is_only = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = _("rules on notes about people")
        verbose_name_plural = _("rules on notes about people")
        constraints = (models.CheckConstraint(condition=Q(is_only=True), name="notes_rules_once"),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def allows(self, sensitivity: str) -> bool:
        """Whether notes of this kind may be written and read."""
        return not sensitivity or bool(getattr(self, sensitivity, False))

    def kept_since(self, today: dt.date) -> dt.date:
        """The day on which a plain note that is erased `today` was last found needed."""
        return months_on(today, -self.months_kept)

    def ending_since(self, today: dt.date) -> dt.date:
        """The day on or before which a plain note was last found needed that is erased within `ENDING_DAYS`."""
        return self.kept_since(today + dt.timedelta(days=ENDING_DAYS))

    @property
    def allowed(self) -> list[tuple[str, str]]:
        """The sensitive kinds that are allowed, with their names."""
        return [(str(value), str(label)) for value, label in Sensitivity.choices if self.allows(value)]


def rules() -> NotesRules:
    """Return the house's rules; a house that has set none has all off."""
    return NotesRules.objects.first() or NotesRules()


class TraitQuerySet(PersonPartQuerySet):
    def plain(self) -> "TraitQuerySet":
        """Return those that are not sensitive."""
        return self.filter(sensitivity="")

    def sensitive(self) -> "TraitQuerySet":
        """Return the sensitive ones that have not expired."""
        return self.exclude(sensitivity="").filter(expires_on__gte=timezone.localdate())

    def unneeded_since(self, day: dt.date) -> "TraitQuerySet":
        """Return the plain ones that nobody has found needed since `day`."""
        return self.plain().filter(kept_on__lte=day)

    def ending(self, since: dt.date) -> "TraitQuerySet":
        """Return the plain ones that are erased soon, with `since` of `NotesRules.ending_since`; none removed."""
        return cast("TraitQuerySet", self.there().unneeded_since(since))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    meta={
        "indexes": (
            models.Index(fields=("expires_on",), name="trait_event_by_end", condition=Q(expires_on__isnull=False)),
        ),
    },
)
class Trait(PersonPart):
    """One thing known of a person. Erased is erased: what its history says goes with it, and of a sensitive one on the
    day that was given then.
    """

    COMPUTED = ("reason", "expires_on", "kept_on")

    person = models.ForeignKey(Person, models.CASCADE, related_name="traits", editable=False, verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=TraitKind.choices, default=TraitKind.REQUEST)
    text = models.CharField(_("in a few words"), max_length=300)
    source = models.CharField(_("source"), max_length=10, choices=TraitSource.choices, default=TraitSource.SELF)
    noted_on = models.DateField(_("noted on"), default=timezone.localdate)
    sensitivity = models.CharField(_("sensitive"), max_length=10, choices=Sensitivity.choices, blank=True, default="")
    reason = models.CharField(
        _("why it is needed"), max_length=200, blank=True, help_text=_("For a sensitive note: what it is for.")
    )
    expires_on = models.DateField(
        _("erase on"), null=True, blank=True, help_text=_("For a sensitive note: two years ahead at most.")
    )

    kept_on = models.DateField(
        _("last found needed"),
        default=timezone.localdate,
        db_default=models.Func(function="CURRENT_DATE", template="%(function)s"),
        editable=False,
    )

    objects = TraitQuerySet.as_manager()  # type: ignore[misc]  # one of its own

    class Meta:
        verbose_name = _("trait")
        verbose_name_plural = _("traits")
        ordering = ("-noted_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(sensitivity="") | (~Q(reason="") & Q(expires_on__isnull=False)),
                name="trait_sensitive_with_reason_and_end",
            ),
        )
        indexes = (
            models.Index(fields=("expires_on",), name="trait_by_end", condition=Q(expires_on__isnull=False)),
            models.Index(fields=("kept_on",), name="trait_plain_by_kept", condition=Q(sensitivity="")),
        )

    def __str__(self) -> str:
        return str(self.get_kind_display()) if self.sensitivity else self.text

    def erased_on(self, house: NotesRules) -> dt.date:
        """The day on which it is erased unless somebody finds it needed before."""
        return self.expires_on or months_on(self.kept_on, house.months_kept)

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Ask of a sensitive note what the law asks; a plain one needs neither. Written is found needed."""
        self.kept_on = today
        if not self.sensitivity:
            self.reason, self.expires_on = "", None
            return
        if not rules().allows(self.sensitivity):
            raise ValidationError({"sensitivity": _("This house keeps no such notes.")})
        if not self.reason.strip():
            raise ValidationError({"reason": NO_REASON})
        if self.expires_on is None or not today < self.expires_on <= today + LONGEST_KEPT:
            raise ValidationError({"expires_on": NO_END})


class TraitReading(Row):
    """Somebody read a sensitive note: who, of whom, what kind, when. It outlives the note."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="trait_readings", verbose_name=_("person"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reader"))
    sensitivity = models.CharField(_("sensitive"), max_length=10, choices=Sensitivity.choices)

    class Meta:
        verbose_name = _("reading of a sensitive note")
        verbose_name_plural = _("readings of sensitive notes")
        indexes = (models.Index(fields=("-created_at", "-id"), name="trait_reading_latest"),)

    def __str__(self) -> str:
        return f"{self.reader} · {self.person}"


class Erasure(Row):
    """What was known of a person was erased on demand: that, by whom and when, and nothing of what it was."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="erasures", verbose_name=_("person"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.by} · {self.created_at:%Y-%m-%d}"
