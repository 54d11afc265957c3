"""What the demo knows of where its facts come from: sources of many, kinds of source tried (K7)."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from accounts.models import User
from crm.facts import NOUNS, is_known, said_of
from crm.models import (
    Client,
    ContactWay,
    Contract,
    Department,
    FactSource,
    InstalledProduct,
    Person,
    PersonDate,
    SourceKind,
    SourceTried,
    TryOutcome,
)

# For each field, the kinds that would tell it.
TOLD: dict[Any, dict[str, tuple[SourceKind, ...]]] = {
    Client: {
        "business": (SourceKind.WEBSITE, SourceKind.ANNUAL_REPORT, SourceKind.BROCHURE),
        "headcount": (SourceKind.ANNUAL_REPORT, SourceKind.STAFF),
        "revenue": (SourceKind.ANNUAL_REPORT, SourceKind.BANKS),
        "registration_code": (SourceKind.GOVERNMENT,),
    },
    Contract: {"ends_on": (SourceKind.OUR_SYSTEM,), "value": (SourceKind.OUR_SYSTEM,)},
    InstalledProduct: {
        "product": (SourceKind.STAFF, SourceKind.OUR_SERVICE),
        "satisfaction": (SourceKind.STAFF, SourceKind.FORMER_STAFF),
        "contract_end": (SourceKind.STAFF, SourceKind.CHANNELS),
        "competitor": (SourceKind.STAFF, SourceKind.SUPPLIERS),
    },
    Person: {"position": (SourceKind.STAFF, SourceKind.OUR_SALES), "reports_to": (SourceKind.STAFF,)},
    Department: {"function": (SourceKind.STAFF, SourceKind.OUR_SERVICE)},
    ContactWay: {"value": (SourceKind.STAFF, SourceKind.OUR_SALES, SourceKind.WEBSITE)},
    PersonDate: {"day": (SourceKind.STAFF, SourceKind.NETWORK)},
}
TRIED = (
    SourceKind.WEBSITE, SourceKind.ANNUAL_REPORT, SourceKind.STAFF, SourceKind.OUR_SERVICE, SourceKind.OUR_SALES,
    SourceKind.PRESS, SourceKind.ASSOCIATION, SourceKind.CHANNELS, SourceKind.SUPPLIERS,
)  # fmt: skip
LONGEST_AGO = 240


def make_sources(*, people: dict[str, User], today: dt.date, seed: int) -> None:
    """Give the demo's facts their sources; with its own chances, so that nothing else of the demo is moved by it."""
    rng = Random(seed)  # noqa: S311  a story, not a secret
    FactSource.objects.bulk_create(_told(rng, today), batch_size=1000)
    colleagues = [people["teammate"], people["lead"]]
    SourceTried.objects.bulk_create(
        SourceTried(
            client=client,
            kind=kind,
            way=kind.ways[0],
            tried_on=today - dt.timedelta(days=rng.randint(1, LONGEST_AGO)),
            outcome=rng.choice(("", *TryOutcome.values)),
            by=rng.choice((client.owner, client.owner, *colleagues)),
        )
        for client in Client.objects.filter(is_demo=True).select_related("owner").order_by("sort_key", "pk")
        for kind in rng.sample(TRIED, rng.choice((0, 1, 3, 4, 6)))
    )


def _told(rng: Random, today: dt.date) -> Iterator[FactSource]:
    for model, fields in TOLD.items():
        noun = next(one for one in NOUNS.values() if one.model is model)
        path = "person__client__" if noun.is_of_person else "client__" if noun.column else ""
        rows = model.objects.filter(**{f"{path}is_demo": True}).select_related(f"{path}owner")
        for row in rows.order_by("pk"):
            client = noun.client_of(row)
            for name, kinds in fields.items():
                if is_known(row, name) and rng.random() < 0.5:
                    learnt_on = today - dt.timedelta(days=rng.randint(1, LONGEST_AGO))
                    kind = rng.choice(kinds)
                    yield FactSource(
                        client=client, kind=kind, learnt_on=learnt_on, by=client.owner, **said_of(row, name)
                    )
