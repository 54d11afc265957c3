"""What is told to who watches from outside, and the figures."""

import datetime
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core import pulse
from core.models import Pulse
from upkeep import state
from visits.tasks import sweep

TOKEN = "a-token-of-twenty-or-more"


@pytest.fixture(autouse=True)
def _ask_again(monkeypatch):
    monkeypatch.setattr(state, "_all_applied", False)


@pytest.mark.django_db(transaction=True)
def test_ready(client):
    sweep()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok", "database": "ok", "migrations": "ok", "sweeper": "ok", "redis": "ok", "mode": "demo"
    }  # fmt: skip
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="visits").order_by("-name").first().delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 missing"
    assert answer.json()["status"] == "down"


@pytest.mark.django_db
def test_without_redis_pages_work(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}}
    Pulse.objects.create(name=pulse.SWEEP, ok_at=timezone.now() - datetime.timedelta(minutes=10))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert (answer.json()["redis"], answer.json()["sweeper"]) == ("away", "late")
    assert client.get("/readyz?strict=1").status_code == 503


def ask_elsewhere(program, **environ):
    """Run a program of its own: a database that is gone cannot be played on this process' connection."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RAPPORT_", "PYTEST_"))}
    kept |= {
        "RAPPORT_ENV": "demo",
        "RAPPORT_SECRET_KEY": "a test's " * 6,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **environ,
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{program}"],
        cwd=django_settings.BASE_DIR, env=kept, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_a_database_it_lives_but_is_not_ready(tmp_path):
    program = (
        "from django.test import Client\n"
        "for path in ('/livez', '/readyz'):\n"
        "    answer = Client(SERVER_NAME='127.0.0.1').get(path)\n"
        "    print(answer.status_code, answer.content.decode())\n"
    )
    said = ask_elsewhere(
        program, RAPPORT_VAR=str(tmp_path), DATABASE_URL="postgres://nobody@%2Fnowhere/none", RAPPORT_LOG="CRITICAL"
    )
    alive, ready = said.splitlines()
    assert alive == "200 ok"
    assert ready.startswith("503 ")
    assert '"database": "away"' in ready
    assert "nowhere" not in ready


@pytest.mark.django_db
def test_metrics_are_nowhere_without_the_token(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_figures_of_the_installation(client, settings):
    settings.METRICS_TOKEN = TOKEN
    sweep()
    pulse.failed(pulse.MAIL, now=timezone.now(), error="TimeoutError")
    said = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "rapport_database_up 1.0" in said
    assert "rapport_redis_up 1.0" in said
    assert 'rapport_last_success_seconds{work="sweep"} 0.' in said
    assert 'rapport_failed_total{work="mail"} 1.0' in said
    assert 'rapport_done_total{work="backup"} 0.0' in said
    assert 'rapport_reminders_overdue{channel="mail"} 0.0' in said
    assert "rapport_migrations_missing 0.0" in said


def test_figures_of_requests_are_added_up_over_processes(tmp_path):
    """Two processes answer, a third tells: as gunicorn's workers do. Labels are views, never what was asked for."""
    host = connection.settings_dict["HOST"].replace("/", "%2F")
    figures = tmp_path / "figures"
    figures.mkdir()
    environ = {
        "RAPPORT_VAR": str(tmp_path), "DATABASE_URL": f"postgres://rapport@{host}/postgres",
        "RAPPORT_METRICS_TOKEN": TOKEN,
        "PROMETHEUS_MULTIPROC_DIR": str(figures), "RAPPORT_LOG": "CRITICAL", "RAPPORT_DEBUG": "1",
    }  # fmt: skip
    ask = (
        "from django.test import Client\nc = Client(SERVER_NAME='127.0.0.1')\n"
        "c.get('/livez'); c.get('/readyz'); c.get('/secret-word/?q=secret-word'); c.generic('SECRETWORD', '/livez')\n"
    )
    ask_elsewhere(ask, **environ)
    ask_elsewhere(ask, **environ)
    tell = f"print(c.get('/metrics', headers={{'Authorization': 'Bearer {TOKEN}'}}).content.decode())"
    said = ask_elsewhere(ask.split("\n")[0] + "\n" + ask.split("\n")[1] + "\n" + tell, **environ)
    assert 'rapport_request_seconds_count{method="GET",status="2xx",view="livez"} 2.0' in said
    assert 'rapport_request_seconds_count{method="other",status="4xx",view="livez"} 2.0' in said
    assert 'rapport_database_queries_total{view="readyz"}' in said
    assert "secret" not in said.lower()


@pytest.mark.django_db(transaction=True)
def test_pulses_count_and_never_disturb(monkeypatch):
    now = timezone.now()
    pulse.went_well("test", now=now, count=3)
    pulse.went_well("test", now=now, count=2, detail={"bytes": 5})
    pulse.failed("test", now=now, error="E" * 300)
    row = Pulse.objects.get(name="test")
    assert (row.done, row.failures, len(row.error), row.detail) == (5, 1, 250, {"bytes": 5})
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_pulse RENAME TO core_pulse_away")
    try:
        pulse.went_well("test", now=now)  # logged, not raised
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_pulse_away RENAME TO core_pulse")
    call_command("check")
