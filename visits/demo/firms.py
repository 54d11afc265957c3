"""What the demo knows of its firms: sites, codes, sizes, groups, former names, tags, notes about industries."""

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from accounts.models import User
from core.credit_code import check_character
from crm import factories
from crm.models import (
    Client,
    Contract,
    FormerName,
    Headcount,
    Identifier,
    Industry,
    IndustryNote,
    Revenue,
    Site,
    SourceTried,
    Tag,
    Tagging,
)
from crm.models.also import refresh_also
from visits.demo.vocabulary import WORDS

# Places as people write them: province, city, district.
PLACES_ZH = (
    ("上海市", "上海市", "浦东新区"), ("浙江省", "宁波市", "鄞州区"), ("江苏省", "苏州市", "工业园区"),
    ("浙江省", "杭州市", "滨江区"),
)  # fmt: skip
PLACES_EN = (("", "Shanghai", "Pudong"), ("Zhejiang", "Ningbo", "Yinzhou"), ("Jiangsu", "Suzhou", "Industrial Park"))


def make_firms(*, clients: list, people: dict[str, User], rng: Random, today: datetime.date) -> None:
    """Fill in the firm side of the demo's clients (`DemoClient`s)."""
    _industries(people)
    sites: list[Site] = []
    for client in clients:
        row = client.row
        place = rng.choice(PLACES_ZH if client.chinese else PLACES_EN)
        main = factories.SiteFactory.build(
            client=row, name="总部" if client.chinese else "Head office", province=place[0], city=place[1],
            district=place[2], street=row.address, is_main=True,
        )  # fmt: skip
        sites.append(main)
        if rng.random() < 0.3:
            name, note = ("二号仓", "南门登记，找门卫") if client.chinese else ("Plant 2", "South gate, sign in")
            sites.append(factories.SiteFactory.build(client=row, name=name, city=place[1], street="", note=note))
        row.address = main.line
        row.headcount, row.revenue = rng.choice(["", *Headcount.values]), rng.choice(["", *Revenue.values])
        first = f"9133{rng.randint(1000, 9999)}MA{rng.randint(1000000, 9999999)}"
        row.registration_code = rng.choice(["", first + check_character(first)]) if client.chinese else ""
        row.business = _business(row, client.chinese)
    _groups(clients)
    Client.objects.bulk_update(
        [client.row for client in clients],
        ["address", "headcount", "revenue", "registration_code", "business", "parent"],
    )
    Site.objects.bulk_create(sites)
    former_names = FormerName.objects.bulk_create(
        factories.FormerNameFactory.build(
            client=client.row, name=client.row.name[:2] + "实业公司", until=today.replace(year=today.year - 3, day=1),
            reason="改制",
        )
        for client in clients[::9]
        if client.chinese
    )  # fmt: skip
    numbers = Identifier.objects.bulk_create(
        factories.IdentifierFactory.build(client=client.row, kind="计费编号" if client.chinese else "Billing number")
        for client in clients[::3]
    )
    found_by_more = {client.row for client in clients if client.row.registration_code}
    found_by_more |= {former.client for former in former_names} | {number.client for number in numbers}
    for row in found_by_more:
        refresh_also(row)
    Contract.objects.bulk_create(_contract(client, rng, today) for client in clients if rng.random() < 0.6)
    _tags(clients, people["manager"], rng)


def _contract(client: Any, rng: Random, today: datetime.date) -> Contract:
    ends_on = today + datetime.timedelta(days=rng.choices((25, 75, 140, 300, 500), (1, 1, 3, 4, 4))[0])
    return factories.ContractFactory.build(
        client=client.row,
        subject=rng.choice(WORDS["rivals"]["products_zh" if client.chinese else "products_en"]),
        starts_on=ends_on - datetime.timedelta(days=730),
        ends_on=ends_on,
        value=rng.choice((None, 86_000, 240_000, 1_250_000)),
    )


def _business(row: Client, chinese: bool) -> str:
    industry: Any = row.industry
    trade = industry.name_zh if chinese else industry.name_en.lower()
    return f"主营{trade}，客户以本地企业为主。" if chinese else f"In {trade}; mostly for firms nearby."


def _industries(people: dict[str, User]) -> None:
    """Put the trades under two wider ones and say something about each."""
    tops: dict[str, Any] = {
        zh: factories.IndustryFactory(name_en=en, name_zh=zh) for en, zh in WORDS["firms"]["wider"]
    }
    notes = []
    for trade, top, author, body in WORDS["firms"]["notes"]:
        industry = Industry.objects.get(name_en=trade)
        industry.parent = tops[top]
        industry.save_checked(version=industry.version, fields=["parent"])
        notes.append(factories.IndustryNoteFactory.build(industry=industry, author=people[author], body=body))
    IndustryNote.objects.bulk_create(notes)


def _groups(clients: list) -> None:
    """Let firms of one trade and one account manager be groups of two or three."""
    alike: dict[object, list] = {}
    for client in clients:
        alike.setdefault((client.row.owner_id, client.row.industry_id), []).append(client.row)
    for top, *low in (rows[:3] for rows in alike.values() if len(rows) > 2):
        for row in low:
            row.parent = top


def _tags(clients: list, by: User, rng: Random) -> None:
    tags: list[Any] = [factories.TagFactory(name=name) for name in WORDS["firms"]["tags"]]
    Tagging.objects.bulk_create(
        Tagging(tag=tag, client=client.row, tagged_by=by)
        for client in clients
        for tag in rng.sample(tags, rng.choice((0, 0, 1, 2)))
    )


def remove_firms(delete: Callable[[Any], None], clients: Any) -> None:
    """Take out what `make_firms` made; `delete` removes rows with their history, `clients` are the demo's."""
    Client.objects.filter(parent__in=clients).update(parent=None)
    for model in (Contract, Site, FormerName, Identifier, SourceTried):
        delete(model.objects.filter(client__in=clients))
    delete(Tagging.objects.filter(client__in=clients))
    delete(Tag.objects.filter(name__in=WORDS["firms"]["tags"], taggings=None))
    bodies = [body for _trade, _top, _author, body in WORDS["firms"]["notes"]]
    delete(IndustryNote.objects.filter(body__in=bodies, author__is_demo=True))


def remove_industries(delete: Callable[[Any], None]) -> None:
    """Take out the demo's trades that no client and no note has, then the wider ones left empty."""
    trades = [trade["en"] for trade in WORDS["industries"]]
    delete(Industry.objects.filter(name_en__in=trades, client=None, notes=None))
    wider = [en for en, _zh in WORDS["firms"]["wider"]]
    delete(Industry.objects.filter(name_en__in=wider, client=None, children=None, notes=None))
