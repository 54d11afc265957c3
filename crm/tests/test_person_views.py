import pytest
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.actions.person import edit_person
from crm.factories import ClientFactory, CompetitorFactory, DepartmentFactory, InstalledProductFactory, PersonFactory
from crm.models import Competitor, Department, InstalledProduct, Person

pytestmark = pytest.mark.django_db


def test_a_report_is_added_below_from_the_chart_in_two_taps(mine, browser):
    boss = PersonFactory(client=mine)
    chart = browser.get(reverse("client-chart", args=[mine.pk]))
    add = reverse("client-person-new", args=[mine.pk]) + f"?from=chart&reports_to={boss.pk}"
    assert add.replace("&", "&amp;") in chart.content.decode()
    page = browser.get(add)
    assert page.context["form"]["reports_to"].value() == str(boss.pk)
    answer = browser.post(add, {"new_id": uuid7(), "name": "", "position": "IT head", "reports_to": str(boss.pk)})
    assert answer["Location"] == reverse("client-chart", args=[mine.pk])
    seat = Person.objects.get(position="IT head")
    assert seat.is_placeholder
    assert seat.reports_to == boss


def test_pickers_hold_and_take_this_clients_rows_only(mine, manager, browser):
    elsewhere = ClientFactory(owner=manager)
    person, department = PersonFactory(client=elsewhere), DepartmentFactory(client=elsewhere)
    url = reverse("client-person-new", args=[mine.pk])
    page = browser.get(f"{url}?reports_to={person.pk}&department={department.pk}").content.decode()
    assert f'value="{person.pk}"' not in page
    answer = browser.post(
        url, {"new_id": uuid7(), "name": "李", "reports_to": str(person.pk), "department": str(department.pk)}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reports_to", "department"}
    answer = browser.post(
        reverse("department-new", args=[mine.pk]), {"new_id": uuid7(), "name": "组", "parent": str(department.pk)}
    )
    assert answer.status_code == 422
    assert not Person.objects.filter(client=mine).exists()


def test_neither_name_nor_position_is_said_in_words_beside_other_mistakes(mine, browser):
    answer = browser.post(reverse("client-person-new", args=[mine.pk]), {"new_id": uuid7(), "email": "nobody"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "email"}
    assert "person_has_name_or_position" not in answer.text


def test_a_circle_is_said_beside_the_field(mine, browser):
    boss = PersonFactory(client=mine)
    below = PersonFactory(client=mine, reports_to=boss)
    url = reverse("client-person-edit", args=[mine.pk, boss.pk])
    answer = browser.post(url, {"name": "王", "version": 1, "reports_to": str(below.pk)})
    assert answer.status_code == 422
    assert "reports_to" in answer.context["form"].errors


def test_a_clash_shows_both_texts(mine, manager, browser):
    person = PersonFactory(client=mine, position="经理")
    edit_person(by=manager, person=Person.objects.get(), version=1, values={"position": "总监"})
    url = reverse("client-person-edit", args=[mine.pk, person.pk])
    answer = browser.post(url, {"name": person.name, "position": "副总", "version": 1})
    assert answer.status_code == 409
    assert "总监" in answer.content.decode()
    assert "副总" in answer.content.decode()


def test_two_numbers_on_a_card_are_two_ways_of_their_own_kind(mine, browser):
    typed = "+86 138\u30000013-8000 / ０１０-88886666 转 801"  # noqa: RUF001  full width is how some keyboards write
    browser.post(reverse("client-person-new", args=[mine.pk]), {"new_id": uuid7(), "name": "李", "mobile": typed})
    person = Person.objects.get()
    ways = [(way.channel, str(way), way.copied, way.is_preferred) for way in person.ways.all()]
    assert ways == [
        ("mobile", "138 0013 8000", "13800138000", True),
        ("phone", "010 8888 6666 转 801", "010 8888 6666 转 801", False),
    ]
    page = browser.get(reverse("client-person", args=[mine.pk, person.pk])).content.decode()
    assert 'href="tel:13800138000"' in page
    assert 'href="tel:01088886666,801"' in page


def test_a_department_is_added_in_place(mine, browser):
    url = reverse("department-new", args=[mine.pk])
    part = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    wrong = browser.post(url, {"new_id": uuid7(), "name": ""}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()
    done = browser.post(
        url, {"new_id": uuid7(), "name": "采购部", "function": "purchasing"}, headers={"HX-Request": "true"}
    )
    assert done["HX-Refresh"] == "true"
    assert Department.objects.get().function == "purchasing"


def test_departments_of_one_name_are_told_apart_in_every_picker_by_what_they_are_part_of(mine, person, browser):
    east, west = (DepartmentFactory(client=mine, name=name) for name in ("华东", "华西"))
    one, other = (DepartmentFactory(client=mine, name="综合部", parent=parent) for parent in (east, west))
    row = InstalledProductFactory(client=mine, department=one)
    expected = [(east.pk, "华东"), (one.pk, "\u2003综合部"), (west.pk, "华西"), (other.pk, "\u2003综合部")]
    places = [mine.pk, person.pk]
    for name, args, field in (
        ("client-person-edit", places, "department"), ("person-move", places, "department"),
        ("installed-edit", [mine.pk, row.pk], "department"), ("department-new", [mine.pk], "parent"),
    ):  # fmt: skip
        choices = browser.get(reverse(name, args=args)).context["form"].fields[field].choices
        assert list(choices)[1:] == expected, name
    sent = {"version": 1, "name": person.name, "position": person.position, "department": str(other.pk)}
    assert browser.post(reverse("client-person-edit", args=places), sent).status_code == 302
    person.refresh_from_db()
    assert person.department == other


def test_people_and_rivals_come_and_go_with_undo(mine, browser):
    person = PersonFactory(client=mine)
    installed = InstalledProductFactory(client=mine, competitor=CompetitorFactory())
    for name, row in (("client-person", person), ("installed", installed)):
        browser.post(reverse(f"{name}-archive", args=[mine.pk, row.pk]), {"version": 1})
        row.refresh_from_db()
        assert row.archived_at
        browser.post(reverse(f"{name}-restore", args=[mine.pk, row.pk]) + "?version=2")
        row.refresh_from_db()
        assert row.archived_at is None


class TestRivals:
    def test_a_new_rival_is_typed_in_the_same_form(self, mine, browser):
        url = reverse("installed-new", args=[mine.pk])
        assert browser.post(url, {"new_id": uuid7(), "new_competitor": "联通", "satisfaction": ""}).status_code == 302
        installed = InstalledProduct.objects.get()
        assert (installed.competitor.name, installed.satisfaction) == ("联通", None)

    def test_one_rival_is_asked_for_and_not_two(self, mine, browser):
        url, known = reverse("installed-new", args=[mine.pk]), CompetitorFactory()
        assert browser.post(url, {"new_id": uuid7(), "product": "专线"}).status_code == 422
        both = browser.post(url, {"new_id": uuid7(), "competitor": str(known.pk), "new_competitor": "别家"})
        assert both.status_code == 422
        assert "别家" in both.content.decode()
        assert not InstalledProduct.objects.exists()

    def test_an_existing_row_takes_a_rival_typed_on_the_spot(self, mine, browser):
        installed = InstalledProductFactory(client=mine, competitor=CompetitorFactory())
        data = {"version": 1, "competitor": str(installed.competitor_id), "new_competitor": "别家"}
        assert browser.post(reverse("installed-edit", args=[mine.pk, installed.pk]), data).status_code == 302
        installed.refresh_from_db()
        assert installed.competitor.name == "别家"

    def test_a_clash_shows_both_texts(self, mine, browser):
        installed = InstalledProductFactory(client=mine, competitor=CompetitorFactory(), product="旧")
        InstalledProduct.objects.filter(pk=installed.pk).update(product="同事写的", version=2)
        url = reverse("installed-edit", args=[mine.pk, installed.pk])
        answer = browser.post(url, {"version": 1, "competitor": str(installed.competitor_id), "product": "我写的"})
        assert answer.status_code == 409
        assert "同事写的" in answer.content.decode()
        assert "我写的" in answer.content.decode()

    def test_a_rivals_page_sent_twice_is_one_and_a_taken_name_is_said(self, browser):
        url = reverse("competitor-new")
        one = browser.get(url).context["form"]["new_id"].value()
        for _time in range(2):
            assert browser.post(url, {"name": "联通", "new_id": str(one)}).status_code == 302
        assert browser.post(url, {"new_id": uuid7(), "name": "联通"}).status_code == 422
        assert Competitor.objects.count() == 1

    def test_the_list_finds_and_three_rows_ask_no_more_than_one(self, browser, django_assert_max_num_queries):
        url = reverse("competitor-list")
        CompetitorFactory(name="联通", other_name="Unicom")
        with django_assert_max_num_queries(20) as one:
            browser.get(url)
        CompetitorFactory.create_batch(2)
        with django_assert_max_num_queries(20) as three:
            browser.get(url)
        assert len(one) == len(three)
        assert [rival.name for rival in browser.get(url + "?q=uni").context["page"].rows] == ["联通"]


def test_a_second_person_of_a_name_is_asked_about_once_and_nothing_typed_is_lost(mine, manager, browser):
    lab = DepartmentFactory(client=mine, name="研发部")
    there = PersonFactory(client=mine, name="王 建国", position="主任", department=lab)
    PersonFactory(client=ClientFactory(owner=manager), name="王建国")
    add = reverse("client-person-new", args=[mine.pk])
    typed = {
        "new_id": str(uuid7()),
        "name": "王建国",
        "position": "会计",
        "mobile": "13800138000",
        "languages": "粤语",
    }
    asked = browser.post(add, typed)
    assert asked.status_code == 422
    assert asked.context["form"].similar == [there]
    page = asked.content.decode()
    assert reverse("client-person", args=[mine.pk, there.pk]) in page
    assert "研发部" in page
    shown = asked.context["form"]
    again = {name: shown[name].value() or "" for name in (*typed, "confirmed")}
    assert {name: again[name] for name in typed} == typed
    for _twice in range(2):
        assert browser.post(add, again).status_code == 302
    assert Person.objects.filter(client=mine).count() == 2
    assert Person.objects.get(position="会计").ways.count() == 1


def test_a_form_that_comes_again_does_not_meet_its_own_row(mine, browser):
    add, typed = reverse("client-person-new", args=[mine.pk]), {"new_id": uuid7(), "name": "王建国"}
    assert [browser.post(add, typed).status_code for _twice in range(2)] == [302, 302]
    assert Person.objects.count() == 1


def test_who_has_left_is_told_of_too(mine, browser):
    gone = PersonFactory(client=mine, name="Li Na", archived_at=timezone.now(), left_on=timezone.localdate())
    asked = browser.post(reverse("client-person-new", args=[mine.pk]), {"new_id": uuid7(), "name": "LI NA"})
    assert asked.context["form"].similar == [gone]
    assert "Has left" in asked.content.decode()


def test_a_name_is_confirmed_alone_and_another_is_asked_about_anew(mine, browser):
    for name in ("王建国", "李娜"):
        PersonFactory(client=mine, name=name)
    add, typed = reverse("client-person-new", args=[mine.pk]), {"new_id": uuid7(), "name": "王建国"}
    asked = browser.post(add, typed).context["form"]
    again = {**typed, "confirmed": asked["confirmed"].value()}
    other = browser.post(add, {**again, "name": "李娜"})
    assert other.status_code == 422
    assert [one.name for one in other.context["form"].similar] == ["李娜"]
    assert browser.post(add, {**again, "name": "王 建国"}).status_code == 302
    assert Person.objects.filter(client=mine).count() == 3


def test_who_is_given_a_name_that_is_there_is_asked_about_once(mine, browser):
    there, person = PersonFactory(client=mine, name="王建国"), PersonFactory(client=mine, name="Wang", position="会计")
    edit = reverse("client-person-edit", args=[mine.pk, person.pk])
    assert browser.post(edit, {"version": 1, "name": "WANG", "position": "出纳"}).status_code == 302
    typed = {"version": 2, "name": "王建国", "position": "会计"}
    asked = browser.post(edit, typed)
    assert asked.status_code == 422
    assert asked.context["form"].similar == [there]
    assert browser.post(edit, {**typed, "confirmed": asked.context["form"]["confirmed"].value()}).status_code == 302
    person.refresh_from_db()
    assert person.name == "王建国"
    # Another word of one whose namesake is known is no news.
    assert browser.post(edit, {"version": 3, "name": "王建国", "position": "主任"}).status_code == 302
