"""Cards that name another firm than the client they were brought to: which, whose, and where they go now."""

from dataclasses import dataclass, field

from exchange.actions.cards import client_columns, elsewhere
from exchange.models import ImportJob

SHOWN = 12  # firms; the others are counted


@dataclass(slots=True)
class Firms:
    """`count` cards; `named`: each firm with the people of its cards; `more` firms beyond those; `are_meant`: whether
    the cards go to them.
    """

    count: int
    named: list[tuple[str, list[str]]] = field(default_factory=list)
    more: int = 0
    are_meant: bool = False


def firms_of(job: ImportJob) -> Firms | None:
    """Return what an import's page says of cards that name other firms; None where none do."""
    cards = elsewhere(job)
    if not cards:
        return None
    by_firm: dict[str, list[str]] = {}
    for name, firm in cards:
        by_firm.setdefault(firm, []).append(name)
    _ours, theirs = client_columns(job)
    named = list(by_firm.items())
    are_meant = theirs is not None and job.keys[theirs] == "client"
    return Firms(len(cards), named[:SHOWN], max(0, len(named) - SHOWN), are_meant)
