"""Visits and what comes of them, with their histories.

The database keeps in step what is written from elsewhere (docs/adr/0008): an open promise is answered for where its
owner works now, while visits and closed promises stay where they were made; visits, promises and complaints keep their
client's owner and team, a record its visit's. Who wrote the row does not matter: each write of these columns takes them
from above. `FOR SHARE` makes a new visit wait for a handover that is under way, and a handover wait for a visit that is
being planned and then see it, so everyone locks in one order: client, visit, record. A visit that moves to another
client takes its record along: `UPDATE OF` looks at the columns that a statement names, not at those that the visit's
own trigger then sets, so `tells_record` names the client as well.

Made of 22 migrations, which it stands for where they were applied.
"""

import core.creation
import core.ids
import core.search
import datetime
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION rapport_promises_follow_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_promise SET team_id = NEW.team_id
    WHERE owner_id = NEW.id AND state = 'open' AND team_id IS DISTINCT FROM NEW.team_id;
    RETURN NULL;
END $$;
CREATE TRIGGER promises_follow_owner AFTER UPDATE OF team_id ON accounts_user
FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION rapport_promises_follow_owner();

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

CREATE TRIGGER takes_from_client BEFORE INSERT OR UPDATE OF client_id, client_owner_id, client_team_id
ON visits_complaint FOR EACH ROW EXECUTE FUNCTION rapport_take_from_client();
CREATE FUNCTION rapport_tell_complaints() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_complaint SET client_owner_id = NEW.owner_id, client_team_id = NEW.team_id WHERE client_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tells_complaints AFTER UPDATE OF owner_id, team_id ON crm_client
FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id OR OLD.team_id IS DISTINCT FROM NEW.team_id)
EXECUTE FUNCTION rapport_tell_complaints();

CREATE FUNCTION rapport_take_from_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT owner_id, client_owner_id INTO NEW.owner_id, NEW.client_owner_id FROM visits_visit WHERE id = NEW.visit_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER takes_from_visit BEFORE INSERT OR UPDATE OF visit_id, owner_id, client_owner_id ON visits_visitrecord
FOR EACH ROW EXECUTE FUNCTION rapport_take_from_visit();

CREATE FUNCTION rapport_tell_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_visitrecord SET owner_id = NEW.owner_id, client_owner_id = NEW.client_owner_id WHERE visit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER tells_record AFTER UPDATE OF owner_id, client_id, client_owner_id ON visits_visit
FOR EACH ROW WHEN (
    OLD.owner_id IS DISTINCT FROM NEW.owner_id OR OLD.client_owner_id IS DISTINCT FROM NEW.client_owner_id
) EXECUTE FUNCTION rapport_tell_record();
"""
DROP = """
DROP TRIGGER tells_complaints ON crm_client;
DROP FUNCTION rapport_tell_complaints();
DROP TRIGGER takes_from_client ON visits_complaint;
DROP TRIGGER tells_record ON visits_visit;
DROP TRIGGER takes_from_visit ON visits_visitrecord;
DROP TRIGGER tells_visits ON crm_client;
DROP TRIGGER takes_from_client ON visits_promise;
DROP TRIGGER takes_from_client ON visits_visit;
DROP FUNCTION rapport_tell_record();
DROP FUNCTION rapport_take_from_visit();
DROP FUNCTION rapport_tell_visits();
DROP FUNCTION rapport_take_from_client();
DROP TRIGGER promises_follow_owner ON accounts_user;
DROP FUNCTION rapport_promises_follow_owner();
"""


class Migration(migrations.Migration):
    replaces = [
        ("visits", "0001_initial"),
        ("visits", "0002_open_promises_follow_their_owner"),
        ("visits", "0003_owner_and_team_of_the_client"),
        ("visits", "0004_fill_owner_and_team_of_the_client"),
        ("visits", "0005_index_owner_and_team_of_the_client"),
        ("visits", "0006_drop_doubled_indexes"),
        ("visits", "0007_index_words"),
        ("visits", "0008_contract_reminders"),
        ("visits", "0009_import_and_export_messages"),
        ("visits", "0010_handovers"),
        ("visits", "0011_complaints"),
        ("visits", "0012_comments_on_everything"),
        ("visits", "0013_comment_indexes"),
        ("visits", "0014_covers_told"),
        ("visits", "0015_timeline_indexes"),
        ("visits", "0016_attachments"),
        ("visits", "0017_records_know_their_clients_owner"),
        ("visits", "0018_index_contacts_by_their_clients_owner"),
        ("visits", "0019_index_complaints_words"),
        ("visits", "0020_next_contacts_in_handovers"),
        ("visits", "0021_arrears_in_handovers"),
        ("visits", "0022_finding_history"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed_0004_last_language"),
        ("core", "0001_squashed_0004_search_function_in_one_pass"),
        ("crm", "0001_squashed_0037_former_name_search_gone"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.creation.CreateModels(
            models=[
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("day", models.DateField(unique=True, verbose_name="day")),
                        ("is_workday", models.BooleanField(default=False, verbose_name="worked")),
                        ("label", models.CharField(blank=True, max_length=80, verbose_name="name")),
                        ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed")),
                    ],
                    options={
                        "verbose_name": "calendar day",
                        "verbose_name_plural": "calendar days",
                        "ordering": ("day",),
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("appointment", "By appointment"), ("drop_in", "Drop-in")],
                                default="appointment",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("confirmed", "Confirmed"),
                                    ("in_progress", "In progress"),
                                    ("to_record", "To record"),
                                    ("recorded", "Recorded"),
                                    ("sent_back", "Sent back"),
                                    ("accepted", "Accepted"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="time")),
                        ("planned_minutes", models.PositiveSmallIntegerField(default=45, verbose_name="minutes")),
                        ("purpose", models.TextField(verbose_name="purpose")),
                        ("success", models.TextField(verbose_name="what would count as success")),
                        ("place", models.CharField(blank=True, max_length=250, verbose_name="place")),
                        ("materials", models.TextField(blank=True, help_text="One a line.", verbose_name="materials")),
                        ("expected_objections", models.TextField(blank=True, verbose_name="expected objections")),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="arrived")),
                        ("left_at", models.DateTimeField(editable=False, null=True, verbose_name="left")),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True, verbose_name="cancelled")),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, max_length=250, verbose_name="why it was cancelled"),
                        ),
                        (
                            "is_shared_for_discussion",
                            models.BooleanField(default=False, verbose_name="shared with the team for discussion"),
                        ),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "people",
                            models.ManyToManyField(
                                blank=True, related_name="visits", to="crm.person", verbose_name="people to meet"
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "client_owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client_team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visit",
                        "verbose_name_plural": "visits",
                        "indexes": [
                            models.Index(fields=["owner", "-starts_at", "-id"], name="visit_by_owner"),
                            models.Index(fields=["client", "-starts_at", "-id"], name="visit_by_client"),
                            models.Index(fields=["team", "-starts_at", "-id"], name="visit_by_team"),
                            models.Index(fields=["-starts_at", "-id"], name="visit_by_time"),
                            models.Index(
                                condition=models.Q(("state__in", ("to_record", "sent_back"))),
                                fields=["owner", "left_at"],
                                name="visit_to_record",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("planned", "confirmed", "in_progress"))),
                                fields=["owner", "starts_at", "id"],
                                name="visit_ahead",
                            ),
                            models.Index(
                                condition=models.Q(("state", "recorded")),
                                fields=["team", "id"],
                                name="visit_to_review",
                            ),
                            models.Index(fields=["client_owner", "-starts_at", "-id"], name="visit_by_client_owner"),
                            models.Index(fields=["client_team", "-starts_at", "-id"], name="visit_by_client_team"),
                            models.Index(
                                condition=models.Q(("is_shared_for_discussion", True)),
                                fields=["team", "-starts_at", "-id"],
                                name="visit_for_discussion",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ("in_progress", "to_record", "recorded", "sent_back"))
                                ),
                                fields=["state", "-starts_at", "-id"],
                                name="visit_by_open_state",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                core.search.Words("purpose", "success"), name="visit_words"
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("planned", "confirmed", "in_progress", "to_record", "recorded", "sent_back"),
                                    )
                                ),
                                fields=["client", "starts_at", "id"],
                                name="visit_open_by_client",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True), name="visit_has_a_purpose"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("success", ""), _negated=True), name="visit_says_what_success_is"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_at", None), ("left_at__gte", models.F("arrived_at")), _connector="OR"
                                ),
                                name="visit_left_after_arrival",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("cancel_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_cancelled_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ("in_progress", "to_record", "recorded", "sent_back", "accepted"),
                                        ),
                                        _negated=True,
                                    ),
                                    ("arrived_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="visit_made_has_arrival",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_visitevent" ("arrived_at", "cancel_reason", "cancelled_at", "client_id", "confirmed_at", "created_at", "expected_objections", "id", "is_demo", "is_shared_for_discussion", "kind", "left_at", "materials", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_minutes", "purpose", "starts_at", "state", "success", "team_id", "updated_at", "version") VALUES (NEW."arrived_at", NEW."cancel_reason", NEW."cancelled_at", NEW."client_id", NEW."confirmed_at", NEW."created_at", NEW."expected_objections", NEW."id", NEW."is_demo", NEW."is_shared_for_discussion", NEW."kind", NEW."left_at", NEW."materials", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_minutes", NEW."purpose", NEW."starts_at", NEW."state", NEW."success", NEW."team_id", NEW."updated_at", NEW."version"); RETURN NULL;',
                                    hash="79573ac501f7a4d27ee391e58f278a5a4864b1ad",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_9d6da",
                                    table="visits_visit",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="promise")),
                        ("cost", models.CharField(blank=True, max_length=250, verbose_name="cost of breaking it")),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("kept", "Kept"), ("broken", "Broken")],
                                default="open",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        ("outcome", models.CharField(blank=True, max_length=250, verbose_name="what became of it")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="crm.person",
                                verbose_name="to whom",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="promises",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                        (
                            "client_owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client_team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "promise",
                        "verbose_name_plural": "promises",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["owner", "due_on", "id"],
                                name="promise_open_by_owner",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["team", "due_on", "id"],
                                name="promise_open_by_team",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["due_on", "id"],
                                name="promise_open_by_due",
                            ),
                            models.Index(fields=["owner", "due_on", "id"], name="promise_by_owner"),
                            models.Index(fields=["due_on", "id"], name="promise_by_due"),
                            models.Index(fields=["client", "due_on", "id"], name="promise_by_client"),
                            models.Index(fields=["visit"], name="promise_by_visit"),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["client_owner", "due_on", "id"],
                                name="promise_open_by_client_owner",
                            ),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["client_team", "due_on", "id"],
                                name="promise_open_by_client_team",
                            ),
                            models.Index(fields=["team", "due_on", "id"], name="promise_by_team"),
                            models.Index(fields=["client_owner", "due_on", "id"], name="promise_by_client_owner"),
                            models.Index(fields=["client_team", "due_on", "id"], name="promise_by_client_team"),
                            django.contrib.postgres.indexes.GinIndex(core.search.Words("text"), name="promise_words"),
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["client", "due_on", "id"],
                                name="promise_open_by_client",
                            ),
                            models.Index(fields=["client", "-created_at"], name="promise_made_by_client"),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["client", "-closed_at"],
                                name="promise_closed_by_client",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="promise_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at", None), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("closed_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="promise_closed_has_a_moment",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_promiseevent" ("client_id", "closed_at", "cost", "created_at", "due_on", "id", "is_demo", "outcome", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "team_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."client_id", NEW."closed_at", NEW."cost", NEW."created_at", NEW."due_on", NEW."id", NEW."is_demo", NEW."outcome", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="c07fe8e3ce34b97b781cbc015d34d685dcb93bd0",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_6d990",
                                    table="visits_promise",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("old_due_on", models.DateField(verbose_name="was due")),
                        ("new_due_on", models.DateField(verbose_name="is due")),
                        (
                            "agreed_with_client",
                            models.BooleanField(default=False, verbose_name="agreed with the client"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=250, verbose_name="reason")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="visits.promise",
                                verbose_name="promise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "new date of a promise",
                        "verbose_name_plural": "new dates of a promise",
                        "ordering": ("created_at",),
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_id", models.UUIDField()),
                        (
                            "kind",
                            models.CharField(
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
                        ("due_at", models.DateTimeField(verbose_name="due")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("in_app", "In Rapport"), ("mail", "By mail")],
                                max_length=8,
                                verbose_name="channel",
                            ),
                        ),
                        ("leased_until", models.DateTimeField(editable=False, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("sent_at", models.DateTimeField(editable=False, null=True, verbose_name="sent")),
                        ("dropped_at", models.DateTimeField(editable=False, null=True, verbose_name="dropped")),
                        ("last_error", models.CharField(blank=True, editable=False, max_length=250)),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recipient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reminder",
                        "verbose_name_plural": "reminders",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("dropped_at", None), ("sent_at", None)),
                                fields=["due_at", "id"],
                                name="reminder_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("subject_id", "kind", "due_at", "recipient", "channel"), name="reminder_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notification",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        ("subject_kind", models.CharField(max_length=12)),
                        ("subject_id", models.UUIDField()),
                        ("facts", models.JSONField(default=dict)),
                        ("read_at", models.DateTimeField(null=True, verbose_name="read")),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reminder",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notification",
                                to="visits.reminder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notification",
                        "verbose_name_plural": "notifications",
                        "indexes": [
                            models.Index(fields=["recipient", "-created_at", "-id"], name="notification_by_person"),
                            models.Index(
                                condition=models.Q(("read_at", None)), fields=["recipient"], name="notification_unread"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="what they said")),
                        ("noted_at", models.DateTimeField(verbose_name="noted")),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("enquiry", "Enquiry"),
                                    ("fault", "Fault"),
                                    ("complaint", "Complaint"),
                                    ("business", "Business"),
                                ],
                                default="enquiry",
                                max_length=10,
                                verbose_name="category",
                            ),
                        ),
                        ("resolution", models.TextField(blank=True, verbose_name="what was done")),
                        ("resolved_at", models.DateTimeField(editable=False, null=True, verbose_name="resolved")),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request",
                        "verbose_name_plural": "requests",
                        "default_related_name": "requests",
                        "indexes": [
                            models.Index(fields=["client", "-noted_at"], name="request_by_client"),
                            models.Index(fields=["visit"], name="request_by_visit"),
                            django.contrib.postgres.indexes.GinIndex(core.search.Words("text"), name="request_words"),
                            models.Index(
                                condition=models.Q(("resolved_at", None)),
                                fields=["client", "noted_at", "id"],
                                name="request_open_by_client",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="request_says_something"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_requestevent" ("category", "client_id", "created_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_at", "text", "updated_at", "version", "visit_id") VALUES (NEW."category", NEW."client_id", NEW."created_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolution", NEW."resolved_at", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="19b3fe8c9088d24936157610f91e55ad3947ee68",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_4bb47",
                                    table="visits_request",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "visits_requestevent" ("category", "client_id", "created_at", "id", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_at", "text", "updated_at", "version", "visit_id") VALUES (NEW."category", NEW."client_id", NEW."created_at", NEW."id", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolution", NEW."resolved_at", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="66839ffd22b88bd341c29735383198a12ff423a5",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_bd171",
                                    table="visits_request",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PromiseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="promise")),
                        ("cost", models.CharField(blank=True, max_length=250, verbose_name="cost of breaking it")),
                        ("due_on", models.DateField(verbose_name="due")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("kept", "Kept"), ("broken", "Broken")],
                                default="open",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        ("outcome", models.CharField(blank=True, max_length=250, verbose_name="what became of it")),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="to whom",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.promise",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="what they said")),
                        ("noted_at", models.DateTimeField(verbose_name="noted")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("real", "Real"), ("false", "False"), ("hidden", "Hidden")],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="how it was answered")),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objection",
                        "verbose_name_plural": "objections",
                        "default_related_name": "objections",
                        "indexes": [
                            models.Index(fields=["client", "-noted_at"], name="objection_by_client"),
                            models.Index(fields=["visit"], name="objection_by_visit"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.search.Words("text"), name="objection_words"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="objection_says_something"
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_objectionevent" ("answer", "client_id", "created_at", "id", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."answer", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="8a121889e0b8a2df85ec5e3211bcca6b03c250f4",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_978f7",
                                    table="visits_objection",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "visits_objectionevent" ("answer", "client_id", "created_at", "id", "kind", "noted_at", "noted_by_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "updated_at", "version", "visit_id") VALUES (NEW."answer", NEW."client_id", NEW."created_at", NEW."id", NEW."kind", NEW."noted_at", NEW."noted_by_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="f1ebaed6a4ae9b93cf941afe9404f92c57738a71",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_9b043",
                                    table="visits_objection",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitChange",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("old_starts_at", models.DateTimeField(verbose_name="was")),
                        ("new_starts_at", models.DateTimeField(null=True, verbose_name="is now")),
                        ("reason", models.CharField(blank=True, max_length=250, verbose_name="reason")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="by",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "change of a visit",
                        "verbose_name_plural": "changes of a visit",
                        "ordering": ("created_at",),
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("appointment", "By appointment"), ("drop_in", "Drop-in")],
                                default="appointment",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("confirmed", "Confirmed"),
                                    ("in_progress", "In progress"),
                                    ("to_record", "To record"),
                                    ("recorded", "Recorded"),
                                    ("sent_back", "Sent back"),
                                    ("accepted", "Accepted"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="time")),
                        ("planned_minutes", models.PositiveSmallIntegerField(default=45, verbose_name="minutes")),
                        ("purpose", models.TextField(verbose_name="purpose")),
                        ("success", models.TextField(verbose_name="what would count as success")),
                        ("place", models.CharField(blank=True, max_length=250, verbose_name="place")),
                        ("materials", models.TextField(blank=True, help_text="One a line.", verbose_name="materials")),
                        ("expected_objections", models.TextField(blank=True, verbose_name="expected objections")),
                        ("confirmed_at", models.DateTimeField(editable=False, null=True, verbose_name="confirmed")),
                        ("arrived_at", models.DateTimeField(editable=False, null=True, verbose_name="arrived")),
                        ("left_at", models.DateTimeField(editable=False, null=True, verbose_name="left")),
                        ("cancelled_at", models.DateTimeField(editable=False, null=True, verbose_name="cancelled")),
                        (
                            "cancel_reason",
                            models.CharField(blank=True, max_length=250, verbose_name="why it was cancelled"),
                        ),
                        (
                            "is_shared_for_discussion",
                            models.BooleanField(default=False, verbose_name="shared with the team for discussion"),
                        ),
                        ("is_demo", models.BooleanField(default=False, editable=False)),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account manager",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VisitNotes",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("body", models.TextField(blank=True, verbose_name="notes")),
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visit notes",
                        "verbose_name_plural": "visit notes",
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(core.search.Words("body"), name="notes_words")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("achieved", "Achieved"), ("partly", "Partly"), ("not", "Not achieved")],
                                max_length=8,
                                verbose_name="purpose",
                            ),
                        ),
                        ("result_note", models.TextField(blank=True, verbose_name="how it went")),
                        ("gains", models.TextField(blank=True, verbose_name="gains")),
                        ("losses", models.TextField(blank=True, verbose_name="losses")),
                        ("next_step", models.TextField(blank=True, verbose_name="next step")),
                        ("next_contact_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                        (
                            "first_submitted_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="first submitted"),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                        ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed")),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="record",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client_owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visit record",
                        "verbose_name_plural": "visit records",
                        "indexes": [
                            models.Index(fields=["submitted_at", "id"], name="record_by_submission"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.search.Words("result_note", "gains", "losses", "next_step"), name="record_words"
                            ),
                            models.Index(
                                condition=models.Q(("submitted_at__isnull", False)),
                                fields=["client_owner", "next_contact_on", "id"],
                                name="record_contact_by_client_owner",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("submitted_at", None), models.Q(("result", ""), _negated=True), _connector="OR"
                                ),
                                name="submitted_record_judges_its_purpose",
                            )
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_visitrecordevent" ("created_at", "first_submitted_at", "gains", "id", "losses", "next_contact_on", "next_step", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "result_note", "reviewed_at", "reviewed_by_id", "submitted_at", "updated_at", "version", "visit_id") VALUES (NEW."created_at", NEW."first_submitted_at", NEW."gains", NEW."id", NEW."losses", NEW."next_contact_on", NEW."next_step", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."result_note", NEW."reviewed_at", NEW."reviewed_by_id", NEW."submitted_at", NEW."updated_at", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="ab7dcab1a32716a10ce5a95b1166fffec7464409",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_7e022",
                                    table="visits_visitrecord",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitRecordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("achieved", "Achieved"), ("partly", "Partly"), ("not", "Not achieved")],
                                max_length=8,
                                verbose_name="purpose",
                            ),
                        ),
                        ("result_note", models.TextField(blank=True, verbose_name="how it went")),
                        ("gains", models.TextField(blank=True, verbose_name="gains")),
                        ("losses", models.TextField(blank=True, verbose_name="losses")),
                        ("next_step", models.TextField(blank=True, verbose_name="next step")),
                        ("next_contact_on", models.DateField(blank=True, null=True, verbose_name="next contact")),
                        (
                            "first_submitted_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="first submitted"),
                        ),
                        ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                        ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed")),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.visitrecord",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VisitTopic",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                        ("text", models.CharField(max_length=250, verbose_name="topic")),
                        ("is_done", models.BooleanField(default=False, verbose_name="dealt with")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="topics",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ("position", "created_at"),
                        "indexes": [models.Index(fields=["visit", "position"], name="topic_by_visit")],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="from which day")),
                        ("takes_promises", models.BooleanField(default=True, verbose_name="open promises go along")),
                        ("note", models.TextField(blank=True, verbose_name="what they should know")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Under way"),
                                    ("done", "Handed over"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="accepted")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "from_manager",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.clientshare",
                            ),
                        ),
                        (
                            "to_manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="to",
                            ),
                        ),
                        (
                            "witness",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="witness",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hand-over",
                        "verbose_name_plural": "hand-overs",
                        "indexes": [
                            models.Index(fields=["client", "-created_at"], name="handover_by_client"),
                            models.Index(
                                condition=models.Q(("state", "planned")),
                                fields=["effective_on", "id"],
                                name="handover_by_day",
                            ),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", False)),
                                fields=["client", "-ended_at"],
                                name="handover_ended_by_client",
                            ),
                            models.Index(
                                condition=models.Q(("state", "done")),
                                fields=["-effective_on", "-id"],
                                name="handover_done_by_day",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("from_manager", models.F("to_manager")), _negated=True),
                                name="handover_to_somebody_else",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "planned")),
                                fields=("client",),
                                name="handover_one_at_a_time",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_handoverevent" ("accepted_at", "client_id", "created_at", "effective_on", "ended_at", "from_manager_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "state", "takes_promises", "to_manager_id", "updated_at", "version", "witness_id") VALUES (NEW."accepted_at", NEW."client_id", NEW."created_at", NEW."effective_on", NEW."ended_at", NEW."from_manager_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."share_id", NEW."state", NEW."takes_promises", NEW."to_manager_id", NEW."updated_at", NEW."version", NEW."witness_id"); RETURN NULL;',
                                    hash="df0419df2287e8f93fc287f716b06c6c27b9bacd",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_11c24",
                                    table="visits_handover",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                                    func='INSERT INTO "visits_handoverevent" ("accepted_at", "client_id", "created_at", "effective_on", "ended_at", "from_manager_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_id", "state", "takes_promises", "to_manager_id", "updated_at", "version", "witness_id") VALUES (NEW."accepted_at", NEW."client_id", NEW."created_at", NEW."effective_on", NEW."ended_at", NEW."from_manager_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."share_id", NEW."state", NEW."takes_promises", NEW."to_manager_id", NEW."updated_at", NEW."version", NEW."witness_id"); RETURN NULL;',
                                    hash="eaee0e60b6187443a1f7bf208065a0b51a3fffa1",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_67ac1",
                                    table="visits_handover",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandoverEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="from which day")),
                        ("takes_promises", models.BooleanField(default=True, verbose_name="open promises go along")),
                        ("note", models.TextField(blank=True, verbose_name="what they should know")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Under way"),
                                    ("done", "Handed over"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(editable=False, null=True, verbose_name="accepted")),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "from_manager",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.handover",
                            ),
                        ),
                        (
                            "share",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.clientshare",
                            ),
                        ),
                        (
                            "to_manager",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="to",
                            ),
                        ),
                        (
                            "witness",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="witness",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HandoverItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "Open complaint"),
                                    ("promise", "Open promise"),
                                    ("contact", "Next contact"),
                                    ("request", "Open request"),
                                    ("visit", "Planned visit"),
                                    ("record", "Record owed"),
                                    ("contract", "Contract that ends soon"),
                                    ("arrears", "Arrears"),
                                    ("person", "Key person"),
                                    ("share", "Works on it too"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("subject_id", models.UUIDField()),
                        ("text", models.CharField(max_length=250, verbose_name="what")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("note", models.CharField(blank=True, max_length=250, verbose_name="note")),
                        ("ticked_at", models.DateTimeField(editable=False, null=True, verbose_name="gone through")),
                        (
                            "handover",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="visits.handover",
                            ),
                        ),
                        (
                            "ticked_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "item of a hand-over",
                        "verbose_name_plural": "items of a hand-over",
                        "ordering": ("position", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("handover", "kind", "subject_id"), name="handover_item_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(max_length=4000, verbose_name="what they complain about")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("phone", "By phone"),
                                    ("message", "By message"),
                                    ("mail", "By mail"),
                                    ("face", "Face to face"),
                                    ("hotline", "Through the hotline"),
                                    ("other", "Another way"),
                                ],
                                default="phone",
                                max_length=8,
                                verbose_name="how it came",
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("critical", "Critical: their work stands still"),
                                    ("serious", "Serious: their work suffers"),
                                    ("minor", "Minor: annoying"),
                                ],
                                default="serious",
                                max_length=8,
                                verbose_name="severity",
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="raised")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("raised", "Raised"),
                                    ("answered", "Answered"),
                                    ("solved", "Solved"),
                                    ("called_back", "Called back"),
                                    ("closed", "Closed"),
                                ],
                                default="raised",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("answer_due_at", models.DateTimeField(editable=False, verbose_name="answer due")),
                        ("solve_from", models.DateTimeField(editable=False)),
                        ("solve_due_at", models.DateTimeField(editable=False, verbose_name="solution due")),
                        ("due_at", models.DateTimeField(editable=False, verbose_name="due")),
                        (
                            "answer",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what they were answered"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                        (
                            "solution",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what was done"
                            ),
                        ),
                        ("solved_at", models.DateTimeField(editable=False, null=True, verbose_name="solved")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "Satisfied"),
                                    ("partly", "Partly satisfied"),
                                    ("not", "Not satisfied"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "verdict_note",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what they said"
                            ),
                        ),
                        (
                            "called_back_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="called back"),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="round")),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "client_owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "client_team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who settles it",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="complaints",
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="complaint",
                                to="visits.request",
                                verbose_name="request",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complaints",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="complaints",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "complaint",
                        "verbose_name_plural": "complaints",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["owner", "due_at", "id"],
                                name="complaint_open_by_owner",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["team", "due_at", "id"],
                                name="complaint_open_by_team",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["client_owner", "due_at", "id"],
                                name="complaint_open_by_client_owner",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)),
                                fields=["client_team", "due_at", "id"],
                                name="complaint_open_by_client_team",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None)), fields=["due_at", "id"], name="complaint_open"
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["owner", "-closed_at", "-id"],
                                name="complaint_closed_owner",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["team", "-closed_at", "-id"],
                                name="complaint_closed_team",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["client_owner", "-closed_at", "-id"],
                                name="complaint_closed_client_owner",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["client_team", "-closed_at", "-id"],
                                name="complaint_closed_client_team",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["-closed_at", "-id"],
                                name="complaint_closed",
                            ),
                            models.Index(fields=["client", "-raised_at"], name="complaint_by_client"),
                            django.contrib.postgres.indexes.GinIndex(
                                core.search.Words("text", "answer", "solution"), name="complaint_words"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="complaint_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at", None)),
                                    _connector="OR",
                                ),
                                name="complaint_closed_has_a_moment",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_complaintevent" ("answer", "answer_due_at", "answered_at", "called_back_at", "client_id", "closed_at", "created_at", "id", "noted_by_id", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "request_id", "round", "severity", "solution", "solve_due_at", "solve_from", "solved_at", "state", "team_id", "text", "updated_at", "verdict", "verdict_note", "version", "visit_id", "way") VALUES (NEW."answer", NEW."answer_due_at", NEW."answered_at", NEW."called_back_at", NEW."client_id", NEW."closed_at", NEW."created_at", NEW."id", NEW."noted_by_id", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."raised_at", NEW."request_id", NEW."round", NEW."severity", NEW."solution", NEW."solve_due_at", NEW."solve_from", NEW."solved_at", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."verdict", NEW."verdict_note", NEW."version", NEW."visit_id", NEW."way"); RETURN NULL;',
                                    hash="5db50d0149a742c6f29b901213f1b4731408e4c8",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_009e3",
                                    table="visits_complaint",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answer_due_at" IS DISTINCT FROM (NEW."answer_due_at") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."called_back_at" IS DISTINCT FROM (NEW."called_back_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."noted_by_id" IS DISTINCT FROM (NEW."noted_by_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."raised_at" IS DISTINCT FROM (NEW."raised_at") OR OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."severity" IS DISTINCT FROM (NEW."severity") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."solve_due_at" IS DISTINCT FROM (NEW."solve_due_at") OR OLD."solve_from" IS DISTINCT FROM (NEW."solve_from") OR OLD."solved_at" IS DISTINCT FROM (NEW."solved_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."verdict_note" IS DISTINCT FROM (NEW."verdict_note") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id") OR OLD."way" IS DISTINCT FROM (NEW."way"))',
                                    func='INSERT INTO "visits_complaintevent" ("answer", "answer_due_at", "answered_at", "called_back_at", "client_id", "closed_at", "created_at", "id", "noted_by_id", "owner_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "request_id", "round", "severity", "solution", "solve_due_at", "solve_from", "solved_at", "state", "team_id", "text", "updated_at", "verdict", "verdict_note", "version", "visit_id", "way") VALUES (NEW."answer", NEW."answer_due_at", NEW."answered_at", NEW."called_back_at", NEW."client_id", NEW."closed_at", NEW."created_at", NEW."id", NEW."noted_by_id", NEW."owner_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."raised_at", NEW."request_id", NEW."round", NEW."severity", NEW."solution", NEW."solve_due_at", NEW."solve_from", NEW."solved_at", NEW."state", NEW."team_id", NEW."text", NEW."updated_at", NEW."verdict", NEW."verdict_note", NEW."version", NEW."visit_id", NEW."way"); RETURN NULL;',
                                    hash="ad787b243d013ae9c2c524530306268fc48f8295",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_b9ce1",
                                    table="visits_complaint",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(max_length=4000, verbose_name="what they complain about")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("phone", "By phone"),
                                    ("message", "By message"),
                                    ("mail", "By mail"),
                                    ("face", "Face to face"),
                                    ("hotline", "Through the hotline"),
                                    ("other", "Another way"),
                                ],
                                default="phone",
                                max_length=8,
                                verbose_name="how it came",
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                choices=[
                                    ("critical", "Critical: their work stands still"),
                                    ("serious", "Serious: their work suffers"),
                                    ("minor", "Minor: annoying"),
                                ],
                                default="serious",
                                max_length=8,
                                verbose_name="severity",
                            ),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="raised")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("raised", "Raised"),
                                    ("answered", "Answered"),
                                    ("solved", "Solved"),
                                    ("called_back", "Called back"),
                                    ("closed", "Closed"),
                                ],
                                default="raised",
                                editable=False,
                                max_length=12,
                                verbose_name="state",
                            ),
                        ),
                        ("answer_due_at", models.DateTimeField(editable=False, verbose_name="answer due")),
                        ("solve_from", models.DateTimeField(editable=False)),
                        ("solve_due_at", models.DateTimeField(editable=False, verbose_name="solution due")),
                        (
                            "answer",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what they were answered"
                            ),
                        ),
                        ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                        (
                            "solution",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what was done"
                            ),
                        ),
                        ("solved_at", models.DateTimeField(editable=False, null=True, verbose_name="solved")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "Satisfied"),
                                    ("partly", "Partly satisfied"),
                                    ("not", "Not satisfied"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "verdict_note",
                            models.TextField(
                                blank=True, editable=False, max_length=4000, verbose_name="what they said"
                            ),
                        ),
                        (
                            "called_back_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="called back"),
                        ),
                        ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="closed")),
                        ("round", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="round")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="who settles it",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.complaint",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.request",
                                verbose_name="request",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.team",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintRules",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("is_only", models.BooleanField(default=True, editable=False, unique=True)),
                        ("works_from", models.TimeField(default=datetime.time(9, 0), verbose_name="work begins")),
                        ("works_until", models.TimeField(default=datetime.time(17, 0), verbose_name="work ends")),
                        (
                            "critical_answer",
                            models.PositiveSmallIntegerField(default=2, verbose_name="critical: answer"),
                        ),
                        (
                            "critical_solve",
                            models.PositiveSmallIntegerField(default=16, verbose_name="critical: solution"),
                        ),
                        (
                            "serious_answer",
                            models.PositiveSmallIntegerField(default=4, verbose_name="serious: answer"),
                        ),
                        (
                            "serious_solve",
                            models.PositiveSmallIntegerField(default=24, verbose_name="serious: solution"),
                        ),
                        ("minor_answer", models.PositiveSmallIntegerField(default=8, verbose_name="minor: answer")),
                        ("minor_solve", models.PositiveSmallIntegerField(default=56, verbose_name="minor: solution")),
                        (
                            "call_back",
                            models.PositiveSmallIntegerField(default=24, verbose_name="call-back after a solution"),
                        ),
                    ],
                    options={
                        "verbose_name": "rules on complaints",
                        "verbose_name_plural": "rules on complaints",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("is_only", True)), name="complaint_rules_once"),
                            models.CheckConstraint(
                                condition=models.Q(("works_until__gt", models.F("works_from"))),
                                name="complaint_rules_hours_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("body", models.TextField(blank=True, max_length=4000, verbose_name="comment")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("", "Comment"), ("accepted", "Accepted"), ("sent_back", "Sent back")],
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited")),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "complaint",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="visits.complaint",
                                verbose_name="complaint",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="visits.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "mentioned",
                            models.ManyToManyField(
                                related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="mentioned"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "comment",
                        "verbose_name_plural": "comments",
                        "ordering": ("created_at",),
                        "indexes": [
                            models.Index(fields=["visit", "created_at"], name="comment_by_visit"),
                            models.Index(
                                condition=models.Q(("client__isnull", False)),
                                fields=["client", "created_at"],
                                name="comment_by_client",
                            ),
                            models.Index(
                                condition=models.Q(("person__isnull", False)),
                                fields=["person", "created_at"],
                                name="comment_by_person",
                            ),
                            models.Index(
                                condition=models.Q(("complaint__isnull", False)),
                                fields=["complaint", "created_at"],
                                name="comment_by_complaint",
                            ),
                            models.Index(
                                condition=models.Q(("promise__isnull", False)),
                                fields=["promise", "created_at"],
                                name="comment_by_promise",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("body", ""), _negated=True),
                                    models.Q(("verdict", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="comment_says_something",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.Exact(
                                    models.Func(
                                        "client_id",
                                        "person_id",
                                        "complaint_id",
                                        "visit_id",
                                        "promise_id",
                                        function="num_nonnulls",
                                        output_field=models.IntegerField(),
                                    ),
                                    1,
                                ),
                                name="comment_about_one_thing",
                            ),
                        ],
                        "triggers": [
                            pgtrigger.compiler.Trigger(
                                name="update_update",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at"))',
                                    func='INSERT INTO "visits_commentevent" ("author_id", "body", "client_id", "complaint_id", "created_at", "edited_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "removed_at", "updated_at", "verdict", "version", "visit_id") VALUES (NEW."author_id", NEW."body", NEW."client_id", NEW."complaint_id", NEW."created_at", NEW."edited_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promise_id", NEW."removed_at", NEW."updated_at", NEW."verdict", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="159277a594a0092046f2a743cb2c22720be08109",
                                    operation="UPDATE",
                                    pgid="pgtrigger_update_update_7a8d2",
                                    table="visits_comment",
                                    when="AFTER",
                                ),
                            ),
                            pgtrigger.compiler.Trigger(
                                name="insert_insert",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func='INSERT INTO "visits_commentevent" ("author_id", "body", "client_id", "complaint_id", "created_at", "edited_at", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promise_id", "removed_at", "updated_at", "verdict", "version", "visit_id") VALUES (NEW."author_id", NEW."body", NEW."client_id", NEW."complaint_id", NEW."created_at", NEW."edited_at", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promise_id", NEW."removed_at", NEW."updated_at", NEW."verdict", NEW."version", NEW."visit_id"); RETURN NULL;',
                                    hash="d45ff566b1e2d49edd3738e228e2b990ff4f5dc7",
                                    operation="INSERT",
                                    pgid="pgtrigger_insert_insert_bab82",
                                    table="visits_comment",
                                    when="AFTER",
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("body", models.TextField(blank=True, max_length=4000, verbose_name="comment")),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("", "Comment"), ("accepted", "Accepted"), ("sent_back", "Sent back")],
                                max_length=10,
                                verbose_name="verdict",
                            ),
                        ),
                        ("edited_at", models.DateTimeField(editable=False, null=True, verbose_name="edited")),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="author",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "complaint",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.complaint",
                                verbose_name="complaint",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.comment",
                            ),
                        ),
                        (
                            "promise",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.promise",
                                verbose_name="promise",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField(verbose_name="bytes")),
                        ("digest", models.CharField(max_length=64)),
                        ("stored_as", models.CharField(max_length=120)),
                        ("small_as", models.CharField(blank=True, max_length=120)),
                        ("removed_at", models.DateTimeField(editable=False, null=True, verbose_name="removed")),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="crm.client",
                            ),
                        ),
                        (
                            "complaint",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="visits.complaint",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="crm.person",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="visits.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file",
                        "verbose_name_plural": "files",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("client__isnull", False)),
                                fields=["client", "created_at"],
                                name="attachment_by_client",
                            ),
                            models.Index(
                                condition=models.Q(("person__isnull", False)),
                                fields=["person", "created_at"],
                                name="attachment_by_person",
                            ),
                            models.Index(
                                condition=models.Q(("visit__isnull", False)),
                                fields=["visit", "created_at"],
                                name="attachment_by_visit",
                            ),
                            models.Index(
                                condition=models.Q(("complaint__isnull", False)),
                                fields=["complaint", "created_at"],
                                name="attachment_by_complaint",
                            ),
                            models.Index(
                                condition=models.Q(("removed_at__isnull", False)),
                                fields=["removed_at"],
                                name="attachment_removed",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=django.db.models.lookups.Exact(
                                    models.Func(
                                        "client_id",
                                        "person_id",
                                        "visit_id",
                                        "complaint_id",
                                        function="num_nonnulls",
                                        output_field=models.IntegerField(),
                                    ),
                                    1,
                                ),
                                name="attachment_of_one_thing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="what they said")),
                        ("noted_at", models.DateTimeField(verbose_name="noted")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("real", "Real"), ("false", "False"), ("hidden", "Hidden")],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="how it was answered")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.objection",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "id",
                            models.UUIDField(
                                db_default=models.Func(function="uuidv7"),
                                default=core.ids.uuid7,
                                editable=False,
                                serialize=False,
                                verbose_name="id",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="created"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "updated_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="changed"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="what they said")),
                        ("noted_at", models.DateTimeField(verbose_name="noted")),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("enquiry", "Enquiry"),
                                    ("fault", "Fault"),
                                    ("complaint", "Complaint"),
                                    ("business", "Business"),
                                ],
                                default="enquiry",
                                max_length=10,
                                verbose_name="category",
                            ),
                        ),
                        ("resolution", models.TextField(blank=True, verbose_name="what was done")),
                        ("resolved_at", models.DateTimeField(editable=False, null=True, verbose_name="resolved")),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.client",
                                verbose_name="client",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noted by",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="crm.person",
                                verbose_name="who said it",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="visits.request",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                                verbose_name="visit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
