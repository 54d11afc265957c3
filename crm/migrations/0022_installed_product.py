"""Products in use take the place of the rivals' products at a client: the same rows, history and all, under a wider
name. A row without a rival is ours. Everything here changes the catalogue alone; 0022 reads the rows while people work.

Backwards, what is ours goes, for it has no place there.
"""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

OURS_GO = """
    DELETE FROM crm_installedproductevent WHERE pgh_obj_id IN (
        SELECT id FROM crm_installedproduct WHERE competitor_id IS NULL) OR competitor_id IS NULL;
    DELETE FROM crm_installedproduct WHERE competitor_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("crm", "0021_sources"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="competitorpresence", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="competitorpresence", name="update_update"),
        migrations.RenameModel("CompetitorPresence", "InstalledProduct"),
        migrations.RenameModel("CompetitorPresenceEvent", "InstalledProductEvent"),
        migrations.AlterModelOptions(
            "installedproduct",
            {"verbose_name": "installed product", "verbose_name_plural": "installed products"},
        ),
        migrations.RenameIndex("installedproduct", "installed_by_client", old_name="presence_by_client"),
        migrations.RenameIndex("installedproduct", "installed_by_rival", old_name="presence_by_rival"),
        migrations.AlterField(
            "installedproduct",
            "client",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="products",
                to="crm.client",
                verbose_name="client",
            ),
        ),
        migrations.AlterField(
            "installedproduct",
            "competitor",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="products",
                to="crm.competitor",
                verbose_name="vendor",
            ),
        ),
        migrations.AlterField(
            "installedproductevent",
            "competitor",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.competitor",
                verbose_name="vendor",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, OURS_GO),
        migrations.AddField(
            "installedproduct", "quantity", models.PositiveIntegerField(blank=True, null=True, verbose_name="quantity")
        ),
        migrations.AddField(
            "installedproductevent",
            "quantity",
            models.PositiveIntegerField(blank=True, null=True, verbose_name="quantity"),
        ),
        migrations.AddField(
            "installedproduct", "since", models.DateField(blank=True, null=True, verbose_name="in use since")
        ),
        migrations.AddField(
            "installedproductevent", "since", models.DateField(blank=True, null=True, verbose_name="in use since")
        ),
        migrations.AddField(
            "installedproduct",
            "monthly_value",
            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="monthly value"),
        ),
        migrations.AddField(
            "installedproductevent",
            "monthly_value",
            models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="monthly value"),
        ),
        migrations.AddField(
            "installedproduct",
            "source",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Who said so, or where it is written.",
                max_length=200,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            "installedproductevent",
            "source",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Who said so, or where it is written.",
                max_length=200,
                verbose_name="source",
            ),
        ),
        migrations.AddField(
            "installedproduct", "source_on", models.DateField(blank=True, null=True, verbose_name="date of the source")
        ),
        migrations.AddField(
            "installedproductevent",
            "source_on",
            models.DateField(blank=True, null=True, verbose_name="date of the source"),
        ),
        migrations.AddField(
            "installedproduct",
            "department",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="products",
                to="crm.department",
                verbose_name="department that uses it",
            ),
        ),
        migrations.AddField(
            "installedproductevent",
            "department",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.department",
                verbose_name="department that uses it",
            ),
        ),
        migrations.AddField(
            "installedproduct",
            "contract",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="products",
                to="crm.contract",
                verbose_name="contract it stands in",
            ),
        ),
        migrations.AddField(
            "installedproductevent",
            "contract",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="crm.contract",
                verbose_name="contract it stands in",
            ),
        ),
        AddConstraintNotValid(
            model_name="installedproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("competitor__isnull", False), models.Q(("product", ""), _negated=True), _connector="OR"
                ),
                name="installed_of_ours_is_named",
            ),
        ),
        AddConstraintNotValid(
            model_name="installedproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("contract_end", None), ("contract_end__gte", models.F("since")), _connector="OR"
                ),
                name="installed_days_in_order",
            ),
        ),
        AddConstraintNotValid(
            model_name="installedproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity", None), ("quantity__gte", 1), _connector="OR"),
                name="installed_is_at_least_one",
            ),
        ),
        AddConstraintNotValid(
            model_name="installedproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(("monthly_value", None), ("monthly_value__gte", 0), _connector="OR"),
                name="installed_value_not_negative",
            ),
        ),
        AddConstraintNotValid(
            model_name="installedproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(("contract", None), ("competitor", None), _connector="OR"),
                name="installed_contract_is_ours",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="installedproduct",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "crm_installedproductevent" ("archived_at", "client_id", "competitor_id", "contract_end", "contract_id", "created_at", "department_id", "id", "monthly_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "quantity", "representative", "representative_notes", "satisfaction", "since", "source", "source_on", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."contract_id", NEW."created_at", NEW."department_id", NEW."id", NEW."monthly_value", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."product", NEW."quantity", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."since", NEW."source", NEW."source_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="02587cc970e142c93e8c5d7fd9ad2440afabea9b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a5ea",
                    table="crm_installedproduct",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="installedproduct",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "crm_installedproductevent" ("archived_at", "client_id", "competitor_id", "contract_end", "contract_id", "created_at", "department_id", "id", "monthly_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product", "quantity", "representative", "representative_notes", "satisfaction", "since", "source", "source_on", "updated_at", "version") VALUES (NEW."archived_at", NEW."client_id", NEW."competitor_id", NEW."contract_end", NEW."contract_id", NEW."created_at", NEW."department_id", NEW."id", NEW."monthly_value", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."product", NEW."quantity", NEW."representative", NEW."representative_notes", NEW."satisfaction", NEW."since", NEW."source", NEW."source_on", NEW."updated_at", NEW."version"); RETURN NULL;',
                    hash="50865a800bb10163cb41577d17860ab1ea311521",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fead1",
                    table="crm_installedproduct",
                    when="AFTER",
                ),
            ),
        ),
    ]
