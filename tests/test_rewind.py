"""Going back to a moment, on a real PostgreSQL that is destroyed. `make soak` does it for longer and under load."""

import datetime
import shutil
import time

import pytest

from config.launch import rewind
from config.launch.say import Stop
from tests.installation import installation

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("machines")]


def test_back_to_a_moment_between_two_writes():
    with installation() as own:
        own.start()
        own.do("CREATE TABLE kept (word text)")
        own.python("manage.py", "base_copy")
        own.do("INSERT INTO kept VALUES ('before')")
        time.sleep(1.1)  # the base copy's name is of a whole second
        moment = own.ask("SELECT now()")[0][0]
        time.sleep(0.05)
        own.do("INSERT INTO kept VALUES ('mistake')")
        own.received()
        own.kill()
        shutil.rmtree(own.var / "postgres")  # the disk is gone; only the kept log is left

        late = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
        assert "oldest base copy" in own.refused("-m", "config.launch.rewind", "--to", "2001-01-01 00:00+00:00")
        assert "ends before that moment" in own.refused("-m", "config.launch.rewind", "--to", late.isoformat())
        own.python("-m", "config.launch.rewind", "--to", moment.isoformat())
        own.start()
        assert own.ask("SELECT word FROM kept") == [("before",)]

        # It goes on from there: the receiver begins anew, and the next accident costs nothing that was received.
        own.python("manage.py", "base_copy")
        own.do("INSERT INTO kept VALUES ('after')")
        own.received()
        own.kill()
        own.python("-m", "config.launch.rewind")
        own.start()
        assert own.ask("SELECT word FROM kept ORDER BY word") == [("after",), ("before",)]
        (aside,) = own.var.glob("postgres.before-*")
        assert (aside / "PG_VERSION").exists()

        # Begun anew with nothing: the log of the lost one is set aside whole, and the new one has its own.
        own.do("INSERT INTO kept VALUES ('lost')")
        own.received()
        own.kill()
        shutil.rmtree(own.var)
        known = set(own.kept.glob("before-*"))
        own.start()
        (lost,) = set(own.kept.glob("before-*")) - known
        assert list((lost / "wal").iterdir())
        assert own.kept.joinpath("wal").exists()


def test_which_base_copy(tmp_path):
    for name in ("20260101-000000", "20260105-000000", "partial-7", "20260109-000000"):
        (tmp_path / name).mkdir()
        if name != "20260109-000000":  # not whole
            (tmp_path / name / "base.tar.gz").touch()

    def at(day):
        return datetime.datetime(2026, 1, day, 12, tzinfo=datetime.UTC)

    assert rewind.choose_base(tmp_path, at(3)).name == "20260101-000000"
    assert rewind.choose_base(tmp_path, at(8)).name == "20260105-000000"
    assert rewind.choose_base(tmp_path, None).name == "20260105-000000"
    with pytest.raises(Stop, match="oldest base copy is of 20260101"):
        rewind.choose_base(tmp_path, datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(Stop, match="no base copy"):
        rewind.choose_base(tmp_path / "nowhere", None)


@pytest.mark.parametrize(("given", "words"), [("yesterday", "is no moment"), ("2026-01-31 09:30", "no offset")])
def test_a_moment_that_is_none(given, words):
    with pytest.raises(Stop, match=words):
        rewind._target(["--to", given])
