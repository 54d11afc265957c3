"""Two that go by one name are told apart wherever somebody has to choose between them."""

import pytest

from crm.factories import ClientFactory, DepartmentFactory, PersonFactory, RelationFactory
from crm.models import Client
from exchange.models import DuplicateHint
from exchange.tests.files import xlsx
from exchange.tests.running import previewed

pytestmark = pytest.mark.django_db


def test_candidates_of_one_name_say_whose_they_are_where_and_their_code(manager, teammate, lead, as_):
    names = {"name": "永丰冷链有限公司", "team": manager.team}
    for owner, place, code in ((manager, "宁波市一号", ""), (teammate, "绍兴市九号", "91330200MA2ABCDE0X")):
        one = ClientFactory(**names, owner=owner, registration_code=code)
        Client.objects.filter(pk=one.pk).update(address=place)
    job = previewed(lead, "client", xlsx([["客户名称", "电话"], ["永丰冷链有限公司", "010-1"]]))
    page = as_(lead).get(f"/imports/{job.pk}/")
    (line,) = page.context["page"].rows
    told = {one.label for one in line.candidates}
    assert told == {
        f"永丰冷链有限公司 · {manager} · 宁波市一号",
        f"永丰冷链有限公司 · {teammate} · 绍兴市九号 · 91330200MA2ABCDE0X",
    }
    assert all(f"It is {one}" in page.text for one in told)


def test_candidates_of_different_names_are_chosen_by_name(manager, as_):
    for name in ("永丰冷链有限公司", "永丰冷链运输"):
        ClientFactory(name=name, owner=manager)
    job = previewed(manager, "client", xlsx([["客户名称"], ["永丰冷链"]]))
    (line,) = as_(manager).get(f"/imports/{job.pk}/").context["page"].rows
    assert {one.label for one in line.candidates} == {"永丰冷链有限公司", "永丰冷链运输"}


def test_two_people_of_one_name_say_their_position_department_and_number(manager, as_):
    client = ClientFactory(name="永丰冷链", owner=manager)
    office = DepartmentFactory(client=client, name="信息部")
    PersonFactory(client=client, name="王敏", position="经理", ways={"mobile": "13800138000"})
    PersonFactory(client=client, name="王敏", position="", department=office)
    job = previewed(manager, "person", xlsx([["客户名称", "姓名"], ["永丰冷链", "王敏"]]))
    (line,) = as_(manager).get(f"/imports/{job.pk}/").context["page"].rows
    assert {one.label for one in line.candidates} == {"王敏 · 经理 · 13800138000", "王敏 · 信息部"}


def test_who_may_be_the_same_is_told_apart_before_merging(manager, as_):
    one, other = (ClientFactory(name="永丰冷链", owner=manager) for _ in range(2))
    Client.objects.filter(pk=other.pk).update(address="绍兴市九号")
    assert "绍兴市九号" in as_(manager).get(f"/merge/client/{one.pk}/").text
    here, there = (PersonFactory(client=client, name="王敏") for client in (one, other))
    ClientFactory(name="大成", owner=manager)
    Client.objects.filter(pk=other.pk).update(name="永丰二厂")
    page = as_(manager).get(f"/merge/person/{here.pk}/?q=王敏")
    assert f"/merge/person/{here.pk}/{there.pk}/" in page.text
    assert "永丰二厂" in page.text


def test_two_clients_of_one_name_are_told_apart_where_duplicates_are_settled(manager, teammate, lead, as_):
    one, other = (ClientFactory(name="永丰冷链", owner=owner, team=manager.team) for owner in (manager, teammate))
    Client.objects.filter(pk=other.pk).update(address="绍兴市九号", registration_code="91330200MA2ABCDE0X")
    DuplicateHint.objects.create(one=one, other=other, why="name")
    for address in ("/duplicates/", f"/merge/client/{one.pk}/{other.pk}/"):
        page = as_(lead).get(address).text
        assert "绍兴市九号" in page
        assert "91330200MA2ABCDE0X" in page


def test_nobody_is_proposed_as_their_own_superior_and_a_tie_is_counted_once(manager, as_):
    client = ClientFactory(owner=manager)
    top, head = (PersonFactory(client=client, name=name) for name in ("赵总", "欧阳建国"))
    twin = PersonFactory(client=client, name="欧阳建国", reports_to=head)
    RelationFactory(person=twin, other=top)
    RelationFactory(person=PersonFactory(client=client), other=twin)
    page = as_(manager).get(f"/merge/person/{head.pk}/{twin.pk}/")
    assert "reports_to" not in [one["name"] for one in page.context["fields"]]
    assert dict(page.context["moves"])["relations"] == 2
    assert len(page.context["moves"]) == 1
    type(twin).objects.filter(pk=twin.pk).update(reports_to=top)
    type(head).objects.filter(pk=head.pk).update(reports_to=twin)
    page = as_(manager).get(f"/merge/person/{head.pk}/{twin.pk}/")
    (field,) = [one for one in page.context["fields"] if one["name"] == "reports_to"]
    assert (field["mine"], field["theirs"], field["take"]) == ("", "赵总", True)


def test_merging_stands_under_clients_in_the_side_bar(manager, as_):
    client = ClientFactory(owner=manager)
    person = PersonFactory(client=client)
    other = PersonFactory(client=client)
    for address in (f"/merge/client/{client.pk}/", f"/merge/person/{person.pk}/{other.pk}/"):
        page = as_(manager).get(address).text
        assert 'href="/clients/" title="Clients" aria-current="page"' in page
