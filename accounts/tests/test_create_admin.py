import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role, User

pytestmark = pytest.mark.django_db


def run(monkeypatch, *args, password="a-quite-long-secret"):  # noqa: S107
    monkeypatch.setenv("RAPPORT_ADMIN_PASSWORD", password)
    out = io.StringIO()
    call_command("create_admin", *args, stdout=out)
    return out.getvalue()


def test_the_first_admin(monkeypatch, client):
    assert "may sign in" in run(monkeypatch, "chen", "Chen@example.com", "陈主任")
    chen = User.objects.get()
    assert (chen.role, chen.email, chen.is_superuser, chen.is_demo) == (Role.ADMIN, "chen@example.com", False, False)
    assert client.login(username="chen", password="a-quite-long-secret")


def test_a_superuser_when_asked_for(monkeypatch):
    run(monkeypatch, "chen", "chen@example.com", "陈主任", "--superuser")
    assert User.objects.get().is_superuser


@pytest.mark.parametrize(("password", "email"), [("short", "chen@example.com"), ("a-quite-long-secret", "nonsense")])
def test_one_line_with_the_remedy(monkeypatch, password, email):
    with pytest.raises(CommandError) as caught:
        run(monkeypatch, "chen", email, "Chen", password=password)
    assert "\n" not in str(caught.value)
    assert not User.objects.exists()


def test_twice_is_refused(monkeypatch):
    run(monkeypatch, "chen", "chen@example.com", "Chen")
    with pytest.raises(CommandError, match="already"):
        run(monkeypatch, "Chen", "chen2@example.com", "Chen")


def test_the_password_is_asked_for(monkeypatch):
    monkeypatch.delenv("RAPPORT_ADMIN_PASSWORD", raising=False)
    typed = iter(["a-quite-long-secret", "another"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    with pytest.raises(CommandError, match="not the same"):
        call_command("create_admin", "chen", "chen@example.com", "Chen")
