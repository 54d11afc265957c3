"""Where a person stood before they moved (K1): history stays, and the seat they left stays on the chart."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row
from crm.models.client import Client
from crm.models.department import Department
from crm.models.person import Person


class PastPost(Row):
    """A post that somebody left: until when, which seat stayed empty, and who took it down."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="past_posts", verbose_name=_("person"))
    # The person's client, kept beside it for the client's timeline; nothing else depends on it.
    client = models.ForeignKey(Client, models.CASCADE, null=True, related_name="+", editable=False, db_index=False)
    position = models.CharField(_("position"), max_length=120, blank=True)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+")
    until = models.DateField(_("until"))
    seat = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="left_by", verbose_name=_("seat"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("former post")
        verbose_name_plural = _("former posts")
        ordering = ("-until", "-pk")
        indexes = (models.Index(fields=("client", "-created_at"), name="past_post_by_client"),)

    def __str__(self) -> str:
        return self.position


def last_holders(people: Iterable[Person]) -> dict[UUID, PastPost]:
    """Return who held each vacant seat among `people` last, by the seat's id; nobody whose name is erased."""
    vacant = [person.pk for person in people if person.is_placeholder and person.archived_at is None]
    posts = PastPost.objects.filter(seat__in=vacant).exclude(person__name="").select_related("person")
    found: dict[UUID, PastPost] = {}
    for post in posts.order_by("-until", "-pk"):
        if post.seat_id is not None:
            found.setdefault(post.seat_id, post)
    return found
