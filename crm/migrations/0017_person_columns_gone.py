"""The columns that 0011 has copied into rows."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0016_copy_ways"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="person",
            name="update_update",
        ),
        migrations.RemoveField(
            model_name="person",
            name="email",
        ),
        migrations.RemoveField(
            model_name="person",
            name="mobile",
        ),
        migrations.RemoveField(
            model_name="person",
            name="phone",
        ),
        migrations.RemoveField(
            model_name="person",
            name="preferred_channel",
        ),
        migrations.RemoveField(
            model_name="person",
            name="wechat",
        ),
        migrations.RemoveField(
            model_name="personevent",
            name="email",
        ),
        migrations.RemoveField(
            model_name="personevent",
            name="mobile",
        ),
        migrations.RemoveField(
            model_name="personevent",
            name="phone",
        ),
        migrations.RemoveField(
            model_name="personevent",
            name="preferred_channel",
        ),
        migrations.RemoveField(
            model_name="personevent",
            name="wechat",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "erased_at", "id", "initials", "languages", "left_on", "level", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_key", "position", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_key", NEW."position", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="975f10c192ad77bcb30d1f8378504b3a7b33603d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98722",
                    table="crm_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."came_from_id" IS DISTINCT FROM (NEW."came_from_id") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."courtesy_title" IS DISTINCT FROM (NEW."courtesy_title") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."left_on" IS DISTINCT FROM (NEW."left_on") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."photo_key" IS DISTINCT FROM (NEW."photo_key") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."reports_to_id" IS DISTINCT FROM (NEW."reports_to_id") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."surname" IS DISTINCT FROM (NEW."surname") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "crm_personevent" ("archived_at", "came_from_id", "client_id", "courtesy_title", "created_at", "department_id", "erased_at", "id", "initials", "languages", "left_on", "level", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_key", "position", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version") VALUES (NEW."archived_at", NEW."came_from_id", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."erased_at", NEW."id", NEW."initials", NEW."languages", NEW."left_on", NEW."level", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_key", NEW."position", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="8f7fcac117c26f88ad2897da52694af4ddb227d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46925",
                    table="crm_person",
                    when="AFTER",
                ),
            ),
        ),
    ]
