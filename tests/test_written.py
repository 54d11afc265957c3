"""Rehearsals type what docs/ says: a terminal that is asked for passwords, and pages that hold the commands."""

import os

import pytest

from soak import Failed
from soak.written import blocks, elsewhere, typed

ENVIRON = {"PATH": os.environ["PATH"]}
# What createuser and pg_basebackup do: they ask the terminal, whatever stdin is.
ASKS = "printf 'Password: ' >/dev/tty; IFS= read -r word </dev/tty; echo \"heard $word\"\n"


def test_a_password_is_typed_wherever_one_is_asked_for(tmp_path):
    shown = typed(f"true | {{ {ASKS}}}\n{ASKS}", cwd=tmp_path, environ=ENVIRON, word="open")
    assert shown.count("heard open") == 2


def test_the_first_command_that_fails_ends_it_with_what_was_said(tmp_path):
    with pytest.raises(Failed, match="no such luck"):
        typed("echo no such luck\nfalse\necho on >further\n", cwd=tmp_path, environ=ENVIRON)
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_end_is_told(tmp_path):
    with pytest.raises(Failed, match="Not done after"):
        typed("sleep 60", cwd=tmp_path, environ=ENVIRON, seconds=0.3)


def test_a_server_that_keeps_the_terminal_is_not_waited_for(tmp_path):
    assert "begun" in typed("sleep 3 & echo begun", cwd=tmp_path, environ=ENVIRON, seconds=2)


def test_a_page_that_names_something_else_is_told():
    assert elsewhere("cp a b", {"a": "x"}) == "cp x b"
    with pytest.raises(Failed, match="The page says z"):
        elsewhere("cp a b", {"z": "x"})


def test_the_pages_have_what_is_typed():
    """The rehearsals themselves are `make soak ONLY=production,standby`."""
    assert "createuser --pwprompt rapport" in blocks("deploy.md", "One machine, systemd")[0]
    (restore,) = blocks("recovery.md", "Restore")
    assert restore.endswith("make run\n")
    on_primary, on_replica, on_web, promoting = blocks("scale.md", "A replica for reading")
    assert "createuser --replication" in on_primary
    assert "pg_basebackup" in on_replica
    assert "RAPPORT_REPLICA_URL" in on_web
    assert "pg_promote" in promoting
