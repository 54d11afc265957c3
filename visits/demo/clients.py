"""The demo's clients with departments, people and products in use."""

import datetime
from dataclasses import dataclass, field
from random import Random

from accounts.models import User
from crm import factories
from crm.models import (
    Client,
    ClientShare,
    Department,
    DepartmentFunction,
    Person,
)
from visits.demo.firms import make_firms
from visits.demo.installed import make_installed
from visits.demo.known import make_known
from visits.demo.vocabulary import WORDS, is_chinese

PEOPLE_IN_ALL = 500
# How many of the 80 clients each account manager looks after.
SHARES = {"manager": 20, "teammate": 14, "stranger": 14, "ines.costa": 12, "he.jiayi": 10, "tom.adeyemi": 10}


@dataclass
class DemoClient:
    """A client with what the visits need: its people, and the language of its papers."""

    row: Client
    chinese: bool
    people: list[Person] = field(default_factory=list)


def make_clients(*, people: dict[str, User], rng: Random, today: datetime.date) -> list[DemoClient]:
    """Create industries, 80 clients and 500 people at them."""
    clients = _clients(people, rng)
    _organisations(clients, rng)
    make_firms(clients=clients, people=people, rng=Random(rng.random()), today=today)  # noqa: S311  a story
    make_installed(clients, rng, today)
    ClientShare.objects.create(
        client=next(c.row for c in clients if c.row.owner == people["teammate"]),
        user=people["manager"],
        shared_by=people["teammate"],
    )
    return clients


def _clients(people: dict[str, User], rng: Random) -> list[DemoClient]:
    owners = [people[name] for name, count in SHARES.items() for _ in range(count)]
    rng.shuffle(owners)
    made: list[DemoClient] = []
    streets = (("中山路", "Zhongshan Road"), ("人民大道", "Renmin Avenue"), ("滨江路", "Riverside Road"))
    for trade in WORDS["industries"]:
        industry = factories.IndustryFactory(name_en=trade["en"], name_zh=trade["zh"])
        for name, other in trade["clients"]:
            chinese = is_chinese(name)
            street = rng.choice(streets)[0 if chinese else 1]
            number = rng.randint(1, 400)
            row = factories.ClientFactory.build(
                owner=owners.pop(),
                name=name,
                other_name=other,
                short_name=name.removesuffix("有限公司")[:4] if chinese else "",
                tier=rng.choices(["A", "B", "C", ""], (2, 3, 5, 1))[0],
                industry=industry,
                phone=f"0{rng.randint(20, 29)}-{rng.randint(6000, 8999)} {rng.randint(1000, 9999)}",
                address=f"{street} {number} 号" if chinese else f"{number} {street}",
                website=f"https://client-{len(made) + 1}.example/",
                is_demo=True,
            )
            made.append(DemoClient(row, chinese))
    Client.objects.bulk_create([client.row for client in made])
    return made


def _organisations(clients: list[DemoClient], rng: Random) -> None:
    """Give each client departments and people; the top post leads, deputies and heads report up (K1)."""
    functions = (
        ("信息部", "IT", DepartmentFunction.SUPPORTING),
        ("采购部", "Purchasing", DepartmentFunction.PURCHASING),
        ("运营部", "Operations", DepartmentFunction.USING),
    )
    sizes = [PEOPLE_IN_ALL // len(clients)] * len(clients)
    for index in range(PEOPLE_IN_ALL - sum(sizes)):
        sizes[index] += 1
    rng.shuffle(sizes)
    departments: list[Department] = []
    for client, size in zip(clients, sizes, strict=True):
        own = [
            Department(
                client=client.row,
                name=zh if client.chinese else en,
                function=function if rng.random() < 0.8 else DepartmentFunction.OTHER,
            )
            for zh, en, function in functions
        ]
        departments += own
        for index in range(size):
            client.people.append(_person(client, index, own, rng))
    Department.objects.bulk_create(departments)
    everyone = [person for client in clients for person in client.people]
    superiors = {person.pk: person.reports_to_id for person in everyone}
    for person in everyone:
        person.reports_to_id = None  # set afterwards: a row cannot point to one not yet there
    Person.objects.bulk_create(everyone)
    for person in everyone:
        person.reports_to_id = superiors[person.pk]
    Person.objects.bulk_update(everyone, ["reports_to"], batch_size=250)
    make_known(everyone, rng)


def _person(client: DemoClient, index: int, departments: list[Department], rng: Random) -> Person:
    names = WORDS["names"]
    post = WORDS["posts"][index % len(WORDS["posts"])]
    surname = rng.choice(names["surnames"])
    name = surname + rng.choice(names["given"]) if client.chinese else rng.choice(names["english"])
    title = post["title"]
    department = {2: 0, 5: 0, 3: 1}.get(index, 2)
    superior = None if index == 0 else client.people[0 if index < 5 else {5: 2, 6: 4, 7: 1}.get(index, 0)]
    placeholder = index == 3 and rng.random() < 0.3
    return factories.PersonFactory.build(
        client=client.row,
        department=departments[department] if index > 1 else None,
        name="" if placeholder else name,
        position=post["zh"] if client.chinese else post["en"],
        courtesy_title="" if placeholder or not title or not client.chinese else surname + title,
        level=post["level"] if index < 5 or rng.random() < 0.7 else "",
        reports_to=superior,
        created_at=client.row.created_at - datetime.timedelta(days=380 - 25 * min(index, 12)),
    )
