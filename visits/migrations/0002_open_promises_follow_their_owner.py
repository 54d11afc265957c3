"""An open promise is answered for where its owner works now; visits and closed promises stay where they were made."""

from django.db import migrations

CREATE = """
CREATE FUNCTION rapport_promises_follow_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE visits_promise SET team_id = NEW.team_id
    WHERE owner_id = NEW.id AND state = 'open' AND team_id IS DISTINCT FROM NEW.team_id;
    RETURN NULL;
END $$;
CREATE TRIGGER promises_follow_owner AFTER UPDATE OF team_id ON accounts_user
FOR EACH ROW WHEN (OLD.team_id IS DISTINCT FROM NEW.team_id) EXECUTE FUNCTION rapport_promises_follow_owner();
"""
DROP = """
DROP TRIGGER promises_follow_owner ON accounts_user;
DROP FUNCTION rapport_promises_follow_owner();
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial"), ("accounts", "0002_history_and_sessions")]
    operations = [migrations.RunSQL(CREATE, DROP)]
