"""The text of a page as it stood at each save. A saved text never changes; restoring one saves it again."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Permission
from core.models import Row
from core.search import search_column

TEXT_FIELDS = ("title_en", "title_zh", "body_en", "body_zh")
MAX_EXCERPT = 300  # characters; a list shows two lines
MAX_BODY = 40_000  # characters; a page for the pocket has two thousand


class Bilingual(models.Model):
    """A title and a Markdown body in each of the two languages; one language is enough to begin with."""

    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=120, blank=True)
    body_en = models.TextField(_("text in English"), blank=True, max_length=MAX_BODY)
    body_zh = models.TextField(_("text in Chinese"), blank=True, max_length=MAX_BODY)

    class Meta:
        abstract = True

    @property
    def text(self) -> dict[str, str]:
        """The four texts by field name."""
        return {name: getattr(self, name) for name in TEXT_FIELDS}

    @property
    def languages(self) -> list[str]:
        """The languages that have a title and a body, of "en" and "zh-hans"."""
        written = []
        if self.title_en.strip() and self.body_en.strip():
            written.append("en")
        if self.title_zh.strip() and self.body_zh.strip():
            written.append("zh-hans")
        return written

    def nearest_language(self, wanted: str) -> str:
        """Return `wanted` if it is written, else the one that is, else `wanted`."""
        return wanted if wanted in self.languages else next(iter(self.languages), wanted)

    def title_in(self, language: str) -> str:
        """Return the title in `language`, or in the other one where that is missing."""
        first, second = (self.title_zh, self.title_en) if language == "zh-hans" else (self.title_en, self.title_zh)
        return first or second

    def body_in(self, language: str) -> str:
        """Return the Markdown in `language` alone ("" where it is not written)."""
        return self.body_zh if language == "zh-hans" else self.body_en


def has_a_title() -> models.Q:
    """Return the condition that one of the two titles is written."""
    return ~models.Q(title_en="") | ~models.Q(title_zh="")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, user: User) -> "RevisionQuerySet":
        """Return every saved text to editors, to everyone else only those that are published now."""
        if user.may(Permission.EDIT_HANDBOOK):
            return self
        return self.filter(published_by_page__isnull=False) if user.may(Permission.USE) else self.none()


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> RevisionQuerySet:
        """Leave the search column in the database: it is for finding, not for reading."""
        return super().get_queryset().defer("search")


class Revision(Row, Bilingual):
    """One save of a page. `number` counts from 1 per page; `published_at` is when it last went out.

    The excerpts, the words that each text begins with, are kept so that a list of pages parses no Markdown.
    """

    page = models.ForeignKey("etiquette.Page", models.CASCADE, related_name="revisions", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("number"))
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    author = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("author"),
        help_text=_("Nobody for a text that came with the product."),
    )  # fmt: skip
    is_standard = models.BooleanField(_("came with the product"), default=False, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("published by")
    )
    excerpt_en = models.CharField(max_length=MAX_EXCERPT, blank=True, default="", editable=False)
    excerpt_zh = models.CharField(max_length=MAX_EXCERPT, blank=True, default="", editable=False)
    search = search_column(*TEXT_FIELDS)

    objects = RevisionManager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="revision_number_once_per_page"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_number_from_one"),
            models.CheckConstraint(condition=has_a_title(), name="revision_has_a_title"),
        )
        indexes = (GinIndex(fields=("search",), name="revision_search"),)
        triggers = (
            pgtrigger.ReadOnly(
                name="revision_text_is_kept",
                fields=["page", "number", *TEXT_FIELDS, "note", "author", "is_standard", "created_at"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_in('en')} #{self.number}"

    def excerpt_in(self, language: str) -> str:
        """Return the words that the text in `language` begins with ("" where it is not written)."""
        return self.excerpt_zh if language == "zh-hans" else self.excerpt_en
