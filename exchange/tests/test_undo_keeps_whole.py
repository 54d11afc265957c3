"""Who stays when an import is taken back, because somebody has worked on them since, stays whole (V11)."""

import pytest
from django.utils import timezone

from crm.models import Client, ContactWay, Identifier, Person, Site, Tag, Tagging
from exchange.tests.files import xlsx
from exchange.tests.running import imported, taken_back
from visits.factories import VisitFactory
from visits.models import Comment

pytestmark = pytest.mark.django_db
FIRMS = [
    ["客户名称", "地址", "标签", "其他编号"],
    *([f"客户{n}", f"{n}号", "重点", f"计费编号：88230{n}"] for n in range(3)),
]
PEOPLE = [
    ["客户名称", "姓名", "手机", "邮箱"],
    *(["华兴", f"王{name}", f"1380013800{n}", f"w{n}@x.cn"] for n, name in enumerate("一二三")),
]


def test_a_client_that_stays_keeps_its_address_tags_and_numbers(manager):
    job = imported(manager, "client", xlsx(FIRMS))
    edited, used, gone = Client.objects.order_by("name")
    edited.short_name = "甲"
    edited.save_checked(version=edited.version, fields=["short_name"])
    VisitFactory(client=used, owner=manager)
    job = taken_back(manager, job)
    assert set(Client.objects.all()) == {edited, used}
    for model in (Site, Tagging, Identifier):
        assert set(model.objects.values_list("client", flat=True)) == {edited.pk, used.pk}, model
    assert set(Client.objects.values_list("address", flat=True)) == {edited.address, used.address} == {"0号", "1号"}
    assert list(Client.objects.found_by("882300")) == [edited]
    assert Tag.objects.exists()
    assert job.counts["stayed"] == 2, "what hangs on them is not counted apart"
    assert gone.pk not in Client.objects.values_list("pk", flat=True)


def test_a_person_who_stays_keeps_numbers_and_addresses(manager):
    job = imported(manager, "person", xlsx(PEOPLE))
    one, two, _three = (Person.objects.get(name=f"王{n}") for n in "一二三")
    Comment.objects.create(person=one, author=manager, body="x")
    way = two.ways.get(channel="email")
    way.note = "只发短信"
    way.save_checked(version=way.version, fields=["note"])
    job = taken_back(manager, job)
    assert set(Person.objects.all()) == {one, two}
    assert ContactWay.objects.count() == 4
    assert job.counts["stayed"] == 3, "the two, and the client they are at"


def test_nothing_touched_goes_whole(manager):
    for noun, lines in (("client", FIRMS), ("person", PEOPLE)):
        taken_back(manager, imported(manager, noun, xlsx(lines)))
    for model in (Client, Person, Site, Tagging, Tag, Identifier, ContactWay):
        assert not model._base_manager.exists(), model


def test_what_was_added_to_who_was_here_goes(manager):
    imported(manager, "person", xlsx([PEOPLE[0][:2], *(line[:2] for line in PEOPLE[1:])]))
    job = imported(manager, "person", xlsx(PEOPLE))
    Comment.objects.create(person=Person.objects.get(name="王一"), author=manager, body="x", created_at=timezone.now())
    taken_back(manager, job)
    assert Person.objects.count() == 3
    assert not ContactWay.objects.exists()
