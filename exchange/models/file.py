"""Files in parts, in the database: every web server and worker reads them, and a backup holds them."""

from collections.abc import Iterable, Iterator
from typing import Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.models import Row

PART = 512 * 1024


class StoredFile(Row):
    """A file that was uploaded, or made for somebody to fetch."""

    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, name: str, chunks: Iterable[bytes]) -> Self:
        """Store a file and return it; `chunks` may be of any size."""
        with transaction.atomic():
            file = cls.objects.create(name=name[-200:])
            waiting, number = bytearray(), 0
            for chunk in chunks:
                waiting += chunk
                file.size += len(chunk)
                while len(waiting) >= PART:
                    FilePart.objects.create(file=file, number=number, content=bytes(waiting[:PART]))
                    del waiting[:PART]
                    number += 1
            if waiting or not number:
                FilePart.objects.create(file=file, number=number, content=bytes(waiting))
            file.save(update_fields=["size"])
        return file

    def chunks(self) -> Iterator[bytes]:
        """Yield its content, part by part."""
        for number in list(self.parts.order_by("number").values_list("number", flat=True)):
            yield bytes(self.parts.values_list("content", flat=True).get(number=number))

    def read(self) -> bytes:
        """Return its whole content; uploads are small."""
        return b"".join(self.chunks())


class FilePart(models.Model):
    """Half a megabyte of a file."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="file_part_once"),)

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"
