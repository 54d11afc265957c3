"""Make and fill the floor's tables and print a session for its person: python -m bench.floor.prepare ROWS."""

import sys

import django
from django.core.management import call_command
from django.db import connection


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from bench.floor.models import FloorRow  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    if FloorRow._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(FloorRow)
    wanted, owners = int(sys.argv[1]), max(1, int(sys.argv[1]) // 5000)
    if not FloorRow._default_manager.exists():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO floor_floorrow (owner_id, name, city, phone, due_on)"
                " SELECT 1 + n %% %s, md5(n::text), 'Shanghai', '138' || n, current_date + (n %% 90)::int"
                " FROM generate_series(1, %s) AS n",
                [owners, wanted],
            )
            cursor.execute("VACUUM ANALYZE")
    users = get_user_model().objects
    person = users.filter(pk=1).first() or users.create_user(id=1, username="floor")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    sys.stdout.write(f"{session.session_key}\n")


if __name__ == "__main__":
    main()
