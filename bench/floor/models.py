"""One table, one index."""

from django.db import models


class FloorRow(models.Model):
    """A row of the floor's list."""

    owner_id = models.IntegerField()
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("owner_id", "name", "id"), name="floor_by_owner"),)

    def __str__(self) -> str:
        return self.name
