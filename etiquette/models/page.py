"""Handbook pages: what editors work on, and which saved text everyone else reads."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.models import Versioned
from core.search import Sought, matching
from core.text import clean_text
from etiquette.models.revision import TEXT_FIELDS, Bilingual, Revision, has_a_title


class Occasion(models.TextChoices):
    """When a page is wanted. The order is the order of a visit."""

    SPEECH = "speech", _("Speech")
    APPEARANCE = "appearance", _("Appearance")
    TELEPHONE = "telephone", _("Telephone")
    MEETING = "meeting", _("Meeting")
    HANDSHAKE = "handshake", _("Handshake")
    CARD = "card", _("Business card")
    WALKING = "walking", _("Walking and lift")
    CAR = "car", _("Car")
    BANQUET = "banquet", _("Banquet")
    OTHER = "other", _("Other")


# Addresses under /handbook/ that are no page.
RESERVED_SLUGS = ("new", "preview", "suggest")

# What another page asks for (`/handbook/suggest/?for=`), and the occasions that answer it.
OCCASIONS_FOR: dict[str, tuple[Occasion, ...]] = {
    "first_meeting": (Occasion.CARD, Occasion.HANDSHAKE),
    "phone": (Occasion.TELEPHONE,),
    "banquet": (Occasion.BANQUET,),
}


class PageQuerySet(models.QuerySet["Page"]):
    def visible_to(self, user: User) -> "PageQuerySet":
        """Return published pages to everyone signed in, drafts besides to those who edit the handbook."""
        if user.may(Permission.EDIT_HANDBOOK):
            return self
        return self.published() if user.may(Permission.USE) else self.none()

    def published(self) -> "PageQuerySet":
        """Return the pages everyone may read."""
        return self.filter(published__isnull=False)

    def holding(self, typed: str | Sought, *, drafts: bool = False) -> "PageQuerySet":
        """Return the pages whose published text holds what was typed.

        `drafts` adds pages never published, by the title being worked on as typed: for editors only.
        """
        fields = tuple(f"published__{name}" for name in TEXT_FIELDS)
        found = matching(typed, column="published__search", text_fields=fields)
        if drafts and isinstance(typed, str) and (words := clean_text(typed).strip()):
            title = Q(title_en__icontains=words) | Q(title_zh__icontains=words)
            found |= Q(published__isnull=True) & title
        return self.filter(found)

    def fitting(self, situation: str) -> "PageQuerySet":
        """Return the published pages for a situation of `OCCASIONS_FOR` (V5), none for an unknown one."""
        return self.published().filter(occasion__in=OCCASIONS_FOR.get(situation, ()))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Page(Versioned, Bilingual):
    """A reference page (E). Its own text is the working copy; `published` is the text everyone reads."""

    slug = models.SlugField(
        _("web address"), max_length=60, unique=True, help_text=_("Latin letters, digits and hyphens; stays for good.")
    )
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion.choices, default=Occasion.OTHER)
    position = models.PositiveSmallIntegerField(
        _("place in the list"), default=50, help_text=_("Smaller comes first within the occasion.")
    )
    latest_number = models.PositiveIntegerField(_("latest revision"), default=1, editable=False)
    published = models.OneToOneField(
        Revision, models.RESTRICT, null=True, blank=True, editable=False, related_name="published_by_page",
        verbose_name=_("published text"),
    )  # fmt: skip
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("position", "slug")
        constraints = (
            models.CheckConstraint(condition=has_a_title(), name="page_has_a_title"),
            models.CheckConstraint(condition=~Q(slug__in=RESERVED_SLUGS), name="page_slug_not_reserved"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="page_occasion_known"),
            models.CheckConstraint(
                condition=Q(published__isnull=True, published_at__isnull=True)
                | Q(published__isnull=False, published_at__isnull=False),
                name="page_published_with_its_moment",
            ),
        )
        indexes = (models.Index(fields=("occasion", "position"), name="page_occasion"),)

    def __str__(self) -> str:
        return self.title_in(get_language() or "en")

    @property
    def is_published(self) -> bool:
        return self.published_id is not None

    @property
    def has_newer_draft(self) -> bool:
        """Whether editors have saved a text that readers do not have yet. Reads `published`."""
        return self.published is None or self.published.number != self.latest_number

    @property
    def shown(self) -> Bilingual:
        """The published text; for a page without one (seen by editors only) the working copy."""
        return self.published or self
