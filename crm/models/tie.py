"""Who knows whom (H8): colleagues and people at clients, people across clients, firms they come from, favours."""

import datetime as dt
from typing import Self

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from crm.models.client import Client
from crm.models.competitor import Competitor
from crm.models.person import Person
from crm.models.person_part import PersonPart, PersonPartQuerySet, Strength


class TieKind(models.TextChoices):
    FRIEND = "friend", _("Friend")
    KIN = "kin", _("Kin")
    CLASSMATE = "classmate", _("Classmate")
    WORKED = "worked", _("Former colleague")
    TOWN = "town", _("From the same town")
    MENTOR = "mentor", _("Mentor")
    BUSINESS = "business", _("Knows through work")
    RIVALRY = "rivalry", _("Rivalry")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Acquaintance(PersonPart):
    """A colleague of ours who knows the person."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="acquaintances", editable=False, verbose_name=_("person")
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("colleague")
    )
    kind = models.CharField(_("how"), max_length=10, choices=TieKind.choices, default=TieKind.BUSINESS)
    strength = models.PositiveSmallIntegerField(_("how well"), choices=Strength.choices, default=Strength.WELL)
    since_year = models.PositiveSmallIntegerField(_("since (year)"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("colleague who knows them")
        verbose_name_plural = _("colleagues who know them")
        ordering = ("-strength", "created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "colleague"), condition=Q(removed_at=None), name="acquaintance_once",
                violation_error_message=_("This colleague is named already."),
            ),
            models.CheckConstraint(condition=Q(strength__range=(1, 3)), name="acquaintance_strength"),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.colleague)

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Name a colleague once; no year to come."""
        if self.since_year and not 1940 <= self.since_year <= today.year:
            raise ValidationError({"since_year": _("Give a year of the past.")})
        twin = Acquaintance.objects.there().filter(person=self.person, colleague=self.colleague).exclude(pk=self.pk)
        if twin.exists():
            raise ValidationError({"colleague": _("This colleague is named already.")})


class RelationQuerySet(PersonPartQuerySet):
    def visible_to(self, user: User) -> Self:
        """Return those between two people whom `user` may both see: a hidden person is never named."""
        if user.scope.everything:
            return self
        seen = Client.objects.visible_to(user)
        return self.filter(person__client__in=seen, other__client__in=seen)

    def of(self, person: Person) -> Self:
        """Return those of one person, from whichever side they were noted."""
        return self.filter(Q(person=person) | Q(other=person))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Relation(PersonPart):
    """A tie between two people at clients, noted once and read from both sides."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="relations", editable=False, verbose_name=_("person")
    )
    other = models.ForeignKey(Person, models.CASCADE, related_name="relations_back", verbose_name=_("knows"))
    kind = models.CharField(_("how"), max_length=10, choices=TieKind.choices, default=TieKind.BUSINESS)
    strength = models.PositiveSmallIntegerField(_("how well"), choices=Strength.choices, default=Strength.WELL)
    note = models.CharField(_("note"), max_length=200, blank=True)
    source = models.CharField(_("who told you"), max_length=120, blank=True)

    objects = RelationQuerySet.as_manager()  # type: ignore[misc]  # one of its own

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ("-strength", "created_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(person=F("other")), name="relation_of_two"),
            models.CheckConstraint(condition=Q(strength__range=(1, 3)), name="relation_strength"),
            models.UniqueConstraint(
                Least("person", "other"), Greatest("person", "other"),
                condition=Q(removed_at=None), name="relation_once",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} – {self.other}"

    def seen_from(self, person: Person) -> Person:
        """Return the one at the other end."""
        return self.person if self.other_id == person.pk else self.other

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Refuse a tie to oneself, and a second one between the same two."""
        if self.other_id == self.person_id:
            raise ValidationError({"other": _("Choose somebody else.")})
        both = Q(person=self.person, other=self.other) | Q(person=self.other, other=self.person)
        if Relation.objects.there().filter(both).exclude(pk=self.pk).exists():
            raise ValidationError({"other": _("Their relation is noted already.")})


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class FormerEmployer(PersonPart):
    """A firm where the person worked before; linked to a client or rival of that name where there is one."""

    COMPUTED = ("client", "competitor")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="employers", editable=False, verbose_name=_("person")
    )
    name = models.CharField(_("firm"), max_length=200)
    position = models.CharField(_("position there"), max_length=120, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from (year)"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until (year)"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    client = models.ForeignKey(Client, models.SET_NULL, null=True, related_name="+", editable=False)
    competitor = models.ForeignKey(Competitor, models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("former employer")
        verbose_name_plural = _("former employers")
        ordering = ("-until_year", "-from_year", "created_at", "pk")

    def __str__(self) -> str:
        return self.name

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Check the years; find the client or rival that the name is of, among those `by` may see."""
        for field, year in (("from_year", self.from_year), ("until_year", self.until_year)):
            if year and not 1940 <= year <= today.year:
                raise ValidationError({field: _("Give a year of the past.")})
        if self.from_year and self.until_year and self.until_year < self.from_year:
            raise ValidationError({"until_year": _("This is before the first year.")})
        name = self.name.strip()
        named = Q(name__iexact=name) | Q(other_name__iexact=name)
        found = Client.objects.visible_to(by).found_by(name).filter(named | Q(short_name__iexact=name))
        self.client = found.order_by("sort_key", "pk").first()
        self.competitor = Competitor.objects.filter(named).first() if self.client is None else None


class FavourSide(models.TextChoices):
    RECEIVED = "received", _("They did us a favour")
    GIVEN = "given", _("We did them a favour")
    ASKED = "asked", _("We asked, it is open")
    OWED = "owed", _("They asked, it is open")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Favour(PersonPart):
    """A favour asked or returned: a small row of a ledger."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="favours", editable=False, verbose_name=_("person")
    )
    side = models.CharField(_("which way"), max_length=8, choices=FavourSide.choices, default=FavourSide.RECEIVED)
    text = models.CharField(_("what"), max_length=200)
    on = models.DateField(_("day"))
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("colleague")
    )

    class Meta:
        verbose_name = _("favour")
        verbose_name_plural = _("favours")
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.text
