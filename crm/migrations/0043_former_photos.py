"""A table for photos that are shown no more; those taken off until now go there and have their thirty days from here."""

import core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Func

ASIDE = """
WITH gone AS (
    DELETE FROM crm_personphoto AS photo USING crm_person AS person
    WHERE person.id = photo.person_id AND person.photo_key = ''
    RETURNING photo.person_id, photo.image, photo.noted_by_id
)
INSERT INTO crm_formerphoto (id, created_at, person_id, key, image, noted_by_id)
SELECT uuidv7(), STATEMENT_TIMESTAMP(), person_id, left(encode(sha256(image), 'hex'), 16), image, noted_by_id FROM gone
"""
BACK = """
INSERT INTO crm_personphoto (person_id, image, noted_by_id, created_at)
SELECT DISTINCT ON (person_id) person_id, image, noted_by_id, created_at FROM crm_formerphoto
ORDER BY person_id, created_at DESC, id DESC
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0042_numbers_in_also"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="FormerPhoto",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=Func(function="uuidv7"),
                        default=core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                        verbose_name="id",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created"),
                ),
                ("key", models.CharField(editable=False, max_length=16)),
                ("image", models.BinaryField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_photos",
                        to="crm.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "former photo",
                "verbose_name_plural": "former photos",
                "ordering": ("-created_at", "-pk"),
                "indexes": [models.Index(fields=["created_at", "id"], name="former_photo_by_day")],
            },
        ),
        migrations.RunSQL(ASIDE, BACK),
    ]
