"""Two rows that were one: which stayed, what moved, and how it was, so that one act takes it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row


class Merge(Row):
    """`loser` was put into `winner` and archived. `before` and `after`: what the merge changed of the winner."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    noun = models.CharField(max_length=20)
    winner = models.UUIDField()
    loser = models.UUIDField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        indexes = (
            models.Index(fields=("winner", "-created_at"), name="merge_by_winner"),
            models.Index(fields=("loser", "-created_at"), name="merge_by_loser"),
        )

    def __str__(self) -> str:
        return f"{self.noun} {self.loser} → {self.winner}"


class MergeMove(models.Model):
    """A row that pointed at the loser and now points at the winner, or that the winner had already (`is_dropped`)."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="moves")
    model = models.CharField(max_length=80)
    column = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    is_dropped = models.BooleanField(default=False)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
