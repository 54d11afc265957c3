"""Production: no default secret, an example that is clean, and container, compose and unit files that keep to it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.paths import BASE_DIR

EXAMPLE = BASE_DIR / "docs" / "production.env.example"
UNITS = sorted((BASE_DIR / "deploy" / "systemd").glob("*.service"))
KEY = "letters and digits in order, " * 2 + "long enough to pass for a key"


def read_by_shell(path: Path) -> dict[str, str]:
    said = subprocess.run(
        ["sh", "-c", 'set -a; . "$1"; exec env -0', "sh", str(path)],
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = dict(line.split("=", 1) for line in said.split("\0") if line)
    return {name: value for name, value in found.items() if name not in {"PATH", "PWD", "OLDPWD", "SHLVL", "_"}}


def manage(settings: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    own = ("RAPPORT_", "EMAIL_", "AWS_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        plain.pop(name, None)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=plain | settings,
        capture_output=True,
        text=True,
        check=False,
    )


OWN = {"DATABASE_URL": "postgres://rapport:x@127.0.0.1/rapport", "REDIS_URL": "redis://127.0.0.1"}


def test_the_example_filled_in_is_clean(tmp_path):
    filled = read_by_shell(EXAMPLE) | OWN | {"RAPPORT_SECRET_KEY": KEY, "RAPPORT_VAR": str(tmp_path)}
    answer = manage(filled, "check", "--deploy", "--fail-level", "DEBUG")
    assert answer.returncode == 0, answer.stderr
    assert "no issues (2 silenced)" in answer.stdout + answer.stderr


def test_the_example_holds_no_secret_and_does_not_start(tmp_path):
    settings = read_by_shell(EXAMPLE)
    secrets = {name for name in settings if re.search("SECRET|PASSWORD|TOKEN|ACCESS", name)}
    assert secrets == {"RAPPORT_SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_PASSWORD"}
    assert {settings[name] for name in secrets} == {""}
    answer = manage(settings | OWN | {"RAPPORT_VAR": str(tmp_path)}, "check")
    assert answer.returncode != 0
    assert "RAPPORT_SECRET_KEY is not set" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_setting_of_the_example_is_documented():
    documented = (BASE_DIR / "docs" / "architecture.md").read_text(encoding="utf-8")
    text = EXAMPLE.read_text(encoding="utf-8")
    for name in re.findall(r"(?m)^(?:# )?([A-Z][A-Z0-9_]+)=", text):
        assert f"`{name}`" in documented, name


def test_outside_the_demo_no_key_that_can_be_guessed():
    for weak in ("change-me", "a" * 60, "django-insecure-" + KEY):
        with pytest.raises(ImproperlyConfigured, match="too easy to guess"):
            environment.read_secret_key({"RAPPORT_SECRET_KEY": weak}, demo=False)
    assert environment.read_secret_key({"RAPPORT_SECRET_KEY": KEY}, demo=False) == KEY
    assert environment.read_secret_key({}, demo=False) == ""


def test_embedded_production_makes_a_key_and_needs_an_address(tmp_path):
    production = {"RAPPORT_ENV": "production", "RAPPORT_VAR": str(tmp_path)}
    answer = manage(production, "check")
    assert "RAPPORT_URL is not set" in answer.stderr
    answer = manage(production | {"RAPPORT_URL": "https://crm.example.com"}, "check")
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len((tmp_path / "secret_key").read_text()) >= 50


@pytest.mark.parametrize("url", ["crm.example.com", "ftp://crm.example.com", "https://", "https://x.example/crm"])
def test_an_address_that_is_none(url):
    with pytest.raises(ImproperlyConfigured, match="scheme and host alone"):
        environment.read_public_url({"RAPPORT_URL": url}, required=True)


ANSWERED = (
    "from django.http import HttpResponse; from django.middleware.security import SecurityMiddleware; "
    "from django.test import RequestFactory; ask = RequestFactory().get('/', secure=True, "
    "headers={'x-forwarded-proto': 'https', 'host': 'crm.example.com'}); "
    "print(SecurityMiddleware(lambda request: HttpResponse())(ask).headers['Strict-Transport-Security'])"
)


@pytest.mark.parametrize(
    ("said", "header"),
    [
        ({}, "max-age=31536000"),
        ({"RAPPORT_HSTS": "subdomains"}, "max-age=31536000; includeSubDomains"),
        ({"RAPPORT_HSTS": "preload"}, "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_hosts_below_are_bound_only_by_who_says_so(said, header, tmp_path):
    filled = read_by_shell(EXAMPLE) | OWN | {"RAPPORT_SECRET_KEY": KEY, "RAPPORT_VAR": str(tmp_path)}
    answer = manage(filled | said, "shell", "--no-imports", "--command", ANSWERED)
    assert answer.stdout.strip() == header, answer.stderr


def test_an_unknown_word_for_hosts_is_refused():
    with pytest.raises(ImproperlyConfigured, match="host, subdomains or preload"):
        environment.read_hsts({"RAPPORT_HSTS": "all"})


def test_where_files_go(tmp_path):
    folder, storage = environment.read_media({}, tmp_path)
    assert (folder, storage["BACKEND"]) == (tmp_path / "media", "django.core.files.storage.FileSystemStorage")
    assert environment.read_media({"RAPPORT_MEDIA": "/srv/files"}, tmp_path)[0] == Path("/srv/files")
    for wrong in ("files", "s3://", "gs://bucket"):
        with pytest.raises(ImproperlyConfigured, match="neither a folder"):
            environment.read_media({"RAPPORT_MEDIA": wrong}, tmp_path)


def test_an_object_storage_is_private(tmp_path, monkeypatch):
    bucket = {"RAPPORT_MEDIA": "s3://bucket/crm/files/", "AWS_REGION": "eu-1"}
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-s3\.txt"):
        environment.read_media(bucket, tmp_path)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: object())
    storage = environment.read_media(bucket, tmp_path)[1]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    assert (storage["OPTIONS"]["bucket_name"], storage["OPTIONS"]["location"]) == ("bucket", "crm/files")
    assert storage["OPTIONS"]["querystring_auth"] is True
    assert storage["OPTIONS"]["default_acl"] is None
    assert storage["OPTIONS"]["file_overwrite"] is False


# --- compose.yaml -----------------------------------------------------------------------------------------------
COMPOSE = yaml.safe_load((BASE_DIR / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


@pytest.mark.parametrize("name", SERVICES)
def test_each_container_may_do_little(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    if name == "proxy":  # it binds 80 and 443 and nothing else
        assert service["cap_add"] == ["NET_BIND_SERVICE"]
    else:
        assert str(service["user"]).split(":")[0] not in {"root", "0"}
    assert name == "migrate" or service["healthcheck"]["test"][0] == "CMD"
    image = service["image"]
    assert ":" in image
    assert not image.endswith(":latest")


def test_data_is_in_named_volumes_and_nothing_is_open_to_the_network():
    for name, service in SERVICES.items():
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in COMPOSE["volumes"] or volume.endswith(":ro"), (name, volume)
        if name != "proxy":
            assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["postgres"]["image"].startswith("postgres:18")
    assert SERVICES["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]  # 18 keeps its data below
    assert SERVICES["redis"]["command"][1:3] == ["--appendonly", "yes"]


def test_compose_holds_no_secret_and_migrates_first():
    for name, service in SERVICES.items():
        for variable, value in (service.get("environment") or {}).items():
            if re.search("SECRET|PASSWORD|TOKEN", variable):
                assert value == "" or re.fullmatch(r"\$\{\w+:\?.+\}", value), (name, variable)
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["env_file"] == ".env"
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_compose_hands_on_what_an_image_is_built_with():
    build = COMPOSE["x-rapport"]["build"]
    arguments = set(re.findall(r"(?m)^ARG (\w+)=\"\"", (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")))
    assert arguments == set(build["args"]) == {"EXTRA", "COMMIT"}
    assert build["args"] == {name: f"${{{name}:-}}" for name in arguments}
    assert all(SERVICES[name]["build"] == build for name in ("migrate", "web", "worker", "beat"))


# --- the image --------------------------------------------------------------------------------------------------
def test_the_image_is_staged_pinned_and_of_an_ordinary_user():
    text = re.sub(r"\\\n", " ", (BASE_DIR / "Dockerfile").read_text(encoding="utf-8"))
    bases = re.findall(r"(?m)^FROM (\S+)", text)
    assert bases == ["python:${PYTHON}"] * 2
    assert re.search(r"(?m)^ARG PYTHON=3\.\d+[\w.-]*-slim", text)
    runtime = text.rpartition("\nFROM ")[2]
    assert re.findall(r"(?m)^USER (\d+)", runtime) == ["10001"]
    assert "HEALTHCHECK" in runtime
    assert "--require-hashes" in text
    assert not re.search(r"(?m)^(ENV|ARG) .*(SECRET|PASSWORD|TOKEN)", text)
    assert not re.search(r"(?m)^ADD |curl |wget |apt-get", text)  # nothing but the indexes of Python and npm
    left_out = (BASE_DIR / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert {".git", ".env", "*.env", "var", ".venv", "node_modules"} <= set(left_out)


def test_a_filled_in_environment_is_never_committed():
    for name in (".env", "production.env"):
        assert subprocess.run(["git", "check-ignore", "-q", name], cwd=BASE_DIR, check=False).returncode == 0


# --- systemd ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_is_hardened(unit):
    text = unit.read_text(encoding="utf-8")
    assert "User=rapport" in text
    assert "EnvironmentFile=/etc/rapport/production.env" in text
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    answer = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_PAGER": ""},
    )
    assert answer.returncode == 0, answer.stdout[-200:]


def test_units_start_what_the_launcher_has():
    said = "".join(unit.read_text(encoding="utf-8") for unit in UNITS)
    assert sorted(re.findall(r"config\.launch\.child (\w+)", said)) == ["beat", "web", "worker"]


def test_every_folder_the_docs_move_may_be_written():
    """The units write nothing else; what the docs say of a folder elsewhere leads to how they may."""
    said = (BASE_DIR / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert "rapport-.service.d" in said  # systemd reads it for each unit whose name begins so
    assert all(unit.stem.startswith("rapport-") for unit in UNITS)
    for page in ("deploy.md", "recovery.md"):
        for line in (BASE_DIR / "docs" / page).read_text(encoding="utf-8").split("\n"):
            if re.search(r"RAPPORT_(BACKUPS|WAL)` at another|RAPPORT_MEDIA=/|RAPPORT_WAL=/", line):
                assert "#settings" in line, line
