"""A year of the demo's visits: every state, promises kept and broken, records late and on time."""

import datetime
import zoneinfo
from dataclasses import dataclass, field
from random import Random
from typing import Any

from accounts.models import User
from visits import factories
from visits.demo.clients import DemoClient
from visits.demo.vocabulary import WORDS
from visits.models import (
    Comment,
    Objection,
    Promise,
    PromiseChange,
    PromiseState,
    PurposeResult,
    Request,
    RequestCategory,
    Visit,
    VisitChange,
    VisitKind,
    VisitNotes,
    VisitRecord,
    VisitState,
    VisitTopic,
)

HOURS = (9, 10, 11, 14, 15, 16)
REVIEWED_AFTER = datetime.timedelta(days=6)
REVIEW_TAKES = datetime.timedelta(hours=4)


@dataclass
class Year:
    """Rows being collected, written in one go at the end."""

    now: datetime.datetime
    zone: zoneinfo.ZoneInfo
    rng: Random
    reviewers: dict[Any, User]
    rows: dict[type, list[Any]] = field(default_factory=dict)
    people_met: list[tuple[Visit, Any]] = field(default_factory=list)

    def add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def moment(self, day: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        return datetime.datetime.combine(day, datetime.time(hour, minute), self.zone)

    def write(self) -> None:
        """Insert everything, parents before children."""
        for model in (
            Visit,
            VisitChange,
            VisitNotes,
            VisitTopic,
            VisitRecord,
            Comment,
            Request,
            Objection,
            Promise,
            PromiseChange,
        ):
            model._base_manager.bulk_create(self.rows.get(model, []), batch_size=500)
        Visit.people.through.objects.bulk_create(
            [Visit.people.through(visit_id=visit.pk, person_id=person.pk) for visit, person in self.people_met],
            batch_size=1000,
        )


def make_year(
    *, clients: list[DemoClient], people: dict[str, User], now: datetime.datetime, zone: zoneinfo.ZoneInfo, rng: Random
) -> Year:
    """Create about four visits a week for each account manager over a year, and a fortnight ahead."""
    reviewers = {
        person.pk: people["zhou.min" if person.team == people["stranger"].team else "lead"]
        for person in people.values()
    }
    year = Year(now=now, zone=zone, rng=rng, reviewers=reviewers)
    today = now.astimezone(zone).date()
    by_owner: dict[Any, list[DemoClient]] = {}
    for client in clients:
        by_owner.setdefault(client.row.owner_id, []).append(client)
    for own in by_owner.values():
        for offset in range(-365, 15):
            day = today + datetime.timedelta(days=offset)
            if day.weekday() >= 5 or offset == 0:
                continue
            for hour in sorted(rng.sample(HOURS, rng.choices((0, 1, 2), (4, 5, 2))[0])):
                _visit(year, rng.choice(own), year.moment(day, hour))
    _today(year, by_owner[people["manager"].pk], people["manager"], today)
    _under_way(year, by_owner[people["teammate"].pk][0])
    _turns(year, Random(rng.random()), {client.row.pk: client for client in clients})  # noqa: S311  a story
    year.write()
    latest: dict[Any, datetime.datetime] = {}
    for record in year.rows[VisitRecord]:
        client_id, left = record.visit.client_id, record.visit.left_at
        latest[client_id] = max(left, latest.get(client_id, left))
    for client in clients:
        client.row.last_visit_at = latest.get(client.row.pk)
    type(clients[0].row)._base_manager.bulk_update([c.row for c in clients], ["last_visit_at"], batch_size=100)
    return year


def _words(client: DemoClient, name: str) -> Any:
    return WORDS["words"][f"{name}_{'zh' if client.chinese else 'en'}"]


def _visit(year: Year, client: DemoClient, start: datetime.datetime) -> Visit:
    rng, story = year.rng, year.rng.choice(WORDS["stories"])["zh" if client.chinese else "en"]
    visit = factories.VisitFactory.build(
        client=client.row, starts_at=start, purpose=story[0], success=story[1], place=client.row.address,
        planned_minutes=rng.choice((30, 45, 45, 60)), is_demo=True, created_at=start - datetime.timedelta(days=4),
    )  # fmt: skip
    met = [person for person in client.people if person.name][: rng.randint(1, 2)]
    year.people_met += [(visit, person) for person in met]
    for position, text in enumerate(_words(client, "topics")[: rng.randint(1, 3)]):
        year.add(VisitTopic(visit=visit, position=position, text=text, is_done=start < year.now))
    if start > year.now:
        if rng.random() < 0.5:
            visit.state, visit.confirmed_at = VisitState.CONFIRMED, year.now - datetime.timedelta(days=1)
        return year.add(visit)
    if rng.random() < 0.05:
        visit.state, visit.cancel_reason = VisitState.CANCELLED, _words(client, "cancel")
        visit.cancelled_at = start - datetime.timedelta(hours=20)
        year.add(VisitChange(visit=visit, by=visit.owner, old_starts_at=start, reason=visit.cancel_reason))
        return year.add(visit)
    visit.arrived_at = start + datetime.timedelta(minutes=rng.randint(-6, 12))
    visit.left_at = visit.arrived_at + datetime.timedelta(minutes=visit.planned_minutes + rng.randint(-15, 25))
    year.add(visit)
    year.add(VisitNotes(visit=visit, body=_words(client, "notes")))
    _record(year, client, visit, visit.left_at, story)
    _findings(year, client, visit, visit.left_at)
    return visit


def _record(year: Year, client: DemoClient, visit: Visit, left: datetime.datetime, story: list[str]) -> None:
    rng, age = year.rng, year.now - left
    delay = datetime.timedelta(minutes=rng.choice((8, 15, 26, 40, 75, 180, 1500, 2900)))
    if age < delay + datetime.timedelta(minutes=5):
        visit.state = VisitState.TO_RECORD
        return
    result = rng.choices(PurposeResult.values, (5, 3, 2))[0]
    submitted: datetime.datetime = left + delay
    record = year.add(
        factories.VisitRecordFactory.build(
            visit=visit, result=result, gains=story[2], losses=story[3], next_step=story[4],
            next_contact_on=(submitted + datetime.timedelta(days=rng.randint(7, 40))).date(),
            first_submitted_at=submitted,
        )
    )  # fmt: skip
    visit.state = VisitState.RECORDED
    if age > REVIEWED_AFTER:
        _review(year, record, submitted + REVIEW_TAKES, VisitState.ACCEPTED, _words(client, "accepted"))
    elif rng.random() < 0.25:
        _review(year, record, submitted + REVIEW_TAKES, VisitState.SENT_BACK, _words(client, "sent_back"))


def _review(year: Year, record: VisitRecord, reviewed_at: datetime.datetime, verdict: VisitState, words: str) -> None:
    record.visit.state = verdict
    record.reviewed_by = year.reviewers[record.visit.owner_id]
    record.reviewed_at = reviewed_at
    says = words if verdict == VisitState.SENT_BACK or year.rng.random() < 0.2 else ""
    year.add(
        Comment(visit=record.visit, author=record.reviewed_by, body=says, verdict=verdict, created_at=reviewed_at)
    )


def _findings(year: Year, client: DemoClient, visit: Visit, left: datetime.datetime) -> None:
    rng = year.rng
    person = client.people[0]
    common = {"client": client.row, "visit": visit, "noted_by": visit.owner, "noted_at": left, "person": person}
    if rng.random() < 0.35:
        resolved = left + datetime.timedelta(days=5)
        year.add(
            Request(
                text=rng.choice(_words(client, "requests")), category=rng.choice(RequestCategory.values),
                resolved_at=resolved if resolved < year.now else None, **common,
            )
        )  # fmt: skip
    if rng.random() < 0.25:
        year.add(Objection(text=rng.choice(_words(client, "objections")), **common))
    if rng.random() < 0.4:
        _promise(year, client, visit, left.astimezone(year.zone).date() + datetime.timedelta(days=rng.randint(3, 21)))


def _promise(year: Year, client: DemoClient, visit: Visit, due: datetime.date, text: str = "") -> Promise:
    rng, today = year.rng, year.now.astimezone(year.zone).date()
    promise = factories.PromiseFactory.build(
        client=client.row, visit=visit, person=client.people[0], due_on=due, is_demo=True,
        text=text or rng.choice(_words(client, "promises")), created_at=visit.left_at or year.now,
    )  # fmt: skip
    if due < today - datetime.timedelta(days=3) or (due <= today and not text and rng.random() < 0.7):
        promise.state = rng.choices((PromiseState.KEPT, PromiseState.BROKEN), (9, 1))[0]
        late = datetime.timedelta(days=rng.choices((0, 2), (8, 2))[0])
        promise.closed_at = min(year.moment(due, 11) + late, year.now)
        if promise.state == PromiseState.BROKEN:
            promise.outcome = _words(client, "broken")
    return year.add(promise)


def _today(year: Year, own: list[DemoClient], manager: User, today: datetime.date) -> None:
    """Make the manager's Today worth opening: a visit soon, one later, one owed, one sent back, a promise due."""
    soon = (year.now + datetime.timedelta(minutes=40)).replace(second=0, microsecond=0)
    soon += datetime.timedelta(minutes=-soon.minute % 5)
    first = _visit(year, own[0], soon)
    first.state, first.confirmed_at = VisitState.CONFIRMED, year.now - datetime.timedelta(hours=3)
    later = _visit(year, own[1], soon + datetime.timedelta(hours=2))
    later.state, later.confirmed_at = VisitState.PLANNED, None
    done = _visit(year, own[2], year.now - datetime.timedelta(hours=2))
    done.starts_at = year.now - datetime.timedelta(hours=2)
    done.state, done.cancel_reason, done.cancelled_at = VisitState.TO_RECORD, "", None
    done.arrived_at = done.starts_at
    done.left_at = done.arrived_at + datetime.timedelta(minutes=50)
    year.rows[VisitRecord] = [r for r in year.rows[VisitRecord] if r.visit is not done]
    year.rows[Comment] = [c for c in year.rows.get(Comment, []) if c.visit is not done]
    year.rows[VisitChange] = [c for c in year.rows.get(VisitChange, []) if c.visit is not done]
    _promise(year, own[0], done, today, text=_words(own[0], "promises")[0])


def _under_way(year: Year, client: DemoClient) -> None:
    """Let one colleague be at a client just now, having dropped in."""
    begun, story = year.now - datetime.timedelta(minutes=20), WORDS["stories"][1]["zh" if client.chinese else "en"]
    year.add(
        factories.VisitFactory.build(
            client=client.row, kind=VisitKind.DROP_IN, state=VisitState.IN_PROGRESS, starts_at=begun, arrived_at=begun,
            planned_minutes=30, purpose=story[0], success=story[1], is_demo=True, created_at=begun,
        )
    )  # fmt: skip


def _turns(year: Year, rng: Random, clients: dict[Any, DemoClient]) -> None:
    """Let some visits have been drop-ins, some have been moved, and some promises have a new date."""
    made = [visit for visit in year.rows[Visit] if visit.left_at]
    dropped_in = rng.sample(made, len(made) // 15)
    for visit in dropped_in:
        visit.kind, visit.planned_minutes, visit.confirmed_at = VisitKind.DROP_IN, 30, None
        visit.arrived_at = visit.created_at = visit.starts_at
    unplanned = {visit.pk for visit in dropped_in}
    year.rows[VisitTopic] = [topic for topic in year.rows[VisitTopic] if topic.visit.pk not in unplanned]
    for visit in rng.sample([visit for visit in made if visit.pk not in unplanned], len(made) // 20):
        told = visit.starts_at - datetime.timedelta(days=3)
        year.add(
            VisitChange(
                visit=visit, by=visit.owner, old_starts_at=visit.starts_at - datetime.timedelta(days=2),
                new_starts_at=visit.starts_at, reason=_words(clients[visit.client_id], "moved"), created_at=told,
            )
        )  # fmt: skip
    for promise in rng.sample(year.rows[Promise], len(year.rows[Promise]) // 12):
        before = promise.due_on - datetime.timedelta(days=2)
        agreed_at = year.moment(before, 10)
        if promise.created_at < agreed_at < (promise.closed_at or year.now):
            year.add(
                PromiseChange(
                    promise=promise, by=promise.owner, old_due_on=before, new_due_on=promise.due_on,
                    agreed_with_client=rng.random() < 0.8, reason=_words(clients[promise.client_id], "new_date"),
                    created_at=agreed_at,
                )
            )  # fmt: skip
