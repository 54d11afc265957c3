"""A surname, a reading and initials for each person: names are found and sorted as they are spoken. 0006 fills them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("crm", "0004_rivals_answer_checked"),
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
        migrations.AddField(
            model_name="person",
            name="initials",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="person",
            name="reading",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How the name is spoken, in pinyin: shan xiong xin. For finding and sorting.",
                max_length=120,
                verbose_name="reading",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="surname",
            field=models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="surname"),
        ),
        migrations.AddField(
            model_name="personevent",
            name="initials",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="personevent",
            name="reading",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How the name is spoken, in pinyin: shan xiong xin. For finding and sorting.",
                max_length=120,
                verbose_name="reading",
            ),
        ),
        migrations.AddField(
            model_name="personevent",
            name="surname",
            field=models.CharField(blank=True, db_default="", default="", max_length=40, verbose_name="surname"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_personevent" ("archived_at", "client_id", "courtesy_title", "created_at", "department_id", "email", "id", "initials", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "preferred_channel", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."id", NEW."initials", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."position", NEW."preferred_channel", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;',
                    hash="f2cc4a641c562f7cdd33c2e38865e5f8d482ca42",
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
                    condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."courtesy_title" IS DISTINCT FROM (NEW."courtesy_title") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."other_name" IS DISTINCT FROM (NEW."other_name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."preferred_channel" IS DISTINCT FROM (NEW."preferred_channel") OR OLD."reading" IS DISTINCT FROM (NEW."reading") OR OLD."reports_to_id" IS DISTINCT FROM (NEW."reports_to_id") OR OLD."sort_key" IS DISTINCT FROM (NEW."sort_key") OR OLD."surname" IS DISTINCT FROM (NEW."surname") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."wechat" IS DISTINCT FROM (NEW."wechat"))',
                    func='INSERT INTO "crm_personevent" ("archived_at", "client_id", "courtesy_title", "created_at", "department_id", "email", "id", "initials", "level", "mobile", "name", "other_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "preferred_channel", "reading", "reports_to_id", "sort_key", "surname", "updated_at", "version", "wechat") VALUES (NEW."archived_at", NEW."client_id", NEW."courtesy_title", NEW."created_at", NEW."department_id", NEW."email", NEW."id", NEW."initials", NEW."level", NEW."mobile", NEW."name", NEW."other_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."preferred_channel", NEW."reading", NEW."reports_to_id", NEW."sort_key", NEW."surname", NEW."updated_at", NEW."version", NEW."wechat"); RETURN NULL;',
                    hash="ef99af0420b596be8ec2613adbb4bb4159c3003a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46925",
                    table="crm_person",
                    when="AFTER",
                ),
            ),
        ),
    ]
