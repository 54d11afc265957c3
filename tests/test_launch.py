"""What `make run` promises before it has started, and what it keeps while running."""

import fcntl
import http.client
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.db import connection

from accounts.factories import PASSWORD, UserFactory
from accounts.models import User
from config.launch import leftovers, postgres, preflight, prepare, run, supervise
from config.launch.say import Stop
from config.paths import BASE_DIR, socket_dir
from soak.visitor import Visitor
from tests.shape import SHAPE, differences
from tests.upgrades import RELEASES, Old


@pytest.fixture
def busy_port():
    # A plain socket of the system: the tests' guard against the network wraps only what leaves this machine.
    listener = subprocess.Popen(
        [
            sys.executable,
            "-uc",
            "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1]); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield int(listener.stdout.readline())
    listener.communicate("\n")


def start(var: Path, port: int, **extra: str) -> subprocess.Popen[str]:
    """Begin a real start of this checkout with a `var` of its own."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    environ.pop(leftovers.MARK, None)
    environ |= {"RAPPORT_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1", **extra}
    return subprocess.Popen(
        [sys.executable, "-m", "config.launch.run"],
        cwd=BASE_DIR,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def read_until(process: subprocess.Popen[str], wanted: str) -> str:
    said = ""
    for line in process.stdout:
        said += line
        if wanted in line:
            return said
    raise AssertionError(f"{wanted!r} never came:\n{said}")


def free_port() -> int:
    answer = subprocess.run(
        [sys.executable, "-c", "import socket; print(socket.create_server(('127.0.0.1', 0)).getsockname()[1])"],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(answer.stdout)


def marked_processes(var: Path) -> list[int]:
    mark = f"{leftovers.MARK}={var}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_busy_port_is_one_line_with_the_remedy(busy_port, tmp_path):
    process = start(tmp_path / "var", busy_port)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert re.fullmatch(rf"✗ Port {busy_port} on 127\.0\.0\.1 is in use: .*make run PORT=\d+\n", said)
    assert not (tmp_path / "var" / "postgres").exists()


def test_second_start_in_a_folder_names_the_first(tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    with (var / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711 http://127.0.0.1:8000")
        lock.flush()
        process = start(var, free_port())
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert said.count("\n") == 1
    assert "process 4711, http://127.0.0.1:8000" in said


@pytest.mark.parametrize("raw", ["http", "0", "65536", "-1", "\uff18"])
def test_port_that_is_none(monkeypatch, raw):
    monkeypatch.setenv("PORT", raw)
    with pytest.raises(Stop, match="PORT="):
        preflight.address()


def test_full_disk_is_told_before_anything_begins(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10, 9, 2**20))
    with pytest.raises(Stop, match=r"The disk is full: 1 MB free .* Make room"):
        preflight.check_disk(tmp_path)


def test_full_disk_is_recognised_in_an_error_and_in_a_log(tmp_path):
    assert preflight.disk_full(OSError(28, "No space left on device"), tmp_path)
    assert preflight.disk_full("FATAL: could not write: No space left on device", tmp_path)
    assert not preflight.disk_full(OSError(13, "Permission denied"), tmp_path)


@pytest.fixture
def short_folder():
    with tempfile.TemporaryDirectory(prefix="rt-") as folder:
        yield folder


def test_socket_folder_of_somebody_else_is_refused(monkeypatch, tmp_path, short_folder):
    monkeypatch.setenv("RAPPORT_SOCKETS", short_folder)
    folder = preflight.make_sockets()
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    with pytest.raises(Stop, match="not a private folder"):
        preflight.make_sockets()
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(Stop, match="not a private folder"):
        preflight.make_sockets()


def test_five_deaths_in_a_minute_stop_everything(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_VAR", str(tmp_path))
    (tmp_path / "log").mkdir()
    watched = supervise.Supervisor(["web"])
    line = "2026-01-01 00:00:00,000 WARN exited: web (exit status 1; not expected)\n"
    watched.log.write_text(line * 4)
    assert len(list(watched.check())) == 4
    with watched.log.open("a") as log:
        log.write(line)
    with pytest.raises(Stop, match=r"web keeps dying.*web\.log"):
        list(watched.check())


def test_translations_are_compiled_when_older(monkeypatch, tmp_path):
    monkeypatch.setattr(prepare, "BASE_DIR", tmp_path)
    po = tmp_path / "locale/zh_Hans/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Visit"\nmsgstr "拜访"\n')
    prepare.compile_translations()
    mo = po.with_suffix(".mo")
    assert "拜访".encode() in mo.read_bytes()
    made = mo.stat().st_mtime_ns
    prepare.compile_translations()
    assert mo.stat().st_mtime_ns == made


def test_a_closed_terminal_is_noticed_without_a_signal(tmp_path):
    """As under `ssh -t host make run`: the kernel tells make alone, and make waits for us."""
    script = (
        "import pathlib, signal, sys, time; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from config.launch.run import Terminal; terminal = Terminal(); said = pathlib.Path(sys.argv[1]);"
        "said.write_text(str(terminal.is_gone()));"
        "end = time.monotonic() + 20\n"
        "while not terminal.is_gone() and time.monotonic() < end: time.sleep(0.05)\n"
        "said.write_text('gone' if terminal.is_gone() else 'never')"
    )
    ours, theirs = pty.openpty()
    said = tmp_path / "said"
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(said)], cwd=BASE_DIR, stdin=theirs, stdout=theirs, start_new_session=True
    )
    os.close(theirs)
    while not said.exists() or not said.read_text():
        assert process.poll() is None
        time.sleep(0.05)
    assert said.read_text() == "False"
    os.close(ours)
    process.wait(30)
    assert said.read_text() == "gone"


def test_settings_that_are_wrong_are_one_line(tmp_path):
    environ = {**os.environ, "RAPPORT_ENV": "production", "RAPPORT_URL": "", "RAPPORT_VAR": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=BASE_DIR, env=environ, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert (
        answer.stderr == "✗ RAPPORT_URL is not set: give the address people open, such as https://crm.example.com.\n"
    )


@pytest.mark.django_db
@pytest.mark.enable_socket  # to find this machine's own address; nothing is sent
def test_the_demo_sign_ins_are_named_only_while_they_are_there(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("RAPPORT_VAR", str(tmp_path))
    everywhere = ".".join("0000")
    for is_demo in (True, False):
        UserFactory(username=f"someone-{is_demo}", is_demo=is_demo)
        User.objects.filter(is_demo=not is_demo).delete()
        prepare.note_demo()
        run._welcome("demo", everywhere, 8000, 3)
        said = capsys.readouterr().out
        assert ("rapport-demo" in said) is is_demo
        assert everywhere not in said, "no browser opens that"


def services(*what: str) -> str:
    """Do as `make services` for RAPPORT_VAR; return what it said."""
    command = [sys.executable, "-m", "config.launch.services", *what]
    environ = {name: value for name, value in os.environ.items() if name != leftovers.MARK}
    done = subprocess.run(command, cwd=BASE_DIR, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.slow
@pytest.mark.xdist_group("machines")
def test_a_command_by_hand_uses_the_services_that_are_up_and_leaves_them(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORT_VAR", str(tmp_path / "var"))
    services("up")
    try:
        before = leftovers.find()
        services("for", "-c", "pass")
        assert leftovers.find() == before != []
    finally:
        services("down")
    services("for", "-c", "pass")  # on its own, which end with it
    assert leftovers.find() == []


def left_by_the_first_release() -> Old:
    """Put into RAPPORT_VAR what the first release left when it was stopped."""
    services("up")
    old = Old({"NAME": postgres.DATABASE, "USER": postgres.ROLE, "HOST": str(socket_dir())}, RELEASES[0])
    services("down")
    return old


def own_shape() -> list[tuple[str, ...]]:
    """Return what the tests' own database is made of, which was made at once."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE)
        rows: list[tuple[str, ...]] = cursor.fetchall()
        return rows


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.xdist_group("machines")
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes by /proc")
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_whole_start_in_an_odd_and_old_folder(tmp_path, monkeypatch):
    """The first release's data are there, in tables as a new database has them (docs/adr/0014); a killed child comes
    back, what a killed launcher left is taken over, Ctrl-C ends all."""
    var, port = tmp_path / "x y 知客 #;%d" / "var", free_port()
    var.parent.mkdir()
    monkeypatch.setenv("RAPPORT_VAR", str(var))
    old = left_by_the_first_release()
    # Production with services of its own: the same start without the time that demo data and compressed files take.
    mode = {"RAPPORT_ENV": "production", "RAPPORT_URL": f"http://127.0.0.1:{port}", "RAPPORT_DEBUG": "1"}
    process = start(var, port, **mode)
    try:
        said = read_until(process, "Ctrl-C stops everything.")
        assert "rapport-demo" not in said
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked.request("GET", "/readyz")
        assert asked.getresponse().status == 200
        asked.close()
        visitor = Visitor(port)
        assert visitor.sign_in("manager", PASSWORD).status == 302
        assert "马经理" in visitor.get("/").text  # who the first release knew
        old.must_be_whole()
        assert differences(old.ask(SHAPE), own_shape()) == ([], [])

        os.kill(int((var / "postgres/postmaster.pid").read_text().split("\n")[0]), signal.SIGKILL)
        read_until(process, "postgres died (terminated by SIGKILL)")

        # Launcher and supervisor at once: nobody is left who would stop the others.
        os.kill(int((socket_dir() / "supervisord.pid").read_text()), signal.SIGKILL)
        process.kill()
        process.wait()
        process.stdout.close()
        assert len(leftovers.find()) > 4
        process = start(var, port, **mode)
        said = read_until(process, "Ctrl-C stops everything.")
        assert "An earlier start had left" in said
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "Everything is stopped" in said
        assert marked_processes(var) == leftovers.find() == []
        assert not (var / "postgres/postmaster.pid").exists()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate(timeout=60)
