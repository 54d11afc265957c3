"""Which row a line means: found among what the importing person may see, nothing else is told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from crm.models import Competitor, Contract, Department, InstalledProduct, Person, Site
from crm.models.contact_way import DIALLED, key_of
from crm.registration import code_problem
from exchange.actions.client_finder import ClientFinder
from exchange.actions.draft import Draft
from exchange.actions.links import Links
from exchange.actions.parents import show_parents, tell_parents
from exchange.matching import bare, dialled, folded
from exchange.models import ImportJob
from exchange.nouns.beside import ways_of
from exchange.nouns.product import is_ours
from exchange.nouns.site import line_of


def new_id(job: ImportJob, noun: str, *names: str) -> UUID:
    """Return the id of what a file names and nobody has yet: the same however often it is asked."""
    return uuid5(job.pk, "\n".join((noun, *map(folded, names))))


class Matcher:
    """Finds rows for chunks of lines of one file. `rows` are the existing ones of the last chunk, by id."""

    def __init__(self, job: ImportJob) -> None:
        self.job, self.clients = job, ClientFinder(job.by)
        self.rows: dict[UUID, Any] = {}
        self.links = Links(job, self.clients)
        self._there_now: dict[UUID, list[Any]] = {}  # people or departments at the clients of the last chunk's lines
        self._lines: dict[Any, int] = {}

    def match(self, drafts: Sequence[Draft]) -> None:
        """Set target, candidates and notices of each draft that can be read."""
        sound = [draft for draft in drafts if not draft.problems]
        getattr(self, f"_match_{self.job.noun}")(sound)
        wanted = {draft.target for draft in sound if draft.target}
        noun = self.job.kind
        rows = noun.model._base_manager.select_related(*noun.related).prefetch_related(*noun.prefetched)
        self.rows = rows.in_bulk(wanted)
        if noun.key == "client" and "parent" in self.job.keys:
            show_parents(self.rows.values(), self.job.by)
            tell_parents(sound, self.rows, self.clients)
        self.links.look(sound, self.rows, self._bearers)

    def _bearers(self, draft: Draft, name: str) -> list[UUID]:
        """Return the ids of the rows that a link of a draft by this name may lead to."""
        if not self.job.kind.of_client:
            return self.clients.exact(name)
        there = self._there_now.get(UUID(draft.values["client_id"]), ())
        return [one.pk for one in there if one.archived_at is None and folded(one.name) == folded(name)]

    def _again(self, draft: Draft, *what: Any) -> bool:
        first = self._lines.setdefault(what, draft.line)
        if first != draft.line:
            draft.again = first
            draft.notices["again"] = {"code": "again", "line": first}
        return draft.again > 0

    def _near(self, draft: Draft, *whats: tuple[str, str]) -> None:
        lines = [self._lines.setdefault(what, draft.line) for what in whats if what[1]]
        if earlier := [line for line in lines if line != draft.line]:
            draft.near = earlier[0]
            draft.notices["near"] = {"code": "near", "line": draft.near}

    def _match_client(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            name, phone = draft.values["name"], draft.values.get("phone", "")
            if self._again(draft, folded(name)):
                continue
            code = draft.values.get("registration_code", "")
            if code_problem(code):
                draft.notices["registration_code"] = {"code": "odd_code", "value": code}
            self._near(draft, ("bare", bare(name)), ("code", code))
            coded = self.clients.coded(code)
            found = self.clients.exact(name)
            if coded and (len(found) != 1 or found != coded):
                why = {str(pk): "name" for pk in found} | {str(pk): "code" for pk in coded}
                draft.candidates = list(why.items())[:5]
            elif len(found) == 1:
                draft.target = found[0]
                if found[0] in self.clients.archived:
                    draft.notices["name"] = {"code": "archived"}
            else:
                draft.candidates = [(str(pk), "name") for pk in found] or self.clients.alike(name, phone)

    def _with_clients(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Resolve the clients that lines name; return the drafts that have one, be it new."""
        found = []
        for draft in drafts:
            name = draft.values["client"]
            chosen = self.clients.chosen(self.job.into, name)
            pk, problem, notice = (chosen, None, None) if chosen else self.clients.resolve(name)
            if problem and problem["code"] == "unknown_client" and self.job.make_clients:
                pk, problem = new_id(self.job, "client", name), None
                notice = {"code": "new_client", "value": name}
            if problem:
                draft.problems["client"] = problem
                continue
            if notice:
                draft.notices["client"] = notice
            draft.values["client_id"] = str(pk)
            found.append(draft)
        return found

    def _there(self, rows: QuerySet[Any], drafts: Iterable[Draft]) -> dict[UUID, list[Any]]:
        ids = {UUID(draft.values["client_id"]) for draft in drafts}
        found: dict[UUID, list[Any]] = defaultdict(list)
        for row in rows.filter(client_id__in=ids).order_by("pk"):
            found[row.client_id].append(row)
        return found

    def _match_department(self, drafts: Sequence[Draft]) -> None:
        drafts = self._with_clients(drafts)
        self._there_now = there = self._there(Department.objects.select_related("parent"), drafts)
        for draft in drafts:
            client, name = UUID(draft.values["client_id"]), folded(draft.values["name"])
            if self._again(draft, client, name):
                continue
            _take(draft, [row for row in there[client] if folded(row.name) == name])

    def _match_person(self, drafts: Sequence[Draft]) -> None:
        drafts = self._with_clients(drafts)
        there = self._there(
            Person.objects.select_related("department", "reports_to").defer("search", "also").with_ways(), drafts
        )
        self._there_now = there
        departments = self._there(Department.objects.filter(archived_at=None), drafts)
        emails: Any = self.job.kind.fields["email"]
        for draft in drafts:
            values, client = draft.values, UUID(draft.values["client_id"])
            name, phones = folded(values.get("name", "")), dialled(values.get("mobile", ""))
            if problem := self.job.kind.problem_of(values, None):
                draft.problems[problem[0]] = problem[1]
                continue
            seat = name or folded(values.get("position", ""))
            if self._again(draft, client, bool(name), seat, min(phones, default="")):
                continue
            if name:
                same = [row for row in there[client] if folded(row.name) == name]
            else:
                same = [row for row in there[client] if not row.name and folded(row.position) == seat]
            closer = [row for row in same if phones & _numbers(row)]
            _take(draft, closer if len(closer) == 1 else same)
            if not same:
                mails = {key_of(channel, one) for channel, one in emails.split(values.get("email", "")) if one}
                draft.candidates = [
                    (str(row.pk), "phone")
                    for row in there[client]
                    if (phones & _numbers(row)) or mails & {way.key for way in ways_of(row)}
                ][:5]
            self._tell_department(draft, departments[client])

    def _match_product(self, drafts: Sequence[Draft]) -> None:
        drafts = self._with_clients(drafts)
        there = self._there(InstalledProduct.objects.select_related("competitor"), drafts)
        departments = self._there(Department.objects.filter(archived_at=None), drafts)
        contracts = self._there(Contract.objects.filter(archived_at=None), drafts)
        rivals = rival_names()
        for draft in drafts:
            values, client = draft.values, UUID(draft.values["client_id"])
            if problem := self.job.kind.problem_of(values, None):
                draft.problems[problem[0]] = problem[1]
                continue
            vendor, product = values["competitor"], folded(values.get("product", ""))
            if self._again(draft, client, folded(vendor), product):
                continue
            if is_ours(vendor):
                same = [row for row in there[client] if row.is_ours]
            else:
                same = [
                    row
                    for row in there[client]
                    if row.competitor_id and row.competitor_id == rivals.get(folded(vendor))
                ]
                if folded(vendor) not in rivals:
                    draft.notices["competitor"] = {"code": "new_rival", "value": vendor}
            _take(draft, [row for row in same if folded(row.product) == product])
            self._tell_department(draft, departments[client])
            _tell_contract(draft, contracts[client])

    def _match_site(self, drafts: Sequence[Draft]) -> None:
        drafts = self._with_clients(drafts)
        there = self._there(Site.objects.all(), drafts)
        for draft in drafts:
            values, client = draft.values, UUID(draft.values["client_id"])
            if problem := self.job.kind.problem_of(values, None):
                draft.problems[problem[0]] = problem[1]
                continue
            name, line = folded(values.get("name", "")), folded(line_of(values))
            if self._again(draft, client, name, line):
                continue
            if name:
                same = [row for row in there[client] if folded(row.name) == name]
                closer = [row for row in same if folded(row.line) == line]
                unnamed = [row for row in there[client] if not row.name and line and folded(row.line) == line]
                _take(draft, closer or same or unnamed)
            else:
                _take(draft, [row for row in there[client] if folded(row.line) == line])

    def _match_contract(self, drafts: Sequence[Draft]) -> None:
        drafts = self._with_clients(drafts)
        there = self._there(Contract.objects.all(), drafts)
        for draft in drafts:
            values, client = draft.values, UUID(draft.values["client_id"])
            if problem := self.job.kind.problem_of(values, None):
                draft.problems[problem[0]] = problem[1]
                continue
            number, subject = folded(values.get("number", "")), folded(values.get("subject", ""))
            begin = values.get("starts_on", "")
            if self._again(draft, client, number, *(() if number else (subject, begin))):
                continue
            if number:
                same = [row for row in there[client] if folded(row.number) == number]
            else:
                same = [row for row in there[client] if not row.number and folded(row.subject) == subject]
                same = [row for row in same if not begin or begin == str(row.starts_on or begin)]
            _take(draft, same)

    def _tell_department(self, draft: Draft, there: Iterable[Any]) -> None:
        if (text := draft.values.get("department")) and not _named(there, text):
            draft.notices["department"] = {"code": "new_department", "value": text}


def contracts_called(contracts: Iterable[Contract], text: str) -> list[Contract]:
    """Return the contracts of a client that a product's cell may mean: by number, else by what they are for."""
    rows, wanted = list(contracts), folded(text)
    return [row for row in rows if folded(row.number) == wanted] or [
        row for row in rows if folded(row.subject) == wanted
    ]


def _tell_contract(draft: Draft, contracts: Iterable[Contract]) -> None:
    """Leave out of a product's line a contract that it cannot stand in, and say so."""
    if not (text := draft.values.get("contract")):
        return
    found = contracts_called(contracts, text)
    code = "" if len(found) == 1 else "several_contracts" if found else "no_contract"
    if not is_ours(draft.values["competitor"]):
        code = "rivals_contract"
    if code:
        del draft.values["contract"]
        draft.notices["contract"] = {"code": code, "value": text}


def rival_names() -> dict[str, UUID]:
    """Return every rival's id by its folded names; they are everyone's."""
    rows = Competitor.objects.order_by("-created_at").values_list("pk", "name", "other_name")
    return {folded(name): pk for pk, *names in rows for name in names if name}


def _take(draft: Draft, same: list[Any]) -> None:
    """Take the one row that a line means; of several, somebody has to choose."""
    here = [row for row in same if row.archived_at is None] or same
    if len(here) == 1:
        draft.target = here[0].pk
        if here[0].archived_at:
            draft.notices["name"] = {"code": "archived"}
    else:
        draft.candidates = [(str(row.pk), "name") for row in here][:5]


def _numbers(person: Person) -> set[str]:
    return {way.key for way in ways_of(person) if way.channel in DIALLED}


def _named(rows: Iterable[Any], text: str) -> Any:
    return next((row for row in rows if folded(row.name) == folded(text)), None)
