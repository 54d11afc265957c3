"""Which client a name means, among those that one person may see."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.models import User
from crm.models import Client
from exchange.matching import NameIndex, folded
from exchange.models import Merge


class ClientFinder:
    """Every client by name, and which of them the person may see. Read once a file, by one query (two for a part)."""

    def __init__(self, user: User) -> None:
        self.index, self.names, self.archived = NameIndex(), dict[UUID, str](), set[UUID]()
        self.codes: dict[str, list[UUID]] = defaultdict(list)
        merged = dict(Merge.objects.filter(noun="client", undone_at=None).values_list("loser", "winner"))
        rows = Client.objects.order_by().values_list(
            "pk", "name", "other_name", "short_name", "phone", "registration_code", "archived_at"
        )
        for pk, name, other, short, phone, code, archived_at in rows.iterator(chunk_size=5000):
            if pk in merged:
                self.index.add(_last(merged, pk), (name,))  # who was merged is found by the former name
                continue
            self.names[pk] = name
            self.index.add(pk, (name, other, short), phone)
            if code:
                self.codes[code].append(pk)
            if archived_at:
                self.archived.add(pk)
        self._seen = (
            None
            if user.scope.everything
            else set(Client.objects.visible_to(user).order_by().values_list("pk", flat=True))
        )

    def sees(self, pk: UUID) -> bool:
        """Whether the person may see this client."""
        return pk in self.names and (self._seen is None or pk in self._seen)

    def chosen(self, pk: UUID | None, name: str) -> UUID | None:
        """Return the client that somebody chose among those of this name, if it has it and the person sees it."""
        return pk if pk and self.sees(pk) and folded(self.names[pk]) == folded(name) else None

    def exact(self, name: str) -> list[UUID]:
        """Return the clients of this name that the person sees; archived ones only where there are no others."""
        found = [pk for pk in dict.fromkeys(self.index.exact(name)) if self.sees(pk)]
        return [pk for pk in found if pk not in self.archived] or found

    def coded(self, code: str) -> list[UUID]:
        """Return the clients of this registration code that the person sees: the strongest sign that two are one."""
        found = [pk for pk in self.codes.get(code, ()) if self.sees(pk)]
        return [pk for pk in found if pk not in self.archived] or found

    def alike(self, name: str, phone: str) -> list[tuple[str, str]]:
        """Return clients that are perhaps this one."""
        return [(str(pk), why) for pk, why in self.index.alike(name, phone, most=20) if self.sees(pk)][:5]

    def near(self, name: str) -> list[UUID]:
        """Return the clients of this name, but for the legal form, that the person sees and that are in the lists."""
        return [pk for pk in dict.fromkeys(self.index.same_bare(name)) if self.sees(pk) and pk not in self.archived]

    def hidden(self, name: str) -> list[UUID]:
        """Return clients of this name, but for the legal form, that the person does not see."""
        found = dict.fromkeys([*self.index.exact(name), *self.index.same_bare(name)])
        return [pk for pk in found if not self.sees(pk) and pk in self.names]

    def resolve(self, name: str) -> tuple[UUID | None, dict[str, Any] | None, dict[str, Any] | None]:
        """Return (client, problem, notice) for a name in another noun's line."""
        found = self.exact(name)
        if len(found) == 1:
            return found[0], None, None
        if found:
            return None, {"code": "several_clients", "value": name}, None
        near = self.near(name)
        if len(near) == 1:
            return near[0], None, {"code": "taken_client", "id": str(near[0])}
        return None, {"code": "unknown_client", "value": name}, None


def _last(merged: Mapping[UUID, UUID], pk: UUID) -> UUID:
    """Return what became of a client that was merged, be it by several steps."""
    seen: set[UUID] = set()
    while pk in merged and pk not in seen:
        seen.add(pk)
        pk = merged[pk]
    return pk
