import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone

from accounts.factories import TeamFactory, UserFactory
from core.ids import uuid7
from crm.access import NotYours
from crm.actions.department import archive_department, create_department, edit_department, restore_department
from crm.actions.person import archive_person, create_person, edit_person, restore_person
from crm.factories import ClientFactory, DepartmentFactory, PersonFactory
from crm.models import Department, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_(manager):
    return ClientFactory(owner=manager)


@pytest.fixture
def elsewhere(manager):
    return ClientFactory(owner=manager)


def add(by, client, **values):
    return create_person(by=by, client=client, now=timezone.now(), values=values)


def test_a_position_alone_keeps_the_seat(manager, client_):
    seat = add(manager, client_, position="采购部经理")
    assert seat.is_placeholder
    assert str(seat) == "采购部经理"


def test_neither_name_nor_position_is_nobody(manager, client_):
    with pytest.raises(ValidationError):
        add(manager, client_, mobile="13800138000")


def test_a_surname_is_sorted_as_it_is_read(manager, client_):
    assert add(manager, client_, name="单雄信").sort_key.startswith("shan")


def test_a_name_brings_surname_reading_and_form_of_address(manager, client_):
    person = add(manager, client_, name="单雄信", position="副总经理")
    assert (person.surname, person.reading, person.initials) == ("单", "shan xiong xin", "sxx")
    assert person.courtesy_title == "单总"
    edit_person(by=manager, person=person, version=1, values={"name": "尉迟恭", "position": "工程师"})
    person.refresh_from_db()
    assert (person.surname, person.initials, person.courtesy_title) == ("尉迟", "ycg", "尉迟工")


def test_a_corrected_reading_stays_when_the_name_is_written_otherwise(manager, client_):
    person = add(manager, client_, name="乐嘉", reading="Lè Jiā", courtesy_title="乐老师")
    assert (person.reading, person.sort_key) == ("le jia", "le jia")
    edit_person(by=manager, person=person, version=1, values={"name": "樂嘉", "position": "总经理"})
    person.refresh_from_db()
    assert (person.reading, person.courtesy_title) == ("le jia", "乐老师")


@pytest.mark.parametrize("name", ["王䶮", "李𬭚"])
def test_a_rare_character_is_kept_and_found(name, manager, client_):
    add(manager, client_, name=name)
    for typed in (name, name[1]):
        assert [person.name for person in Person.objects.found_by(typed)] == [name]


@pytest.mark.parametrize("field", ["department", "reports_to"])
def test_what_belongs_to_another_client_is_refused(field, manager, client_, elsewhere):
    factory = DepartmentFactory if field == "department" else PersonFactory
    with pytest.raises(ValidationError) as refused:
        add(manager, client_, name="李工", **{field: factory(client=elsewhere)})
    assert field in refused.value.message_dict
    assert not Person.objects.filter(client=client_).exists()


def test_nobody_becomes_their_own_superior_by_any_way_round(manager, client_):
    boss = PersonFactory(client=client_)
    middle = PersonFactory(client=client_, reports_to=boss)
    low = PersonFactory(client=client_, reports_to=middle)
    for superior in (boss, middle, low):
        with pytest.raises(ValidationError):
            edit_person(by=manager, person=Person.objects.get(pk=boss.pk), version=1, values={"reports_to": superior})
    assert Person.objects.get(pk=boss.pk).reports_to is None


def test_an_archived_link_still_counts_so_that_restoring_makes_no_cycle(manager, client_):
    boss = PersonFactory(client=client_)
    middle = PersonFactory(client=client_, reports_to=boss)
    low = PersonFactory(client=client_, reports_to=middle)
    archive_person(by=manager, person=middle, version=1, now=timezone.now())
    with pytest.raises(ValidationError):
        edit_person(by=manager, person=boss, version=1, values={"reports_to": low})


def test_a_department_is_not_part_of_itself(manager, client_, elsewhere):
    top = DepartmentFactory(client=client_)
    below = create_department(by=manager, client=client_, now=timezone.now(), values={"name": "组", "parent": top})
    with pytest.raises(ValidationError):
        edit_department(by=manager, department=top, version=1, values={"parent": below})
    with pytest.raises(ValidationError):
        edit_department(
            by=manager, department=below, version=1, values={"parent": DepartmentFactory(client=elsewhere)}
        )


def test_archive_and_restore(manager, client_):
    person, department = PersonFactory(client=client_), DepartmentFactory(client=client_)
    archive_person(by=manager, person=person, version=1, now=timezone.now())
    archive_department(by=manager, department=department, version=1, now=timezone.now())
    assert not Person.objects.active().exists()
    restore_person(by=manager, person=person, version=2)
    restore_department(by=manager, department=department, version=2)
    assert Person.objects.active().exists()
    assert Department.objects.get().archived_at is None


def test_a_stranger_writes_nothing(stranger, client_):
    person = PersonFactory(client=client_)
    with pytest.raises(NotYours):
        add(stranger, client_, name="x")
    with pytest.raises(NotYours):
        edit_person(by=stranger, person=person, version=1, values={"name": "x"})


def test_an_id_of_another_clients_person_is_missing(manager, client_, elsewhere):
    taken = PersonFactory(client=elsewhere)
    with pytest.raises(NotYours):
        create_person(by=manager, client=client_, now=timezone.now(), values={"name": "x"}, new_id=taken.pk)


def _together(*acts):
    """Do all acts at the same moment, each on a connection of its own; return the errors."""
    errors, start = [], threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait(10)
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return errors


@pytest.mark.django_db(transaction=True)
def test_two_edits_at_once_cannot_close_a_circle():
    owner = UserFactory(team=TeamFactory())
    client = ClientFactory(owner=owner)
    one, two = PersonFactory(client=client), PersonFactory(client=client)
    errors = _together(
        lambda: edit_person(by=owner, person=Person.objects.get(pk=one.pk), version=1, values={"reports_to": two}),
        lambda: edit_person(by=owner, person=Person.objects.get(pk=two.pk), version=1, values={"reports_to": one}),
    )
    assert [type(error) for error in errors] == [ValidationError]
    assert Person.objects.exclude(reports_to=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_arrivals_at_once_make_one_person():
    owner = UserFactory(team=TeamFactory())
    client, one = ClientFactory(owner=owner), uuid7()
    arrive = lambda: create_person(by=owner, client=client, now=timezone.now(), values={"name": "李"}, new_id=one)  # noqa: E731
    assert _together(*[arrive] * 20) == []
    assert Person.objects.count() == 1
