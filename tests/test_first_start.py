"""What a first start finds and makes: a Python that will do, and the packages."""

import subprocess
from pathlib import Path

import pytest

from config.launch import bootstrap
from config.launch.say import Stop
from config.paths import BASE_DIR


def fake_python(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def find_python(**environ: str) -> subprocess.CompletedProcess[str]:
    # A copy, without the absolute places it also looks at: this machine's own Python must not be found.
    script = (BASE_DIR / "config/launch/find_python.sh").read_text().replace("/usr/bin/python3", "/nowhere/python3")
    return subprocess.run(
        ["/bin/sh", "-c", script, "sh", "run"], capture_output=True, text=True, env=environ, check=False
    )


def test_python_that_only_pretends_is_passed_over(tmp_path):
    fake_python(tmp_path / "bin", "python3.12", "exit 127")  # a version manager's shim
    fake_python(tmp_path / "bin", "python3.11", 'case "$1" in -B) echo "chosen $*";; esac')
    answer = find_python(PATH=str(tmp_path / "bin"))
    assert answer.stdout == "chosen -B -m config.launch.bootstrap run\n"


def test_python_without_venv_is_told_with_the_package_to_install(tmp_path):
    script = 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.11;; esac'
    fake_python(tmp_path / "bin", "python3.11", script)
    answer = find_python(PATH=str(tmp_path / "bin"))
    assert answer.returncode == 1
    assert "apt-get install python3.11-venv" in answer.stderr


def test_wrong_python_is_told(tmp_path):
    fake_python(tmp_path / "bin", "python3", "exit 1")
    answer = find_python(PATH=str(tmp_path / "bin"))
    assert answer.returncode == 1
    assert "needs Python 3.11 or 3.12" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_packages_out_of_reach_leave_no_half_state(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    fake_python(tmp_path, "python", "echo 'ERROR: NewConnectionError: Name or service not known'; exit 1")
    monkeypatch.setattr(bootstrap, "PAUSE", 0)
    with pytest.raises(Stop, match="out of reach"):
        bootstrap._install([bootstrap.RUNTIME], tmp_path / "log")
    assert not bootstrap._is_complete(bootstrap.RUNTIME)


def test_environment_counts_only_where_it_was_made(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "one")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "one" / "python")
    fake_python(tmp_path / "one", "python", "exit 0")
    bootstrap._install([bootstrap.RUNTIME], tmp_path / "log")
    assert bootstrap._is_complete(bootstrap.RUNTIME)
    (tmp_path / "one").rename(tmp_path / "two")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "two")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "two" / "python")
    assert not bootstrap._is_complete(bootstrap.RUNTIME)
    assert not bootstrap._works()


def test_what_an_installation_has_beyond_the_rest_is_named_once(monkeypatch, tmp_path):
    (extra,) = bootstrap.EXTRAS
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    fake_python(tmp_path, "python", "exit 1")
    assert bootstrap.extras() == []
    monkeypatch.setenv("EXTRA", extra)
    with pytest.raises(Stop):
        bootstrap._install([bootstrap.RUNTIME, *bootstrap.extras()], tmp_path / "log")
    monkeypatch.delenv("EXTRA")
    assert bootstrap.extras() == [extra], "the next try has it too"
    assert not bootstrap._is_complete(extra)
    fake_python(tmp_path, "python", "exit 0")
    bootstrap._install(bootstrap.extras(), tmp_path / "log")
    assert bootstrap._is_complete(bootstrap.extras()[0])


def test_a_passing_fault_of_the_network_is_tried_again_once(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(bootstrap, "PAUSE", 0)
    fake_python(
        tmp_path,
        "python",
        f'cd "{tmp_path}"; echo x >> tries; [ -f up ] && exit 0; touch up; echo "Read timed out"; exit 1',
    )
    bootstrap._install([bootstrap.RUNTIME], tmp_path / "log")
    assert (tmp_path / "tries").read_text() == "x\nx\n"
    assert bootstrap._is_complete(bootstrap.RUNTIME)
    assert "trying once more" in capsys.readouterr().out
