"""A record keeps its client's owner, as its visit does (docs/adr/0008): whose Today its next contact is on.

A visit that moves to another client takes its record along, too: `UPDATE OF` looks at the columns that a statement
names, not at those that the visit's own trigger then sets, so it names the client as well.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TAKE = """
CREATE OR REPLACE FUNCTION rapport_take_from_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT {into} FROM visits_visit WHERE id = NEW.visit_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION rapport_tell_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_visitrecord SET {set} WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER takes_from_visit ON visits_visitrecord;
CREATE TRIGGER takes_from_visit BEFORE INSERT OR UPDATE OF visit_id, {columns} ON visits_visitrecord
FOR EACH ROW EXECUTE FUNCTION rapport_take_from_visit();
DROP TRIGGER tells_record ON visits_visit;
CREATE TRIGGER tells_record AFTER UPDATE OF {watched} ON visits_visit
FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION rapport_tell_record();
"""
NOW = TAKE.format(
    into="owner_id, client_owner_id INTO NEW.owner_id, NEW.client_owner_id",
    set="owner_id = NEW.owner_id, client_owner_id = NEW.client_owner_id",
    columns="owner_id, client_owner_id",
    watched="owner_id, client_id, client_owner_id",
    changed="OLD.owner_id IS DISTINCT FROM NEW.owner_id OR OLD.client_owner_id IS DISTINCT FROM NEW.client_owner_id",
)
BEFORE = TAKE.format(
    into="owner_id INTO NEW.owner_id",
    set="owner_id = NEW.owner_id",
    columns="owner_id",
    watched="owner_id",
    changed="OLD.owner_id IS DISTINCT FROM NEW.owner_id",
)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0016_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="visitrecord",
            name="client_owner",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(NOW, BEFORE),
    ]
