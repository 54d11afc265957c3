"""Find clients and people by what a person types: the search page and the "already there?" hint."""

import re
import unicodedata
from uuid import UUID

from accounts.models import User
from core.beginning import BY_NAME, Stretch, stretch_of
from core.names import reading_of, sort_key, without_title
from core.queries import first_of
from crm.models import Client, Person
from crm.registration import code_problem

# What nearly every firm's name ends with, and so tells two firms apart by nothing.
_LEGAL = re.compile(
    r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|集团公司|集团|公司"
    r"|\b(?:co|ltd|limited|inc|corp|corporation|company|group|llc|plc|gmbh)\b\.?)",
    re.IGNORECASE,
)


BY_SCORE = ("file_score", "id")
BY_LAST_VISIT = ("last_visit_at", "id")  # of those that were visited


def called_so(typed: str, *, are_people: bool = False) -> Stretch | None:
    """Return the stretch of names that begin with what was typed; of 王总, everybody called 王."""
    words = " ".join(typed.split())
    return stretch_of(reading_of(without_title(words)) if are_people else sort_key(words))


def find_clients(user: User, typed: str, limit: int = 8) -> list[Client]:
    """Return up to `limit` clients `user` may see whose names hold `typed`, in the order of their names."""
    found = Client.objects.visible_to(user).active().found_by(typed).select_related("owner", "industry")
    return list(first_of(found, order=BY_NAME, limit=limit))


def find_people(user: User, typed: str, limit: int = 8) -> list[Person]:
    """Return up to `limit` people at clients `user` may see whose name or position holds `typed`."""
    found = Person.objects.visible_to(user).active().found_by(typed).select_related("client", "department")
    return list(found.order_by("sort_key", "pk")[:limit])


def similar_clients(user: User, name: str, *, but: UUID | None = None, limit: int = 5) -> list[Client]:
    """Return clients `user` may see that are perhaps the one being entered as `name`, archived ones included.

    Full width and half width, legal forms and capitals make no difference. `but` is the row being edited.
    """
    folded = unicodedata.normalize("NFKC", name)
    bare = " ".join(_LEGAL.sub(" ", folded).split())
    if len(bare) < 2:
        return []
    found = Client.objects.visible_to(user).found_by(bare).select_related("owner")
    others = found.exclude(pk=but) if but else found
    return list(first_of(others, order=BY_NAME, limit=limit))


def namesakes(client: Client, name: str, *, but: UUID | None = None) -> list[Person]:
    """Return the people of that name at `client`, those who have left too; blanks and capitals make no difference."""
    wanted = folded(name)
    if not wanted:
        return []
    known = Person.objects.filter(client=client).exclude(name="").values_list("pk", "name")
    found = [pk for pk, called in known if pk != but and folded(called) == wanted]
    rows = Person.objects.filter(pk__in=found).select_related("department")
    return list(rows.order_by("-archived_at", "sort_key", "pk")) if found else []


def folded(name: str) -> str:
    """Return a name as namesakes share it."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def code_hint(user: User, code: str, *, but: UUID | None = None) -> dict[str, object]:
    """Return what looks wrong with a tidied 统一社会信用代码 (`problem`, words) and who has it too (`same`, clients).

    Of clients `user` may see, at most 3, without `but`.
    """
    if not code:
        return {"problem": "", "same": []}
    same = Client.objects.visible_to(user).filter(registration_code=code)
    others = same.exclude(pk=but) if but else same
    return {"problem": code_problem(code), "same": list(first_of(others, order=BY_NAME, limit=3))}
