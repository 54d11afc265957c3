"""A row of every model that holds words, all of a client that nobody of the team may see; each text is a canary."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import SavedFilter
from crm.factories import (
    AcquaintanceFactory,
    ClientFactory,
    ContactWayFactory,
    ContractFactory,
    DepartmentFactory,
    FactSourceFactory,
    FormerNameFactory,
    IdentifierFactory,
    InstalledProductFactory,
    PersonFactory,
    PersonPhotoFactory,
    RelationFactory,
    SiteFactory,
    SourceTriedFactory,
    TraitFactory,
)
from crm.models import BulkAct, ClientShare, Favour, FormerEmployer, PastPost, PersonDate, Tagging
from etiquette.actions.page import create_page
from exchange.actions.merge import merge
from exchange.models import DuplicateHint, Export, ImportChange, ImportRow, Origin, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import previewed
from tests.attack.rows import our_models, text_fields
from tests.world import World
from visits.factories import ComplaintFactory, HandoverFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import (
    Attachment,
    Comment,
    HandoverItem,
    Objection,
    PromiseChange,
    Request,
    VisitChange,
    VisitNotes,
    VisitTopic,
)

CANARY, PREFIX = "zqxcanary", "zqx"  # searched for by its beginning: a page may repeat a search
HAN, HAN_PREFIX = "龘䶮寨", "龘"
WORD = f"{CANARY} {HAN}"
# Models with words of which no row is hidden → why none is.
EVERYBODYS = {
    "accounts.Team": "every page names teams",
    "accounts.User": "every page names colleagues",
    "crm.Industry": "one list for the house",
    "crm.IndustryNote": "what is known of a trade is everyone's",
    "crm.Competitor": "one list for the house",
    "crm.Tag": "one vocabulary for the house",
    "visits.CalendarDay": "public holidays",
    "visits.Reminder": "its words are ours; tests/attack/test_hidden.py makes them of hidden rows",
    "visits.Notification": "its facts are canaries in tests/attack/test_hidden.py",
    "core.Pulse": "figures of the machines",
    "exchange.ColumnMemory": "headings of a file as a hash and keys of ours, asked by who matched them alone",
}


def models_with_words() -> dict[str, type[models.Model]]:
    """Return the models that people's words end up in, those kept as JSON too, by label."""
    return {
        model._meta.label: model
        for model in our_models(through=False)
        if text_fields(model) or any(isinstance(field, models.JSONField) for field in model._meta.concrete_fields)
    }


def hide(world: World) -> list[Any]:
    """Store the rows, the client first, and return them."""
    now, owner = timezone.now(), world.stranger
    client = ClientFactory(owner=owner)
    gone = ClientFactory(owner=owner)
    merged = merge(by=owner, noun="client", winner=client.pk, loser=gone.pk, take=("name",), now=now)
    client.refresh_from_db()
    person = PersonFactory(client=client)
    visit = VisitFactory(client=client, begun=True, is_shared_for_discussion=True)
    text = dict.fromkeys(("title_en", "title_zh", "body_en", "body_zh"), WORD)
    page = create_page(slug="kept-back", occasion="card", position=1, text=text, by=world.admin, now=now, note=WORD)
    rows = [
        client, gone, merged, *merged.moves.all(), person, visit, page, *page.revisions.all(),
        SavedFilter.objects.create(owner=owner, place="client-list", query="q=x", name="x"),
        BulkAct.objects.create(by=owner, kind="archive"),
        *_of_client(world, client), *_of_person(world, person), *_of_visits(world, client, person, visit),
        *_of_files(world, client),
    ]  # fmt: skip
    for row in rows:
        _poison(row)
    for model, keys in ((type(client), [client.pk, gone.pk]), (type(person), [person.pk])):
        model._base_manager.filter(pk__in=keys).update(sort_key=CANARY)
    return rows


def _of_client(world: World, client: Any) -> list[Any]:
    source = FactSourceFactory(row=client, field="phone", by=world.stranger)
    return [
        *(make(client=client) for make in (DepartmentFactory, ContractFactory, SiteFactory, IdentifierFactory)),
        FormerNameFactory(client=client), SourceTriedFactory(client=client, by=world.stranger), source,
        InstalledProductFactory(client=client, competitor=world.extra["crm"]["competitor"]),
        Tagging.objects.create(client=client, tag=world.extra["crm"]["tag"], tagged_by=world.stranger),
        ClientShare.objects.create(client=client, user=world.admin, shared_by=world.stranger),
        DuplicateHint.objects.create(one=client, other=world.extra["crm"]["client"], why="name"),
    ]  # fmt: skip


def _of_person(world: World, person: Any) -> list[Any]:
    owner, today = world.stranger, timezone.localdate()
    noted = {"person": person, "noted_by": owner}
    soon = today + datetime.timedelta(days=3)
    return [
        ContactWayFactory(**noted), TraitFactory(**noted), PersonPhotoFactory(person=person),
        AcquaintanceFactory(person=person, colleague=owner),
        RelationFactory(person=person, other=PersonFactory(client=person.client)),
        PersonDate.objects.create(**noted, month=soon.month, day=min(soon.day, 28), next_on=soon),
        FormerEmployer.objects.create(**noted, name="x"), Favour.objects.create(**noted, text="x", on=today),
        PastPost.objects.create(**noted, client=person.client, position="x", until=today),
    ]  # fmt: skip


def _of_visits(world: World, client: Any, person: Any, visit: Any) -> list[Any]:
    now, owner = timezone.now(), world.stranger
    recorded = VisitFactory(client=client, left=True, state="recorded", is_shared_for_discussion=True)
    recorded.people.add(person)
    promise = PromiseFactory(client=client, visit=visit, person=person, due_on=timezone.localdate())
    said = {"client": client, "visit": visit, "noted_by": owner, "noted_at": now, "text": "x"}
    handover = HandoverFactory(client=client, to_manager=world.admin, witness=owner)
    file = {"added_by": owner, "name": "x", "content_type": "image/jpeg", "size": 1, "digest": "0" * 64}
    return [
        recorded, promise, VisitRecordFactory(visit=recorded), handover,
        VisitNotes.objects.create(visit=visit), VisitTopic.objects.create(visit=visit, text="x"),
        VisitChange.objects.create(visit=visit, by=owner, old_starts_at=now, reason="x"),
        Request.objects.create(**said), Objection.objects.create(**said),
        Comment.objects.create(visit=recorded, author=owner, body="x"),
        ComplaintFactory(client=client, person=person, visit=visit),
        PromiseChange.objects.create(
            promise=promise, by=owner, old_due_on=promise.due_on, new_due_on=promise.due_on, created_at=now
        ),
        HandoverItem.objects.create(handover=handover, kind="promise", subject_id=promise.pk, text="x", position=1),
        Attachment.objects.create(client=client, stored_as="x", small_as="x", **file),
    ]  # fmt: skip


def _of_files(world: World, client: Any) -> list[Any]:
    """Return what an import and an export of the stranger left behind."""
    owner, now = world.stranger, timezone.now()
    job = previewed(owner, "client", xlsx([["客户名称", "等级", WORD], [WORD, "A", WORD]]), name=f"{CANARY}.xlsx")
    line = ImportRow.objects.get(job=job)
    file = StoredFile.keep("x.csv", [WORD.encode()])
    change = {"noun": "client", "object_id": client.pk, "before": {"name": WORD}, "after": {"name": WORD}}
    origin = {"noun": "client", "object_id": client.pk, "job": job, "line": 2}
    return [
        job, job.file, line, file, ImportChange.objects.create(job=job, row=line, **change),
        Export.objects.create(by=owner, what="client", form="csv", language="en", is_big=True, done_at=now, file=file),
        Origin.objects.create(**origin, file_name="x", noted_by="x", colleague=owner),
    ]  # fmt: skip


def _poison(row: Any) -> None:
    for field in text_fields(type(row)):
        if CANARY in str(getattr(row, field.attname)):  # as the product stored it: a revision is never rewritten
            continue
        word = f"{CANARY}{field.name} {HAN}"
        if field.name in ("email", "website"):
            word = f"{CANARY}@example.com" if field.name == "email" else f"https://{CANARY}.example.com/"
        type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: word[: field.max_length or None]})
