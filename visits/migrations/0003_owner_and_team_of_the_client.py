"""Visits and promises keep their client's owner and team; a record keeps its visit's owner (docs/adr/0008).

Who wrote the row does not matter: each write of these columns takes them from the client, and a client that is handed
over, or whose owner changes teams (crm 0002), takes its visits and promises along. `FOR SHARE` makes a new visit wait
for a handover that is under way, and a handover wait for a visit that is being planned and then see it. So everyone
locks in one order: client, visit, record.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION rapport_take_from_client() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT owner_id, team_id INTO NEW.client_owner_id, NEW.client_team_id
    FROM crm_client WHERE id = NEW.client_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER takes_from_client BEFORE INSERT OR UPDATE OF client_id, client_owner_id, client_team_id ON visits_visit
FOR EACH ROW EXECUTE FUNCTION rapport_take_from_client();
CREATE TRIGGER takes_from_client BEFORE INSERT OR UPDATE OF client_id, client_owner_id, client_team_id ON visits_promise
FOR EACH ROW EXECUTE FUNCTION rapport_take_from_client();

CREATE FUNCTION rapport_tell_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_visit SET client_owner_id = NEW.owner_id, client_team_id = NEW.team_id WHERE client_id = NEW.id;
    UPDATE visits_promise SET client_owner_id = NEW.owner_id, client_team_id = NEW.team_id WHERE client_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tells_visits AFTER UPDATE OF owner_id, team_id ON crm_client
FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id OR OLD.team_id IS DISTINCT FROM NEW.team_id)
EXECUTE FUNCTION rapport_tell_visits();

CREATE FUNCTION rapport_take_from_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT owner_id INTO NEW.owner_id FROM visits_visit WHERE id = NEW.visit_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER takes_from_visit BEFORE INSERT OR UPDATE OF visit_id, owner_id ON visits_visitrecord
FOR EACH ROW EXECUTE FUNCTION rapport_take_from_visit();

CREATE FUNCTION rapport_tell_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_visitrecord SET owner_id = NEW.owner_id WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tells_record AFTER UPDATE OF owner_id ON visits_visit
FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION rapport_tell_record();
"""
DROP = """
DROP TRIGGER tells_record ON visits_visit;
DROP TRIGGER takes_from_visit ON visits_visitrecord;
DROP TRIGGER tells_visits ON crm_client;
DROP TRIGGER takes_from_client ON visits_promise;
DROP TRIGGER takes_from_client ON visits_visit;
DROP FUNCTION rapport_tell_record();
DROP FUNCTION rapport_take_from_visit();
DROP FUNCTION rapport_tell_visits();
DROP FUNCTION rapport_take_from_client();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_history_and_sessions"),
        ("crm", "0002_clients_follow_their_owner"),
        ("visits", "0002_open_promises_follow_their_owner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="promise",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="visit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="visitrecord",
            name="update_update",
        ),
        migrations.AddField(
            model_name="promise",
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
        migrations.AddField(
            model_name="promise",
            name="client_team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.AddField(
            model_name="visit",
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
        migrations.AddField(
            model_name="visit",
            name="client_team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.team",
            ),
        ),
        migrations.AddField(
            model_name="visitrecord",
            name="owner",
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
        pgtrigger.migrations.AddTrigger(
            model_name="promise",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))',
                    func='INSERT INTO "visits_promiseevent" ("client_id", "closed_at", "cost", "created_at", "due_on", "id", "is_demo", "outcome", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "team_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."client_id", NEW."closed_at", NEW."cost", NEW."created_at", NEW."due_on", NEW."id", NEW."is_demo", NEW."outcome", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="8e17d385fa4f237d94169ec04e3c0fa104722dcf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_66afc",
                    table="visits_promise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."arrived_at" IS DISTINCT FROM (NEW."arrived_at") OR OLD."cancel_reason" IS DISTINCT FROM (NEW."cancel_reason") OR OLD."cancelled_at" IS DISTINCT FROM (NEW."cancelled_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."expected_objections" IS DISTINCT FROM (NEW."expected_objections") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_shared_for_discussion" IS DISTINCT FROM (NEW."is_shared_for_discussion") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."left_at" IS DISTINCT FROM (NEW."left_at") OR OLD."materials" IS DISTINCT FROM (NEW."materials") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."planned_minutes" IS DISTINCT FROM (NEW."planned_minutes") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."success" IS DISTINCT FROM (NEW."success") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "visits_visitevent" ("arrived_at", "cancel_reason", "cancelled_at", "client_id", "confirmed_at", "created_at", "expected_objections", "id", "is_demo", "is_shared_for_discussion", "kind", "left_at", "materials", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_minutes", "purpose", "starts_at", "state", "success", "team_id", "updated_at", "version") VALUES (NEW."arrived_at", NEW."cancel_reason", NEW."cancelled_at", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."expected_objections", NEW."id", NEW."is_demo", NEW."is_shared_for_discussion", NEW."kind", NEW."left_at", NEW."materials", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."planned_minutes", NEW."purpose", NEW."starts_at", NEW."state", NEW."success", NEW."team_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="6a44bdc6d2c353795a85d3fb3e5f0f5d92ae64d5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41cf1",
                    table="visits_visit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visitrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."first_submitted_at" IS DISTINCT FROM (NEW."first_submitted_at") OR OLD."gains" IS DISTINCT FROM (NEW."gains") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."losses" IS DISTINCT FROM (NEW."losses") OR OLD."next_contact_on" IS DISTINCT FROM (NEW."next_contact_on") OR OLD."next_step" IS DISTINCT FROM (NEW."next_step") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."result_note" IS DISTINCT FROM (NEW."result_note") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))',
                    func='INSERT INTO "visits_visitrecordevent" ("created_at", "first_submitted_at", "gains", "id", "losses", "next_contact_on", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_note", "reviewed_at", "reviewed_by_id", "submitted_at", "updated_at", "version", "visit_id") VALUES (NEW."created_at", NEW."first_submitted_at", NEW."gains", NEW."id", NEW."losses", NEW."next_contact_on", NEW."next_step", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."result_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."submitted_at", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                    hash="6dc87ce86dfc2806a2d6aa8929a179ccd1830ecb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3bbc5",
                    table="visits_visitrecord",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
