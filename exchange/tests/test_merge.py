"""Two rows become one and two again, and nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from crm.actions.person_erase import erase_person
from crm.factories import (
    ClientFactory,
    ContractFactory,
    DepartmentFactory,
    FormerNameFactory,
    InstalledProductFactory,
    PersonFactory,
)
from crm.models import Client, ClientShare, Person
from exchange.access import NotOpen
from exchange.actions.decide import start
from exchange.actions.merge import merge, take_back
from exchange.actions.relations import pointing_at
from exchange.models import DuplicateHint, Export, ImportChange, ImportRow, Merge, MergeMove, StoredFile
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, imported, previewed, taken_back
from visits.actions.handover import plan_handover
from visits.factories import PromiseFactory, VisitFactory
from visits.models import Handover, HandoverItem

pytestmark = pytest.mark.django_db


def everything():
    """Every row of every noun, as PostgreSQL has it, but versions, moments and what tells of the merge itself."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label not in ("crm", "visits") or getattr(model, "pgh_tracked_model", None):
            continue
        names = [
            field.attname for field in model._meta.concrete_fields
            if field.name not in ("version", "updated_at", "search", "also")
        ]  # fmt: skip
        found[model._meta.label] = sorted(map(str, model._base_manager.values_list(*names)))
    return found


@pytest.fixture
def two(world):
    kept = ClientFactory(owner=world.manager, name="华兴物流有限公司", phone="")
    gone = ClientFactory(owner=world.teammate, team=world.team, name="华兴物流", phone="010-88886666")
    for client in (kept, gone):
        ClientShare.objects.create(client=client, user=world.stranger, shared_by=world.lead)
    DepartmentFactory(client=gone, name="信息部")
    InstalledProductFactory(client=gone, contract=ContractFactory(client=gone))
    FormerNameFactory(client=gone, name="老字号贸易")
    PersonFactory(client=gone, name="王建国", department=gone.departments.get())
    VisitFactory(client=gone)
    PromiseFactory(client=gone, owner=world.teammate)
    return kept, gone


def found_by(typed):
    return list(Client.objects.found_by(typed))


def do(world, two, take=("phone",)):
    kept, gone = two
    return merge(by=world.lead, noun="client", winner=kept.pk, loser=gone.pk, take=take, now=timezone.now())


def test_a_share_of_the_winners_owner_is_kept_aside_and_comes_back(world, two):
    _kept, gone = two
    share = ClientShare.objects.create(client=gone, user=world.manager, shared_by=world.teammate)
    done = do(world, two)
    assert not ClientShare.objects.filter(user=world.manager).exists()
    take_back(by=world.lead, merge=done, now=timezone.now())
    again = ClientShare.objects.get(user=world.manager)
    assert (again, again.client) == (share, gone)


def test_what_belongs_to_the_loser_moves_and_comes_back(world, two):
    kept, gone = two
    before = everything()
    assert found_by("字号") == [gone]
    done = do(world, two)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert kept.phone == "010-88886666"
    assert found_by("字号") == [kept]
    assert gone.archived_at
    assert kept.people.get().name == "王建国"
    assert kept.visits.count() == kept.promises.count() == kept.departments.count() == 1
    assert kept.products.get().contract == kept.contracts.get(), "a product stays in its contract"
    visit = kept.visits.get()
    assert (visit.client_owner_id, visit.client_team_id) == (kept.owner_id, kept.team_id)
    assert MergeMove.objects.filter(merge=done, is_dropped=True).count() == 1, "both were shared with one colleague"
    take_back(by=world.lead, merge=done, now=timezone.now())
    assert everything() == before
    assert found_by("字号") == [gone]


def test_that_the_two_are_perhaps_one_is_no_part_of_what_moves(world, two, as_):
    kept, gone = two
    third = ClientFactory(owner=world.manager)
    DuplicateHint.objects.create(one=kept, other=gone, why="name")
    DuplicateHint.objects.create(one=gone, other=third, why="name", settled_at=timezone.now())
    page = as_(world.lead).get(f"/merge/client/{kept.pk}/{gone.pk}/")
    assert "possible duplicates" not in [name for name, _count in page.context["moves"]]
    DuplicateHint.objects.filter(other=third).update(settled_at=None)
    page = as_(world.lead).get(f"/merge/client/{kept.pk}/{gone.pk}/")
    assert dict(page.context["moves"])["possible duplicates"] == 1
    done = do(world, two)
    assert [hint.pair for hint in DuplicateHint.objects.open()] == [(kept, third)]
    take_back(by=world.lead, merge=done, now=timezone.now())
    assert {hint.pair for hint in DuplicateHint.objects.open()} == {(kept, gone), (gone, third)}
    settle = f"/duplicates/{DuplicateHint.objects.open().get(other=gone).pk}/settle/"
    answer = as_(world.lead).post(settle, follow=True).content.decode()
    assert [hint.pair for hint in DuplicateHint.objects.open()] == [(gone, third)]
    assert f"{settle}?back=1" in answer
    as_(world.lead).post(f"{settle}?back=1")
    assert DuplicateHint.objects.open().count() == 2


def test_every_relation_to_a_client_or_person_is_handled(world, two):
    """Nothing points at the loser afterwards, whatever nouns there are."""
    _kept, gone = two
    do(world, two)
    for model, key in pointing_at(Client):
        assert not model._base_manager.filter(**{key.attname: gone.pk}).exists(), (model, key)
    for model in (Client, Person):
        handled = {(other, key.attname) for other, key in pointing_at(model)}
        for other in apps.get_models():
            for field in other._meta.concrete_fields:
                if (
                    field.is_relation
                    and field.related_model is model
                    and not getattr(other, "pgh_tracked_model", None)
                ):
                    assert (other, field.attname) in handled


def test_people_become_one_without_a_loop_among_superiors(world):
    client = ClientFactory(owner=world.manager)
    kept = PersonFactory(client=client, name="王建国")
    gone = PersonFactory(client=client, name="王建国", ways={"mobile": "13800138000"})
    between = PersonFactory(client=client, name="李敏", reports_to=gone)
    Person.objects.filter(pk=kept.pk).update(reports_to=between)
    before = everything()
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=[], now=timezone.now())
    kept.refresh_from_db()
    between.refresh_from_db()
    assert kept.ways.get().value == "13800138000"
    assert list(Person.objects.found_by("8000").filter(archived_at=None)) == [kept]
    assert not (kept.reports_to_id == between.pk and between.reports_to_id == kept.pk)
    take_back(by=world.manager, merge=done, now=timezone.now())
    assert everything() == before


def test_only_who_answers_for_both_may(world, two):
    kept, gone = two
    for person in (world.manager, world.stranger):
        with pytest.raises(NotOpen):
            merge(by=person, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())


def test_the_page_merges_and_its_toast_takes_it_back(world, two, as_):
    kept, gone = two
    browser = as_(world.lead)
    assert gone.name in browser.get(f"/merge/client/{kept.pk}/?q=华兴").content.decode()
    answer = browser.post(f"/merge/client/{kept.pk}/{gone.pk}/", {"phone": "other", "versions": "1-1"}, follow=True)
    assert "undo" in answer.content.decode()
    assert Client.objects.get(pk=kept.pk).phone == gone.phone
    done = MergeMove.objects.first().merge
    assert browser.post(f"/merges/{done.pk}/undo/").status_code == 302
    assert Client.objects.get(pk=kept.pk).phone == ""


def test_who_is_erased_is_in_no_merge_and_no_import_either(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    job = imported(
        world.manager, "person", xlsx([["客户名称", "姓名", "手机"], ["华兴物流", "欧阳锋", "13800138000"]])
    )
    kept = Person.objects.get(name="欧阳锋")
    changed = imported(
        world.manager, "person", xlsx([["客户名称", "姓名", "职位"], ["华兴物流", "欧阳锋", "欧阳主任"]])
    )
    gone = PersonFactory(client=client, name="欧阳峰", ways={"mobile": "13800138000"})
    kept.refresh_from_db()
    done = merge(by=world.manager, noun="person", winner=kept.pk, loser=gone.pk, take=["name"], now=timezone.now())
    kept.refresh_from_db()
    erase_person(by=world.manager, person=kept, version=kept.version, now=timezone.now())
    told = [*ImportRow.objects.values_list("cells", "values", "changes"),
            *ImportChange.objects.values_list("before", "after"), *Merge.objects.values_list("before", "after"),
            *MergeMove.objects.values_list("data")]  # fmt: skip
    assert "欧阳" not in str(told)
    assert "13800138000" not in str(told)
    with pytest.raises(NotOpen):
        take_back(by=world.manager, merge=done, now=timezone.now())
    for one in (job, changed):
        taken_back(world.manager, one)
    assert Person.objects.get(pk=kept.pk).erased_at


def test_who_is_erased_is_erased_in_the_rows_that_were_put_into_theirs(world):
    client = ClientFactory(owner=world.manager)
    people = [PersonFactory(client=client, name=f"欧阳{n}", ways={"mobile": f"1380013800{n}"}) for n in range(3)]
    for kept, gone in ((1, 0), (2, 1)):
        ids = {"winner": people[kept].pk, "loser": people[gone].pk}
        merge(by=world.manager, noun="person", **ids, take=[], now=timezone.now())
    apart = PersonFactory(client=client, name="欧阳锋")
    done = merge(
        by=world.manager, noun="person", winner=people[2].pk, loser=apart.pk, take=[], now=timezone.now()
    )  # fmt: skip
    take_back(by=world.manager, merge=done, now=timezone.now())
    people[2].refresh_from_db()
    erase_person(by=world.manager, person=people[2], version=people[2].version, now=timezone.now())
    assert set(Person.objects.exclude(name="").values_list("name", flat=True)) == {"欧阳锋"}
    assert set(Person.pgh_event_model.objects.values_list("name", flat=True)) == {"欧阳锋"}
    assert Person.objects.filter(erased_at__isnull=False).count() == 3
    assert not Person.objects.found_by("欧阳0").exists()


def test_the_files_that_name_who_is_erased_go_as_well(world):
    ClientFactory(owner=world.manager, name="华兴物流")
    lines = [["客户名称", "姓名"], ["华兴物流", "欧阳锋"]]
    job = imported(world.manager, "person", xlsx(lines))
    other = imported(world.manager, "client", xlsx([["客户名称"], ["远通物流"]]))
    out = Export.objects.create(
        by=world.lead, what="person", form="xlsx", language="en", is_big=True, done_at=timezone.now(),
        file=StoredFile.keep("people.xlsx", [b"x"]),
    )  # fmt: skip
    person = Person.objects.get(name="欧阳锋")
    erase_person(by=world.manager, person=person, version=person.version, now=timezone.now())
    for row in (job, other, out):
        row.refresh_from_db()
    assert (job.file, out.file) == (None, None)
    assert other.file
    assert taken_back(world.manager, job).state == "undone"


def test_an_import_looked_through_before_somebody_was_erased_brings_nobody_back(world):
    client = ClientFactory(owner=world.manager, name="华兴物流")
    person = PersonFactory(client=client, name="欧阳锋", position="主任")
    job = previewed(world.manager, "person", xlsx([["客户名称", "姓名", "职位"], ["华兴物流", "欧阳锋", "处长"]]))
    row = ImportRow.objects.get(job=job)
    ImportRow.objects.filter(pk=row.pk).update(target=None)
    erase_person(by=world.manager, person=person, version=1, now=timezone.now())
    ImportRow.objects.filter(pk=row.pk).update(target=person.pk)  # chosen among its candidates
    start(by=world.manager, job=job, now=timezone.now())
    at_work()
    person.refresh_from_db()
    assert (person.name, person.position) == ("", "主任")


def test_a_key_person_who_is_erased_stands_on_no_checklist_that_is_kept_aside(world, two):
    kept, gone = two
    person = gone.people.get()
    Person.objects.filter(pk=person.pk).update(level="top")
    for client, taker in ((kept, world.teammate), (gone, world.manager)):
        plan_handover(
            by=world.lead, now=timezone.now(), client=client, to_manager=taker,
            effective_on=timezone.localdate() + timedelta(days=5),
        )  # fmt: skip
    done = do(world, two)
    assert "王建国" in str([move.data for move in done.moves.all()])
    person.refresh_from_db()
    erase_person(by=world.manager, person=person, version=person.version, now=timezone.now())
    assert "王建国" not in str([move.data for move in done.moves.all()])
    assert not HandoverItem.pgh_event_model.objects.filter(subject_id=person.pk).exists()
    take_back(by=world.lead, merge=done, now=timezone.now())
    assert not HandoverItem.objects.filter(subject_id=person.pk).exists()


def test_a_hand_over_that_cannot_move_comes_back_with_its_checklist(world, two):
    """Only one may be planned at a client: the loser's is kept aside, and what hangs on a row that is goes along."""
    kept, gone = two
    for client, taker in ((kept, world.teammate), (gone, world.manager)):
        plan_handover(
            by=world.lead,
            now=timezone.now(),
            client=client,
            to_manager=taker,
            effective_on=timezone.localdate() + timedelta(days=5),
            note="慢慢来",
        )
    items = HandoverItem.objects.filter(handover__client=gone)
    assert items.exists()
    before = everything()
    done = do(world, two)
    assert Handover.objects.get().client == kept
    take_back(by=world.lead, merge=done, now=timezone.now())
    assert everything() == before
    assert items.exists()


def test_a_name_of_before_two_merges_still_means_the_one_that_is_left(world):
    first, second, third = (ClientFactory(owner=world.manager, name=name) for name in ("甲物流", "乙物流", "丙物流"))
    for kept, gone in ((second, first), (third, second)):
        merge(by=world.manager, noun="client", winner=kept.pk, loser=gone.pk, take=(), now=timezone.now())
    imported(world.manager, "person", xlsx([["客户名称", "姓名"], ["甲物流", "王建国"]]))
    assert Person.objects.get().client == third
    assert Client.objects.count() == 3


def test_offering_whom_to_merge_asks_as_much_for_many_as_for_one(world, as_):
    client = ClientFactory(owner=world.manager)
    person, browser = PersonFactory(client=client), as_(world.manager)
    asked = []
    for _n in range(2):
        PersonFactory.create_batch(3, client=client)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/merge/person/{person.pk}/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_making_two_again_is_offered_to_who_answers_for_both_alone(world, two, as_):
    kept, _gone = two
    done = do(world, two)
    undo, page = f"/merges/{done.pk}/undo/", reverse("client-origin", args=[kept.pk])
    assert undo in as_(world.lead).get(page).text
    for person in (world.manager, world.stranger):  # the owner of one of the two, and who has both shared with them
        assert "A duplicate was merged in" in as_(person).get(page).text
        assert undo not in as_(person).get(page).text
        assert as_(person).post(undo).status_code == 404
