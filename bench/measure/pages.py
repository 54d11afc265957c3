"""What is measured: the pages of a day's work, each with the ratio to the floor it should reach."""

import base64
import datetime
import json
import uuid
from dataclasses import dataclass
from urllib.parse import quote

LIST, PAGE, POST = "list", "page", "post"
TARGETS = {LIST: 3.0, PAGE: 5.0, POST: 3.0}
SHARE = 0.35  # of the floor's pages a second that a list should reach at 8 connections
POSTED_PURPOSE = "Measured by make bench"
PEOPLE = {"manager": "manager0", "lead": "lead0", "admin": "admin"}
EVERYONE = tuple(PEOPLE)
PASSWORD = "rapport-bench"  # noqa: S105  of made-up people on this machine alone


@dataclass(frozen=True, slots=True)
class Page:
    """One address with what it is; `{client}` and `{visit}` stand for the filled database's own."""

    name: str
    kind: str
    path: str
    people: tuple[str, ...] = EVERYONE

    @property
    def target(self) -> float:
        return TARGETS[self.kind]


def _from_the_middle() -> str:
    """Return the keyset cursor of a row in the middle of the alphabet: a page deep in the list."""
    cursor = json.dumps(["m", str(uuid.UUID(int=0))]).encode()
    return base64.urlsafe_b64encode(cursor).decode().rstrip("=")


PAGES = (
    Page("today", PAGE, "/"),
    Page("clients, first", LIST, "/clients/"),
    Page("clients, by completeness", LIST, "/clients/?order=file"),
    Page("clients, deep", LIST, f"/clients/?after={_from_the_middle()}"),
    Page("clients, tier A", LIST, "/clients/?tier=A"),
    Page("clients, one character", LIST, f"/clients/?q={quote('华')}"),
    Page("clients, two characters", LIST, f"/clients/?q={quote('上海')}"),
    Page("clients, two rare", LIST, f"/clients/?q={quote('华信')}"),
    Page("clients, Latin prefix", LIST, "/clients/?q=precis"),
    Page("people", LIST, "/clients/people/"),
    Page("people, two characters", LIST, f"/clients/people/?q={quote('王华')}"),
    Page("people, a surname", LIST, f"/clients/people/?q={quote('王')}"),
    Page("search", LIST, f"/search/?q={quote('华信')}"),
    Page("search, as one types", LIST, f"/find/?q={quote('华信')}"),
    Page("search, a surname as one types", LIST, f"/find/?q={quote('王')}"),
    Page("client", PAGE, "/clients/{client}/"),
    Page("client's timeline", PAGE, "/clients/{client}/timeline/"),
    Page("chart", PAGE, "/clients/{client}/chart/"),
    Page("visits", LIST, "/visits/"),
    Page("visit", PAGE, "/visits/{visit}/"),
    Page("promises", LIST, "/promises/"),
    Page("promises, everyone's", LIST, "/promises/?owner=all", ("lead", "admin")),
    Page("complaints", LIST, "/complaints/"),
    Page("review", LIST, "/review/", ("lead", "admin")),
    Page("handbook", LIST, "/handbook/"),
    Page("notifications", LIST, "/notifications/"),
    Page("plan a visit", POST, "/visits/new/?client={client}", ("manager",)),
)


def plan_fields(fields: dict[str, str]) -> dict[str, str]:
    """Return a form's fields filled in as a new visit's plan; each call plans another visit."""
    tomorrow = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    filled = fields | {"purpose": POSTED_PURPOSE, "success": "A figure", "day": tomorrow.isoformat(), "clock": "10:00"}
    return filled | {"new_id": str(uuid.uuid4())}
