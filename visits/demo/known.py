"""What the demo knows of people: ways to reach them, birthdays, small requests, who knows whom."""

import datetime as dt
from random import Random

from django.utils import timezone

from core.ids import uuid7
from crm.models import (
    Acquaintance,
    Channel,
    ContactWay,
    DateCalendar,
    DateKind,
    Person,
    PersonDate,
    Relation,
    TieKind,
    Trait,
    TraitKind,
)  # fmt: skip
from crm.models.also import fill_also
from crm.models.contact_way import key_of
from visits.demo.vocabulary import is_chinese

ZH = (("上午十点前打电话最好", TraitKind.REQUEST), ("只喝白开水", TraitKind.HABIT), ("周末钓鱼", TraitKind.INTEREST),
      ("说话直接,不绕弯", TraitKind.CHARACTER), ("不喝酒", TraitKind.TABOO))  # fmt: skip
EN = (("Likes to be called before ten", TraitKind.REQUEST), ("Plays badminton on Sundays", TraitKind.INTEREST),
      ("Wants figures first", TraitKind.CHARACTER), ("Never on Mondays", TraitKind.TABOO))  # fmt: skip


def make_known(people: list[Person], rng: Random) -> None:
    """Write rows for everybody who has a name; a few know each other across clients."""
    named = [person for person in people if person.name]
    today = timezone.localdate()
    ways: list[ContactWay] = []
    dates: list[PersonDate] = []
    traits: list[Trait] = []
    for person in named:
        mobile = f"1{rng.choice('3578')}{rng.randint(100000000, 999999999)}"
        ways.append(_way(person, Channel.MOBILE, mobile, preferred=True))
        if rng.random() < 0.5:
            ways.append(_way(person, Channel.EMAIL, f"p{rng.randint(1000, 9999)}@client.example"))
        if rng.random() < 0.25:
            ways.append(_way(person, Channel.WECHAT, f"wx_{rng.randint(10000, 99999)}"))
        if rng.random() < 0.3:
            dates.append(_birthday(person, rng, today))
        if rng.random() < 0.35:
            text, kind = rng.choice(ZH if is_chinese(person.name) else EN)
            noted = today - dt.timedelta(days=rng.randint(3, 300))
            traits.append(Trait(person=person, noted_by=person.client.owner, kind=kind, text=text, noted_on=noted))
    ContactWay.objects.bulk_create(ways)
    fill_also(Person, again=True)
    PersonDate.objects.bulk_create(dates)
    Trait.objects.bulk_create(traits)
    _ties(named, rng)


def _way(person: Person, channel: Channel, value: str, *, preferred: bool = False) -> ContactWay:
    return ContactWay(
        id=uuid7(), person=person, noted_by=person.client.owner, channel=channel, value=value,
        key=key_of(channel, value), is_preferred=preferred,
    )  # fmt: skip


def _birthday(person: Person, rng: Random, today: dt.date) -> PersonDate:
    near = today + dt.timedelta(days=rng.randint(-180, 180))
    is_lunar = rng.random() < 0.3
    date = PersonDate(
        person=person, noted_by=person.client.owner, kind=DateKind.BIRTHDAY, month=near.month, day=min(near.day, 28),
        calendar=DateCalendar.LUNAR if is_lunar else DateCalendar.SOLAR,
    )  # fmt: skip
    date.next_on = date.next_after(today)
    return date


def _ties(people: list[Person], rng: Random) -> None:
    """Let a manager know somebody at each client, and a fifth of the people somebody elsewhere."""
    known = [person for person in people if rng.random() < 0.2]
    Acquaintance.objects.bulk_create(
        Acquaintance(
            person=person, colleague=person.client.owner, noted_by=person.client.owner, strength=rng.randint(1, 3)
        )
        for person in known
    )  # fmt: skip
    pairs = {frozenset(rng.sample(range(len(people)), 2)) for _ in range(len(people) // 5)}
    rows = []
    for one, other in (sorted(pair) for pair in sorted(pairs, key=sorted)):
        kind = rng.choice((TieKind.CLASSMATE, TieKind.WORKED, TieKind.FRIEND, TieKind.TOWN))
        rows.append(
            Relation(
                person=people[one], other=people[other], noted_by=people[one].client.owner, kind=kind,
                strength=rng.randint(1, 3),
            )
        )  # fmt: skip
    Relation.objects.bulk_create(rows)
