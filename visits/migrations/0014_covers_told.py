"""Words for what is told of covers. No table is touched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("crm", "0026_timeline_indexes"), ("visits", "0013_comment_indexes")]

    operations = [
        migrations.AlterField(
            model_name="handoveritem",
            name="kind",
            field=models.CharField(
                choices=[
                    ("complaint", "Open complaint"),
                    ("promise", "Open promise"),
                    ("request", "Open request"),
                    ("visit", "Planned visit"),
                    ("record", "Record owed"),
                    ("contract", "Contract that ends soon"),
                    ("person", "Key person"),
                    ("share", "Works on it too"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise_soon", "Promise due tomorrow"),
                    ("promise_due", "Promise due"),
                    ("promise_late", "Promise overdue"),
                    ("promise_late_lead", "A team member's promise is overdue"),
                    ("record_owed", "Record not filled in"),
                    ("next_contact", "Time to be in touch"),
                    ("record_new", "Record to review"),
                    ("record_sent_back", "Record sent back"),
                    ("record_accepted", "Record accepted"),
                    ("comment", "Comment"),
                    ("mention", "You were mentioned"),
                    ("contract_90", "Contract ends in 90 days"),
                    ("contract_60", "Contract ends in 60 days"),
                    ("contract_30", "Contract ends in 30 days"),
                    ("import_done", "Import"),
                    ("export_done", "Export"),
                    ("handover_planned", "Hand-over planned"),
                    ("handover_accepted", "Hand-over accepted"),
                    ("handover_done", "Client handed over"),
                    ("cover_begun", "Cover begun"),
                    ("cover_ended", "Cover ended"),
                    ("complaint_new", "Complaint to settle"),
                    ("complaint_soon", "Complaint: time is running out"),
                    ("complaint_late", "Complaint: time has run out"),
                    ("complaint_late_lead", "A team member's complaint: time has run out"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="reminder",
            name="kind",
            field=models.CharField(
                choices=[
                    ("promise_soon", "Promise due tomorrow"),
                    ("promise_due", "Promise due"),
                    ("promise_late", "Promise overdue"),
                    ("promise_late_lead", "A team member's promise is overdue"),
                    ("record_owed", "Record not filled in"),
                    ("next_contact", "Time to be in touch"),
                    ("record_new", "Record to review"),
                    ("record_sent_back", "Record sent back"),
                    ("record_accepted", "Record accepted"),
                    ("comment", "Comment"),
                    ("mention", "You were mentioned"),
                    ("contract_90", "Contract ends in 90 days"),
                    ("contract_60", "Contract ends in 60 days"),
                    ("contract_30", "Contract ends in 30 days"),
                    ("import_done", "Import"),
                    ("export_done", "Export"),
                    ("handover_planned", "Hand-over planned"),
                    ("handover_accepted", "Hand-over accepted"),
                    ("handover_done", "Client handed over"),
                    ("cover_begun", "Cover begun"),
                    ("cover_ended", "Cover ended"),
                    ("complaint_new", "Complaint to settle"),
                    ("complaint_soon", "Complaint: time is running out"),
                    ("complaint_late", "Complaint: time has run out"),
                    ("complaint_late_lead", "A team member's complaint: time has run out"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
    ]
