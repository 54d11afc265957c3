"""Two web servers and two workers on one database: one of each is killed under load, and nothing is lost."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from soak import must
from soak.load import PURPOSE, Person, Proxy, working
from soak.site import Site

MACHINES = ("a", "b")
PEOPLE = 4
REMINDERS_A_SECOND = 10


def rehearse(folder: Path, seconds: float, *, released: bool = True) -> dict[str, Any]:
    """Run it; `released` serves hashed static files from two folders and compares them."""
    with Site(folder, released=released) as site:
        clients = site.ask("fill", people=PEOPLE, clients=3)
        for machine in MACHINES:
            site.ready_machine(machine)
            site.web(machine)
            site.worker(machine)
            site.beat(machine)  # two wake twice; leases see to it that each reminder is told once
        for machine in MACHINES:
            site.await_web(machine)
        proxy = Proxy(site.ports)
        people = [Person(name, proxy, mine) for name, mine in clients.items()]
        for person in people:
            person.sign_in()
        due = site.ask("due", count=int(REMINDERS_A_SECOND * seconds), within=seconds)
        with working(people):
            began = time.monotonic()
            _sleep_until(began + seconds * 0.3)
            site.kill("web b")
            _sleep_until(began + seconds * 0.4)
            site.kill("worker a")
            site.kill("beat a")
            _sleep_until(began + seconds * 0.5)
            site.web("b")
            _sleep_until(began + seconds)
        site.worker("a")
        _wait_for_reminders(site, folder)
        facts = _counted(site, proxy, people, due)
        if released:
            facts["static files with equal names on both"] = _equal_static(folder)
        return facts


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _wait_for_reminders(site: Site, folder: Path, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while (left := site.ask("waiting")) and time.monotonic() < end:
        time.sleep(0.3)
    must(not left, "Every due reminder is sent, whoever dies", f"{left} wait after {seconds:.0f} s", folder)


def _counted(site: Site, proxy: Proxy, people: list[Person], due: int) -> dict[str, Any]:
    """Return the figures; raise `Failed` for any that may not be."""
    odd = [words for person in people for words in person.odd]
    must(not odd, "People get the pages they ask for", odd[:5], len(odd))
    must(proxy.failures() == 0, "No server answers 5xx", dict(proxy.answers))
    broken = proxy.broken + proxy.asked_again
    must(set(broken) <= {"b"}, "Only what was sent to the killed server goes unanswered", dict(broken))
    must(broken.total() <= len(people), "At most what was in flight goes unanswered", broken.total())

    rows = Counter(site.ask("visits", purpose=PURPOSE))
    forms = [form for person in people for form in person.posted]
    must(set(forms) == set(rows), "Every form makes its row", len(set(forms) - set(rows)), len(set(rows) - set(forms)))
    must(rows.total() == len(rows) == len(forms), "Every form makes one row", len(forms), rows.total())

    told = site.ask("told")
    must(told["reminders"] == told["told once"] == told["told"] == due, "Each reminder is told once", told, due)
    must(told["dropped"] == 0, "No reminder is dropped", told["dropped"])
    mails = {machine: _message_ids(site, machine) for machine in MACHINES}
    sent = Counter(one for ids in mails.values() for one in ids)
    must(set(sent) == set(told["message_ids"]), "Every mail is sent, and none that is nobody's", len(sent), due)
    return {
        "requests answered, by server": proxy.by_server(),
        "answers 5xx": proxy.failures(),
        "pages in flight to the killed server, asked of the other": proxy.asked_again.total(),
        "forms in flight to the killed server, posted again by the person": proxy.broken.total(),
        "forms posted": len(forms),
        "rows from them": rows.total(),
        "reminders due": due,
        "told in the product, each once": told["told"],
        "mails sent, by the worker's machine": {machine: len(ids) for machine, ids in mails.items()},
        "mails sent twice, with the same Message-ID": sent.total() - len(sent),
    }


def _message_ids(site: Site, machine: str) -> list[str]:
    """Return the Message-ID of each mail that this machine's worker sent, from the files the demo keeps them in."""
    lines = [line for path in (site.folder / machine / "mail").glob("*.log")
             for line in path.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    return [line.partition(": ")[2] for line in lines if line.lower().startswith("message-id: ")]


def _equal_static(folder: Path) -> int:
    manifests = [json.loads((folder / machine / "static/staticfiles.json").read_text()) for machine in MACHINES]
    must(manifests[0]["paths"] == manifests[1]["paths"], "Two machines name their static files alike")
    return len(manifests[0]["paths"])
