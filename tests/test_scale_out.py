"""Several machines, all real: the rehearsals of `make soak`, shorter. They raise where a promise is not kept."""

import pytest

import soak
from config.launch.say import Stop
from soak import replica, servers
from soak.__main__ import rehearsals

pytestmark = pytest.mark.xdist_group("machines")


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_one_web_server_and_one_worker_die_under_load_and_nothing_is_lost(tmp_path):
    facts = servers.rehearse(tmp_path, 7, released=False)
    assert min(facts["requests answered, by server"].values()) > 10
    assert facts["forms posted"] == facts["rows from them"] > 5
    assert facts["told in the product, each once"] == 70


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_replica_takes_reads_and_its_death_costs_no_page(tmp_path):
    facts = replica.rehearse(tmp_path, 7)
    assert facts["answers 5xx"] == 0
    from_replica, from_primary = facts["reads of the clients' table by 20 pages, replica and primary"]
    assert from_replica >= 20  # at least one a page
    assert from_primary == 0
    changed, stale = facts["names changed and read back at once under load, old names seen"]
    assert changed > 5
    assert stale == 0


def test_each_module_with_a_rehearsal_is_found_and_an_unknown_one_is_told():
    assert {"replica", "servers"} <= set(rehearsals([]))
    assert set(rehearsals(["replica"])) == {"replica"}
    with pytest.raises(Stop, match="ONLY=nothing is unknown"):
        rehearsals(["nothing"])


def test_a_broken_promise_is_told_with_its_figures():
    soak.must(True, "kept")
    with pytest.raises(soak.Failed, match=r"Every form makes one row \[3\] \[4\]"):
        soak.must(False, "Every form makes one row", 3, 4)
