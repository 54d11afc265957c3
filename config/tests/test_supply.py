"""What `make lint` takes for a secret, and what not."""

import pytest

from config.launch import audit, supply

LOCK = "django==5.2.1 \\\n    --hash=sha256:00\n    # via -r requirements.in\nnew==1\n"
SECRET = "q7Zr9TnX2vLw8KdYb4" + "HsPf6JmCgAe3Ru1o"


@pytest.mark.parametrize(
    "line",
    [
        f'KEY = "{SECRET}"',
        f"key: {SECRET}",
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1B2" * 9,
        "postgres://rapport:" + "hunter2hunter2@db/rapport",
    ],
)
def test_secrets_are_seen(line):
    assert supply.secrets_in(line)
    assert not supply.secrets_in(f"{line}  # not a secret: made up for a test")


@pytest.mark.parametrize(
    "line",
    [
        "pytest.mark.django_db(transaction=True, serialized_rollback=True)",
        'id = "01a2134e-9505-7dd2-be99-39258c7d9b4d"',
        'NAME = "account_reset_password_from_key_done_and_more"',
        'DATABASE_URL="postgres://rapport:$PASSWORD@db/rapport"',
        "visits/tests/test_promise_property_and_others.py",
    ],
)
def test_words_are_none(line):
    assert not supply.secrets_in(line)


def test_a_lock_out_of_step_is_seen(tmp_path, monkeypatch):
    (tmp_path / "requirements.in").write_text("django~=5.2.0\nnh3\n")
    (tmp_path / "requirements.txt").write_text(LOCK)
    monkeypatch.setattr(supply, "BASE_DIR", tmp_path)
    assert [line.split(":")[0] for line in supply.pins("")] == [
        "requirements.txt",
        "requirements.txt and requirements.in differ by nh3",
    ]


FINE = {"name": "a", "version": "1", "vulns": []}


@pytest.mark.parametrize(
    ("packages", "is_well", "said"),
    [
        ([FINE], True, "no known weakness"),
        (
            [FINE, {"name": "b", "skip_reason": "not found"}],
            False,
            "NOT CHECKED",
        ),
        ([], False, "could not be asked"),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}], False, "a 1: X-1"),
    ],
)
def test_an_audit_that_did_not_know_a_package_is_no_all_clear(packages, is_well, said, capsys):
    assert audit._told(packages) is is_well
    told = capsys.readouterr()
    assert said in told.out + told.err


@pytest.mark.parametrize(
    ("report", "is_well", "said"),
    [
        ('{"auditReportVersion": 2, "vulnerabilities": {}}', True, "no known weakness"),
        ('{"vulnerabilities": {"a": {"severity": "high", "fixAvailable": true}}}', False, "a: high"),
        ('{"message": "audit endpoint returned an error"}', False, "NOT CHECKED"),
        ("", False, "NOT CHECKED"),
    ],
)
def test_a_list_of_npms_that_could_not_be_asked_is_no_weakness_and_no_all_clear(report, is_well, said, capsys):
    assert audit._told_of_assets(report) is is_well
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert ("weaknesses are known" in told.out + told.err) is ("high" in report)
