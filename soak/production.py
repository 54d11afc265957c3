"""A small team begins in production on embedded services, then moves to a PostgreSQL and Redis of its own behind TLS.

The processes are those of the systemd units and the container, the settings those of docs/production.env.example, the
move is that of docs/recovery.md. Before the move the team has no `RAPPORT_VAR` and a checkout of its own, types what
the docs say there, and loses its data once. nginx with deploy/nginx.conf stands in front where there is one on PATH.
"""

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from config.launch.supervise import end_with_parent
from config.paths import BASE_DIR
from soak import Failed, must
from soak.house import House, example_settings
from soak.services import Letters, OwnServices, free_port, header
from soak.visitor import Visitor
from soak.written import blocks, elsewhere, typed

NAME, WORD = "chen", "a-quite-long-secret"
_DUE = (
    "import datetime; from django.utils import timezone; from accounts.models import User;"
    "from crm.factories import ClientFactory; from visits.factories import PromiseFactory;"
    "from visits.actions.reminder import PROMISE, schedule; from visits.models import ReminderKind;"
    "me = User.objects.get(username='chen');"
    "row = PromiseFactory(client=ClientFactory(owner=me, name={name!r}), due_on=timezone.localdate());"
    "schedule(kind=ReminderKind.PROMISE_DUE, subject_kind=PROMISE, subject_id=row.pk, due_at=timezone.now(),"
    " recipients=[me])"
)


def rehearse(folder: Path, seconds: float) -> dict[str, Any]:
    """Run it. `seconds` is how long a letter may take; there is no load here."""
    facts: dict[str, Any] = {}
    archive, key = _small_team(folder / "embedded", facts)
    services = OwnServices(folder)
    letters = Letters()
    try:
        services.start()
        _moved(folder / "own", archive, key, services, letters, facts)
    finally:
        services.stop()
        letters.shutdown()
        letters.server_close()
    return facts


def _small_team(folder: Path, facts: dict[str, Any]) -> tuple[Path, str]:
    """Begin as docs/deploy.md says for one machine and embedded services; return the last backup and the key."""
    house = House(folder, {"RAPPORT_ENV": "production"}, cloned=True)
    house.environ["RAPPORT_URL"] = f"http://127.0.0.1:{house.port}"
    try:
        began = time.monotonic()
        house.start("run", "make", "run")
        _until(lambda: "Ctrl-C stops everything" in house.log("run"), "The launcher gets ready", house.log, "run")
        facts["embedded production ready after, s"] = round(time.monotonic() - began)
        key = house.var / "secret_key"
        must(key.stat().st_mode & 0o777 == 0o600 and len(key.read_text()) >= 50, "A key is made and kept, private")
        must("rapport-demo" not in house.log("run"), "No demo sign-in is offered")
        visitor = Visitor(house.port)
        must(visitor.sign_in("manager", "rapport-demo").status == 200, "Nobody of the demo may sign in")
        house.manage("create_admin", NAME, "chen@example.com", "Chen Min", RAPPORT_ADMIN_PASSWORD=WORD)
        must(visitor.sign_in(NAME, WORD).status == 302, "The first admin signs in")
        must(visitor.get("/mail/").status == 404, "The demo's letter box is not there")
        house.manage("shell", "-c", _DUE.format(name="Kept firm"))
        (house.var / "media").mkdir(exist_ok=True)
        (house.var / "media" / "card.txt").write_text("uploaded")
        # Beat asks every quarter of an hour; asked here at once, twice, the worker makes the night's one backup.
        for _ in range(2):
            house.python("-m", "celery", "-A", "config", "call", "upkeep.back_up")
        kept = house.var / "backups"
        _until(lambda: bool(list(kept.glob("rapport-*.tar"))), "The worker keeps the night's backup", house.log, "run")
        time.sleep(3)
        must(len(list(kept.glob("rapport-*.tar"))) == 1, "One a night, however often beat asks")
        for name in ("web", "worker"):
            house.probe(name)
        facts["nightly backups made by two askings"] = 1
        house.manage("backup")
        house.stop()
        archive = max(kept.glob("rapport-*.tar")).rename(folder / "elsewhere.tar")
        secret = key.read_text().strip()
        facts["rows and files back as docs/recovery.md says, s"] = _disk_lost(house, archive)
    finally:
        house.stop()
    return archive, secret


def _disk_lost(house: House, archive: Path) -> int:
    """Lose all data, and come back by typing what docs/recovery.md says; return the seconds it took."""
    shutil.rmtree(house.var)
    began = time.monotonic()
    (written,) = blocks("recovery.md", "Restore")
    restoring, run, rest = written.partition("make run\n")
    must(bool(run) and not rest, "The page ends a restore with make run", written)
    try:
        typed(elsewhere(restoring, {"rapport-20260131-022000.tar": str(archive)}), cwd=house.checkout,
              environ=house.environ)  # fmt: skip
    except Failed:
        with contextlib.suppress(Failed):
            typed("make services ARGS=down", cwd=house.checkout, environ=house.environ)
        raise
    must((house.var / "media" / "card.txt").read_text() == "uploaded", "Files are back where Rapport looks")
    house.start("again", "make", "run")
    _until(lambda: "Ctrl-C stops everything" in house.log("again"), "It starts on what came back", house.log, "again")
    visitor = Visitor(house.port)
    must(visitor.sign_in(NAME, WORD).status == 302, "Who was there signs in after a restore")
    must("Kept firm" in visitor.get("/clients/").text, "What was there before the loss is there")
    return round(time.monotonic() - began)


def _moved(
    folder: Path, archive: Path, key: str, services: OwnServices, letters: Letters, facts: dict[str, Any]
) -> None:
    house = House(folder, example_settings(
        RAPPORT_SECRET_KEY=key,
        DATABASE_URL=services.database_url, REDIS_URL=services.redis_url,
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(letters.port), EMAIL_TLS="0", EMAIL_USER="", EMAIL_PASSWORD="",
        RAPPORT_BACKUPS=str(folder / "kept"), RAPPORT_STATIC=str(BASE_DIR / "var/build/static"),
    ))  # fmt: skip
    house.python("-m", "config.launch.build")
    said = house.manage("check", "--deploy", "--fail-level", "WARNING")
    must("no issues" in said, "check --deploy is clean under the example", said)
    house.manage("restore", str(archive))
    must((folder / "var/media/card.txt").read_text() == "uploaded", "Files move too")
    house.manage("migrate", "--no-input")
    try:
        for name in ("web", "worker", "beat"):
            house.start_child(name)
        _until(lambda: _well(house, "web"), "Web serves", house.log, "web")
        _until(lambda: _well(house, "worker"), "The worker answers", house.log, "worker")
        _until(lambda: any("Kept firm" in one or NAME in one for one in letters.kept) or bool(letters.kept),
               "A reminder that was due at the move is sent by mail", house.log, "worker")  # fmt: skip
        must(header(letters.kept[0], "To") == "chen@example.com", "The letter is to its person", letters.kept[0])
        must(bool(header(letters.kept[0], "Message-ID")), "The letter has its Message-ID", letters.kept[0])
        facts["letters sent after the move"] = len(letters.kept)
        with _proxy(folder, house.port) as ports:
            facts |= _by_https(house, ports)
        house.probe("beat")
        house.manage("backup")
    finally:
        house.stop()


def _by_https(house: House, ports: tuple[int, int] | None) -> dict[str, Any]:
    """Visit as people do: through nginx, or as it would ask."""
    visitor = Visitor(house.port, https=True) if ports is None else Visitor(ports[1], https=True, tls=True)
    plain = Visitor(house.port if ports is None else ports[0]).get("/clients/", Host="crm.example.com")
    must(plain.status == 301 and plain.location == "https://crm.example.com/clients/", "http leads to https", plain)
    must(visitor.sign_in(NAME, WORD).status == 302, "The admin signs in after the move, by https")
    must(all("Secure" in line and "SameSite=Lax" in line for line in visitor.cookie_lines), "Cookies are secure")
    page = visitor.get("/clients/")
    must("Kept firm" in page.text, "What was there before the move is there", page.status)
    hsts = page.headers.get("Strict-Transport-Security", "")
    must(hsts == "max-age=31536000", "HSTS is sent for this host alone", hsts)
    script = re.search(r'(/static/app\.[0-9a-f]+\.js)"', page.text)
    must(script is not None, "Pages name their hashed script")
    got = visitor.get(script[1] if script else "", **{"Accept-Encoding": "br"})
    must(got.headers.get("Content-Encoding") == "br", "Static files come in brotli", dict(got.headers))
    must("immutable" in got.headers.get("Cache-Control", ""), "Static files are kept for good")
    # One stranger who claims another address each time is one stranger all the same.
    stranger = Visitor(visitor.port, https=True, tls=ports is not None)
    claimed = [{"X-Forwarded-For": f"203.0.113.{n}"} if ports else {} for n in range(32)]
    tries = [stranger.sign_in(f"nobody{n}", "wrong", **claim).text for n, claim in enumerate(claimed)]
    refused = [number for number, text in enumerate(tries, 1) if "Too many tries. Wait" in text]
    must(bool(refused), "Tries are limited by the true address", len(tries), tries[-1][-500:])
    through = "nginx" if ports else "no proxy: nginx is not on PATH"
    return {"visited through": through, "tries to sign in until refused": refused[0]}


@contextlib.contextmanager
def _proxy(folder: Path, upstream: int) -> Iterator[tuple[int, int] | None]:
    """Run nginx with deploy/nginx.conf, its names and ports changed; give its http and https ports."""
    nginx, openssl = shutil.which("nginx", path="/usr/sbin:" + os.environ["PATH"]), shutil.which("openssl")
    if not nginx or not openssl:
        yield None
        return
    ports = free_port(), free_port()
    pair = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subject = ["-days", "2", "-subj", "/CN=crm.example.com"]
    making = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *pair, *subject]
    subprocess.run(making, check=True, capture_output=True)  # noqa: S603
    text = (BASE_DIR / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^\s*listen \[::\].*$", "", text)
    for was, becomes in {
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen 443 ": f"listen 127.0.0.1:{ports[1]} ",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        "/etc/ssl/rapport": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        text = text.replace(was, becomes)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\nevents {{}}\n"
                      f"http {{\n{temporary}{text}}}\n", encoding="utf-8")  # fmt: skip
    with (folder / "nginx.out").open("wb") as out:
        process = subprocess.Popen([nginx, "-c", str(config)], stdout=out, stderr=out, preexec_fn=end_with_parent)  # noqa: S603
    try:
        time.sleep(1)
        must(process.poll() is None, "nginx starts with deploy/nginx.conf", (folder / "nginx.out").read_text())
        yield ports
    finally:
        process.terminate()
        process.wait(20)


def _well(house: House, name: str) -> bool:
    try:
        house.probe(name)
    except Failed:
        return False
    return True


def _until(done: Callable[[], bool], promise: str, log: Callable[[str], str], name: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        must(time.monotonic() < deadline, promise, log(name)[-2000:])
        time.sleep(0.5)
