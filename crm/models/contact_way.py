"""Every way to reach a person (K1)."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.phones import Number, numbers_in
from crm.models.person import Person
from crm.models.person_part import PersonPart

KEY_LENGTH = 80


class Channel(models.TextChoices):
    MOBILE = "mobile", _("Mobile")
    PHONE = "phone", _("Office phone")
    WECHAT = "wechat", _("WeChat")
    WECOM = "wecom", _("WeCom")
    EMAIL = "email", _("E-mail")
    OTHER = "other", _("Other")


DIALLED = (Channel.MOBILE, Channel.PHONE)


def key_of(channel: str, value: str) -> str:
    """Return what two spellings of the same way have in common: a number's digits, an address in lower case."""
    if channel in DIALLED:
        found = numbers_in(value)
        return (found[0].dial if found else "")[:KEY_LENGTH]
    return "".join(unicodedata.normalize("NFKC", value).lower().split())[:KEY_LENGTH]


def keys_of(value: str) -> set[str]:
    """Return the keys of all numbers in a field of a telephone, which may hold two."""
    return {number.dial[:KEY_LENGTH] for number in numbers_in(value) if number.dial}


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class ContactWay(PersonPart):
    """One number, address or account. `value` is as it was typed, `key` what it is found by."""

    COMPUTED = ("key", "value")
    made_along: Sequence["ContactWay"] = ()  # on one that was just saved: those that the same typing made

    person = models.ForeignKey(Person, models.CASCADE, related_name="ways", editable=False, verbose_name=_("person"))
    channel = models.CharField(_("kind"), max_length=8, choices=Channel.choices, default=Channel.MOBILE)
    value = models.CharField(_("number or address"), max_length=160)
    label = models.CharField(_("label"), max_length=40, blank=True, help_text=_("Desk, assistant, home …"))
    note = models.CharField(_("note"), max_length=120, blank=True, help_text=_("“After ten”, “messages only”."))
    is_preferred = models.BooleanField(_("best way to reach them"), default=False)
    key = models.CharField(max_length=KEY_LENGTH, editable=False, blank=True)

    class Meta:
        verbose_name = _("way to reach them")
        verbose_name_plural = _("ways to reach them")
        ordering = ("-is_preferred", "created_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(value=""), name="way_has_a_value"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(is_preferred=True, removed_at=None), name="way_preferred_once"
            ),
        )
        indexes = (models.Index(fields=("key",), name="way_by_key"),)

    def __str__(self) -> str:
        return self.number.shown if self.channel in DIALLED else self.value

    @property
    def number(self) -> Number:
        """The number of a phone, as it is dialled and shown (3-4-4)."""
        found = numbers_in(self.value)
        return found[0] if found else Number(dial="", shown=self.value)

    @property
    def copied(self) -> str:
        """What "copy" takes: digits alone, unless an extension goes with them."""
        if self.channel not in DIALLED:
            return self.value
        number = self.number
        return number.shown if "," in number.dial or not number.dial else number.dial

    def prepare(self, *, by: User, today: dt.date) -> None:
        """Trim the value, check an e-mail address."""
        self.value = " ".join(self.value.split())
        if not self.value:
            raise ValidationError({"value": _("Give the number or address.")})
        if self.channel == Channel.EMAIL:
            self.value = unicodedata.normalize("NFKC", self.value)
            try:
                validate_email(self.value)
            except ValidationError as error:
                raise ValidationError({"value": error.messages}) from None
        self.key = key_of(self.channel, self.value)
