"""A client's `team` is its owner's. People change teams in accounts, which knows no clients: the database keeps step."""

from django.db import migrations

CREATE = """
CREATE FUNCTION rapport_clients_follow_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE crm_client SET team_id = NEW.team_id WHERE owner_id = NEW.id AND team_id IS DISTINCT FROM NEW.team_id;
    RETURN NULL;
END $$;
CREATE TRIGGER clients_follow_owner AFTER UPDATE OF team_id ON accounts_user
FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION rapport_clients_follow_owner();
"""
DROP = """
DROP TRIGGER clients_follow_owner ON accounts_user;
DROP FUNCTION rapport_clients_follow_owner();
"""


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_initial"), ("accounts", "0002_history_and_sessions")]
    operations = [migrations.RunSQL(CREATE, DROP)]
