"""A streaming replica takes reads: own writes are seen at once, and its delay, death and return cost no page."""

import contextlib
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2

from bench.measure.browser import fields_of
from soak import must
from soak.load import PURPOSE, Person, Proxy, working
from soak.site import Site

PEOPLE = 4
LAG_SECONDS = 2
REST_SECONDS = 3  # core/replica.py
# Both servers log every statement, so that each read of the clients' table can be told where it was answered.
# A query asked plainly, or one that the connection has prepared: its SQL stands in the line below the EXECUTE.
_READ = re.compile(r'(?:statement: SELECT|DETAIL: +prepare: PREPARE) .*FROM "crm_client"')
_CONFLICT = "conflict with recovery"
_SEND = "SELECT pg_logical_emit_message(false, 'soak', '', true)"  # what is not committed goes to the replica now
_LOCKED = "SELECT count(*) > 0 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted"
_BLOCKED = (
    "SELECT count(*) > 0 FROM pg_stat_activity WHERE backend_type = 'client backend' AND wait_event_type = 'Lock'"
)


def rehearse(folder: Path, seconds: float) -> dict[str, Any]:
    """Run it: quiet questions first, then deaths under load."""
    with Site(folder, released=False) as site:
        clients = site.ask("fill", people=PEOPLE, clients=3)
        site.sql("db", "ALTER SYSTEM SET log_statement = 'all'")  # the copy takes it over
        site.sql("db", "SELECT pg_reload_conf()")
        site.replica("replica")
        site.more = {"RAPPORT_REPLICA_URL": site.url("replica"), "RAPPORT_REPLICA_LAG": str(LAG_SECONDS)}
        site.ready_machine("a")
        site.web("a")
        site.await_web("a")
        proxy = Proxy(site.ports)
        people = [Person(name, proxy, mine) for name, mine in clients.items()]
        lead = Person("lead", proxy)
        for person in (*people, lead):
            person.sign_in()
        facts = _reads_come_from_it(site, lead, clients["manager0"][0])
        facts |= _writes_are_seen(site, people[0], lead)
        facts |= _not_found_is_asked_again(site, people[0], lead)
        facts |= _switching_off_is_immediate(site, people.pop())
        facts |= _a_page_yields_to_replay(site, lead, clients["manager0"][0])
        facts |= _under_load(site, people, seconds)
        odd = [words for person in (*people, lead) for words in person.odd]
        must(not odd, "People get the pages they ask for", odd[:5], len(odd))
        must(proxy.failures() == 0, "No page fails", dict(proxy.answers))
        return facts | {"requests answered": sum(proxy.answers.values()), "answers 5xx": proxy.failures()}


def _reads_come_from_it(site: Site, lead: Person, client: str) -> dict[str, Any]:
    _wait(lambda: _is_read(site, lead, client), "Pages are read from the replica", 20)
    before = {name: _reads(site, name) for name in ("db", "replica")}
    for _ in range(20):
        lead.look(f"/clients/{client}/")
    grown = {name: _reads(site, name) - before[name] for name in before}
    must(grown["replica"] >= 20 and grown["db"] == 0, "Of 20 client pages, all are read from the replica", grown)
    return {"reads of the clients' table by 20 pages, replica and primary": [grown["replica"], grown["db"]]}


def _writes_are_seen(site: Site, writer: Person, lead: Person) -> dict[str, Any]:
    """While the replica stands still, who wrote sees it at once, and others after LAG_SECONDS at the latest."""
    client = writer.clients[0]
    page = f"/clients/{client}/"
    seen, old, rounds, longest = 0, 0, 3, 0.0
    for number in range(rounds):
        _wait(lambda: _is_read(site, lead, client), "The replica is read from when it has caught up", 15)
        site.sql("replica", "SELECT pg_wal_replay_pause()")
        began, name = time.monotonic(), f"Renamed {number}"
        _rename(writer, client, name)
        wrote = time.monotonic()
        seen += name in writer.get(page).body
        shown = lead.get(page).body
        if time.monotonic() - began < LAG_SECONDS * 0.9:  # on a busy machine the bound may have passed already
            old += name not in shown
        while name not in shown and time.monotonic() - wrote < LAG_SECONDS + 5:
            longest = time.monotonic() - wrote  # when this page, an old one, was asked for
            shown = lead.get(page).body
        must(name in shown, "Others see it soon")
        behind = site.sql("db", "SELECT pg_current_wal_lsn() <> %s::pg_lsn", site.sql("replica", _AT))
        must(behind, "The replica was behind all that time")
        site.sql("replica", "SELECT pg_wal_replay_resume()")
    must(seen == rounds, "Who wrote sees it at once", seen)
    must(old > 0, "The replica stood still, or this shows nothing", old)
    must(longest <= LAG_SECONDS, f"No page is older than {LAG_SECONDS} s", longest)
    return {
        "writes seen at once by who wrote them, replay standing still": f"{seen} of {rounds}",
        f"seconds until others saw them (at most {LAG_SECONDS} allowed)": round(longest, 1),
    }


_AT = "SELECT pg_last_wal_replay_lsn()::text"


def _not_found_is_asked_again(site: Site, writer: Person, lead: Person) -> dict[str, Any]:
    """A visit that the replica does not have yet is found all the same by who gets its address."""
    site.sql("replica", "SELECT pg_wal_replay_pause()")
    visit = writer.plan(writer.clients[0])
    answer = lead.get(f"/visits/{visit}/")
    site.sql("replica", "SELECT pg_wal_replay_resume()")
    must(answer.status == 200, "A replica's “not found” is asked again of the primary", answer.status)
    return {"a new visit opened by another person, replay standing still": answer.status}


def _switching_off_is_immediate(site: Site, person: Person) -> dict[str, Any]:
    site.sql("replica", "SELECT pg_wal_replay_pause()")
    before = person.get("/clients/").status
    site.ask("switch_off", username=person.name)
    answer = person.get("/clients/")
    site.sql("replica", "SELECT pg_wal_replay_resume()")
    must(before == 200 and answer.status == 302, "Who is switched off is out at once", before, answer.status)
    return {"next page of who was switched off, replay standing still": f"{answer.status} to sign-in"}


def _a_page_yields_to_replay(site: Site, lead: Person, client: str) -> dict[str, Any]:
    """Have replay throw out the question of a page: it must be made again on the primary.

    The page's question holds the clients' table and waits for that of industries, which replay has locked; then replay
    wants the clients' table as well.
    """
    _wait(lambda: _is_read(site, lead, client), "Pages are read from the replica", 20)
    page = threading.Thread(target=lead.look, args=[f"/clients/{client}/"])
    with contextlib.closing(psycopg2.connect(site.url("db"))) as primary, primary.cursor() as cursor:
        cursor.execute("LOCK TABLE crm_industry IN ACCESS EXCLUSIVE MODE")
        site.sql("db", _SEND)
        site.sql("replica", "ALTER SYSTEM SET max_standby_streaming_delay = 0")  # questions yield to replay at once
        site.sql("replica", "SELECT pg_reload_conf()")
        _wait(lambda: site.sql("replica", _LOCKED), "Replay takes the lock over", 10)
        page.start()
        blocked = _until(lambda: site.sql("replica", _BLOCKED), 10)
        cursor.execute("LOCK TABLE crm_client IN ACCESS EXCLUSIVE MODE")
        site.sql("db", _SEND)
        thrown_out = _until(lambda: _CONFLICT in _log(site, "postgres replica"), 10)
        primary.rollback()
    page.join()
    site.sql("replica", "ALTER SYSTEM RESET max_standby_streaming_delay")
    site.sql("replica", "SELECT pg_reload_conf()")
    must(blocked and thrown_out, "Replay throws out the question of a page", blocked, thrown_out)
    must(not lead.odd, "A page that the replica throws out is made on the primary", lead.odd)
    return {"pages made again on the primary, their question thrown out for replay": 1}


def _under_load(site: Site, people: list[Person], seconds: float) -> dict[str, Any]:
    """End the replica's sessions, then all of it at once, and bring it back, while people work."""
    writer = people.pop()
    read_back = _ReadBack(writer, writer.clients[0])
    with working(people):
        began, ended = time.monotonic(), 0
        while time.monotonic() < began + seconds * 0.3:
            ended += site.sql("replica", _END_SESSIONS)
            read_back.until(time.monotonic() + 0.2)
        _wait(lambda: _grows(site), "The replica is read from again", REST_SECONDS + 12)
        site.kill("postgres replica")
        read_back.until(began + seconds * 0.6)
        alone = _log(site)
        site.postgres("replica")
        _wait(lambda: _grows(site), "The replica is read from when it is back", REST_SECONDS + 15)
        read_back.until(max(began + seconds, time.monotonic() + 1))
    must("OperationalError" in alone, "The web server says that it leaves the replica alone", alone[-300:])
    forms = [form for person in people for form in person.posted]
    rows = site.ask("visits", purpose=PURPOSE)
    must(set(forms) <= set(rows) and len(rows) == len(set(rows)), "Every form makes one row", len(forms), len(rows))
    must(read_back.stale == 0, "Who wrote sees it at once, under load too", read_back.stale, read_back.times)
    return {
        "sessions ended on the replica under load": ended,
        "forms posted under load": len(forms),
        "names changed and read back at once under load, old names seen": [read_back.times, read_back.stale],
        "times the replica was left alone, and taken again": [_log(site).count("is not read from"),
                                                              _log(site).count("is read from again")],
    }  # fmt: skip


class _ReadBack:
    """Change a client's name and open its page at once, again and again."""

    def __init__(self, writer: Person, client: str) -> None:
        self.writer, self.client = writer, client
        self.times = self.stale = 0

    def until(self, moment: float) -> None:
        while time.monotonic() < moment:
            self.times += 1
            name = _rename(self.writer, self.client, f"Under load {self.times}")
            self.stale += name not in self.writer.get(f"/clients/{self.client}/").body


_END_SESSIONS = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def _log(site: Site, name: str = "web a") -> str:
    return (site.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def _reads(site: Site, machine: str) -> int:
    return len(_READ.findall(_log(site, f"postgres {machine}")))


def _is_read(site: Site, person: Person, client: str) -> bool:
    """Say whether the replica is asked for a page that this person opens now."""
    before = _reads(site, "replica")
    person.look(f"/clients/{client}/")
    return _reads(site, "replica") > before


def _grows(site: Site) -> bool:
    before = _reads(site, "replica")
    time.sleep(0.3)
    return _reads(site, "replica") > before


def _rename(person: Person, client: str, name: str) -> str:
    """Give a client another name through its form; return the name."""
    path = f"/clients/{client}/edit/"
    answer = person.post(path, fields_of(person.get(path).body.encode()) | {"name": name})
    must(answer.status == 302, "A client can be renamed", answer.status)
    return name


def _wait(said: Callable[[], bool], promise: str, seconds: float) -> None:
    must(_until(said, seconds), promise, f"waited {seconds} s")


def _until(said: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not said():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
