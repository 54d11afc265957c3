"""What the demo's clients use: ours, with the contract it stands in, and the rivals' beside it (K4, P3)."""

import datetime
from random import Random
from typing import Any

from django.utils import timezone

from crm import factories
from crm.models import Client, Competitor, Contract, Department, InstalledProduct, RivalsAnswer, Satisfaction
from visits.demo.vocabulary import WORDS

MONTHLY = (680, 1_200, 2_600, 4_800, 12_500, 36_000)


def make_installed(clients: list[Any], rng: Random, today: datetime.date) -> None:
    """Give each client (`DemoClient`) up to three products of ours and up to two of rivals; some have none at all."""
    rivals = _rivals()
    departments: dict[Any, list[Department]] = {}
    for department in Department.objects.filter(client__in=[one.row for one in clients]).order_by("name"):
        departments.setdefault(department.client_id, []).append(department)
    contracts = {one.client_id: one for one in Contract.objects.filter(client__in=[one.row for one in clients])}
    rows: list[InstalledProduct] = []
    answered: list[Client] = []
    for client in clients:
        places = departments.get(client.row.pk, [])
        products = WORDS["rivals"]["products_zh" if client.chinese else "products_en"]
        names = rng.sample(products, len(products))
        for number in range(rng.choices((0, 1, 2, 3), (1, 4, 3, 2))[0]):
            contract = contracts.get(client.row.pk) if number == 0 else None
            rows.append(_row(client, names.pop(), places, rng, today, contract=contract))
        theirs = rng.sample(rivals, rng.choices((0, 1, 2), (3, 5, 2))[0])
        for rival in theirs:
            said = (
                ("信息部主任说的", "采购网站公告")
                if client.chinese
                else ("The head of IT said so", "Their tender page")
            )
            row = _row(client, names.pop() if rng.random() < 0.8 else "", places, rng, today, competitor=rival)
            row.source, row.source_on = rng.choice([("", None), *((one, today.replace(day=1)) for one in said)])
            row.representative = rng.choice(["", "钱经理" if client.chinese else "Mr Vance"])
            rows.append(row)
        if not theirs and rng.random() < 0.4:
            client.row.rivals_answer = rng.choice(RivalsAnswer.values)
            client.row.rivals_asked_on = today - datetime.timedelta(days=rng.randint(5, 200))
            answered.append(client.row)
    InstalledProduct.objects.bulk_create(rows)
    Client.objects.bulk_update(answered, ["rivals_answer", "rivals_asked_on"])


def _row(
    client: Any,
    product: str,
    places: list[Department],
    rng: Random,
    today: datetime.date,
    *,
    competitor: Competitor | None = None,
    contract: Contract | None = None,
) -> InstalledProduct:
    known = rng.random() < 0.7
    return factories.InstalledProductFactory.build(
        client=client.row,
        competitor=competitor,
        product=contract.subject if contract else product,
        contract=contract,
        quantity=rng.choice((None, 1, 12, 60, 240)),
        since=rng.choice([None, today - datetime.timedelta(days=rng.randint(200, 1500))]),
        contract_end=today + datetime.timedelta(days=rng.randint(20, 700)) if known and not contract else None,
        monthly_value=rng.choice((None, *MONTHLY)),
        department=rng.choice([None, *places]),
        satisfaction=rng.choice([None, *Satisfaction.values]),
        # Noted at any time in the last year and a half, so that some of it is stale.
        updated_at=timezone.now() - datetime.timedelta(days=rng.randint(1, 550)),
    )


def _rivals() -> list[Competitor]:
    made: list[Any] = [
        factories.CompetitorFactory(
            name=name,
            other_name=other,
            strengths=strong,
            weaknesses=weak,
            business=strong,
            service=weak,
            is_demo=True,
        )
        for name, other, strong, weak, *_ in WORDS["rivals"]["list"]
    ]
    return made
