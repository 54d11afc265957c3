"""The firm: sites, former names, numbers, groups, tags, industries."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.credit_code import check_character
from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.actions.client import create_client, edit_client
from crm.actions.department import edit_department, move_department
from crm.actions.former_name import archive_former_name, create_former_name, edit_former_name, restore_former_name
from crm.actions.industry import edit_industry
from crm.actions.site import archive_site, create_site, edit_site, restore_site
from crm.actions.tag import rename_tag, tag_client, untag_client
from crm.factories import (
    ClientFactory,
    DepartmentFactory,
    FormerNameFactory,
    IndustryFactory,
    IndustryNoteFactory,
    SiteFactory,
    TagFactory,
)
from crm.group import group_of
from crm.models import Client, Department, Industry, Site, Tag, Tagging
from crm.places import maps_of
from crm.registration import code_problem, tidy_code
from crm.search import similar_clients

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def fitting(first):
    return first + check_character(first)


class TestSites:
    def test_the_first_is_the_main_one_and_its_line_is_the_clients_address(self, manager):
        client = ClientFactory(owner=manager)
        create_site(by=manager, client=client, now=NOW, values={"city": "宁波市", "street": "中山路 1 号"})
        create_site(by=manager, client=client, now=NOW, values={"name": "Plant"})
        assert Client.objects.get().address == "宁波市中山路 1 号"
        assert [site.is_main for site in Site.objects.order_by("created_at", "id")] == [True, False]

    def test_another_main_one_takes_its_place_and_removing_it_gives_it_back(self, manager):
        client = ClientFactory(owner=manager)
        first = create_site(by=manager, client=client, now=NOW, values={"street": "One"})
        values = {"street": "Two", "is_main": True}
        second = create_site(by=manager, client=client, now=NOW, values=values)
        assert Client.objects.get().address == "Two"
        with pytest.raises(StaleVersion):
            edit_site(by=manager, site=first, version=1, values={"street": "One", "is_main": True})
        archive_site(by=manager, site=second, version=second.version, now=NOW)
        assert Client.objects.get().address == "One"
        restore_site(by=manager, site=second, version=second.version)
        assert Client.objects.get().address == "One"
        assert Site.objects.filter(is_main=True).count() == 1

    def test_a_new_client_takes_its_address_along(self, manager):
        client = create_client(by=manager, now=NOW, values={"name": "Anda", "address": " 人民路 1 号 "})
        assert client.sites.get().is_main
        assert Client.objects.get().address == "人民路 1 号"

    def test_a_municipality_is_said_once(self):
        site = Site(province="上海市", city="上海市", district="浦东新区", street="世纪大道 1 号")
        assert site.line == "上海市浦东新区世纪大道 1 号"
        assert Site(city="Porto", street="Rua 1").line == "Porto Rua 1"

    def test_the_page_links_to_three_maps_and_says_nothing_to_them_about_us(self, manager, as_):
        client = ClientFactory(owner=manager)
        SiteFactory(client=client, street="A&B 路", is_main=True)
        page = as_(manager).get(reverse("client-detail", args=[client.pk])).content.decode()
        for link in maps_of("A&B 路"):
            assert "A%26B" in link.url
            assert link.url.replace("&", "&amp;") in page
        assert page.count('referrerpolicy="no-referrer"') == 3

    def test_a_form_without_a_line_says_so_and_keeps_what_was_typed(self, manager, as_):
        client = ClientFactory(owner=manager)
        typed = {"note": "Gate 3", "new_id": str(uuid7())}
        answer = as_(manager).post(reverse("site-new", args=[client.pk]), typed)
        assert answer.status_code == 422
        assert "Gate 3" in answer.content.decode()


class TestNames:
    def test_an_old_name_is_found_and_shown_with_its_date(self, manager, stranger, as_):
        client = ClientFactory(owner=manager, name="新名集团")
        FormerNameFactory(client=client, name="老字号贸易", until=dt.date(2020, 5, 1))
        page = as_(manager).get(reverse("client-list"), {"q": "老字"}).content.decode()
        assert "新名集团" in page
        assert "until 2020-05-01" in as_(manager).get(reverse("client-detail", args=[client.pk])).content.decode()
        assert "新名集团" not in as_(stranger).get(reverse("client-list"), {"q": "老字"}).content.decode()

    def test_renaming_keeps_the_old_name_when_asked_to(self, manager):
        client = ClientFactory(owner=manager, name="旧")
        edit_client(by=manager, client=client, version=1, values={"name": "新"}, renamed_at=NOW)
        assert client.former_names.get().name == "旧"
        assert list(Client.objects.found_by("旧")) == list(Client.objects.found_by("jiu")) == [client]
        edit_client(by=manager, client=client, version=2, values={"name": "新 "}, renamed_at=None)
        assert client.former_names.count() == 1

    def test_what_is_done_to_a_former_name_is_done_to_what_finds_its_client(self, manager):
        client = ClientFactory(owner=manager, name="新名集团")
        written = client.events.count()

        def found():
            return [typed for typed in ("老字", "laozi", "另名") if Client.objects.found_by(typed).exists()]

        one = create_former_name(by=manager, client=client, now=NOW, values={"name": "老字号贸易"})
        assert found() == ["老字", "laozi"]
        edit_former_name(by=manager, former=one, version=1, values={"name": "另名", "reason": "改制"})
        assert found() == ["另名"]
        archive_former_name(by=manager, former=one, version=2, now=NOW)
        assert found() == []
        restore_former_name(by=manager, former=one, version=3)
        assert found() == ["另名"]
        client.refresh_from_db()
        assert (client.version, client.events.count()) == (1, written), "nobody wrote the client itself"

    @pytest.mark.parametrize("typed", ["华兴(上海)物流", "华兴（上海）物流", "华兴（上海)物流"])
    def test_parentheses_of_either_width_are_the_same(self, typed, manager):
        client = ClientFactory(owner=manager, name="华兴（上海）物流有限公司")
        assert similar_clients(manager, typed + "有限公司") == [client]
        assert list(Client.objects.found_by(typed)) == [client]


class TestCode:
    def test_a_code_that_fits_is_fine_in_any_spelling(self):
        good = fitting("91310000MA1FL0B48")
        assert code_problem(tidy_code(f" {good[:8].lower()}-{good[8:]}　")) == ""
        assert code_problem("") == ""

    @pytest.mark.parametrize(
        ("code", "said"), [("9131", "4 characters"), ("91310000MA1FL0B4IO", "I, O"), ("1" * 18, "last character")]
    )
    def test_what_looks_wrong_is_said(self, code, said):
        assert said in code_problem(code)

    def test_it_warns_and_never_blocks(self, manager, as_):
        other = ClientFactory(owner=manager, registration_code="BAD", name="Other")
        client = ClientFactory(owner=manager)
        data = {"name": client.name, "version": 1, "registration_code": "bad", "tier": ""}
        assert as_(manager).post(reverse("client-edit", args=[client.pk]), data).status_code == 302
        assert Client.objects.get(pk=client.pk).registration_code == "BAD"
        hint = as_(manager).get(reverse("client-code"), {"registration_code": "bad", "but": client.pk})
        assert "3 characters" in hint.content.decode()
        assert other.name in hint.content.decode()


class TestGroup:
    def test_nobody_is_part_of_themselves(self, manager):
        top = ClientFactory(owner=manager)
        middle = ClientFactory(owner=manager, parent=top)
        low = ClientFactory(owner=manager, parent=middle)
        for one in (top, middle, low):
            with pytest.raises(ValidationError):
                edit_client(by=manager, client=top, version=1, values={"parent": one})

    def test_it_begins_below_what_the_person_may_not_see(self, world, as_):
        hidden = ClientFactory(owner=world.stranger, name="保密集团")
        mine = ClientFactory(owner=world.manager, name="我的", parent=hidden)
        below = ClientFactory(owner=world.manager, name="下属", parent=mine)
        ClientFactory(owner=world.stranger, name="看不见", parent=mine)
        assert [node.row for node in group_of(world.manager, below)] == [mine, below]
        assert group_of(world.admin, mine)[0].row == hidden
        browser = as_(world.manager)
        for name in ("client-detail", "client-edit"):
            page = browser.get(reverse(name, args=[mine.pk])).content.decode()
            assert "保密集团" not in page
            assert "看不见" not in page
            assert str(hidden.pk) not in page
        data = {"name": "我的", "version": 1, "parent": "", "tier": ""}
        assert browser.post(reverse("client-edit", args=[mine.pk]), data).status_code == 302
        assert Client.objects.get(pk=mine.pk).parent == hidden  # what one does not see one does not change

    def test_its_history_does_not_name_it_either(self, world, as_):
        hidden = ClientFactory(owner=world.stranger, name="保密集团")
        mine = ClientFactory(owner=world.manager, parent=hidden)
        assert "保密集团" not in as_(world.manager).get(reverse("history", args=["clients", mine.pk])).content.decode()

    def test_a_parent_one_may_not_see_cannot_be_chosen(self, world):
        hidden = ClientFactory(owner=world.stranger)
        with pytest.raises(NotYours):
            create_client(by=world.manager, now=NOW, values={"name": "X", "parent": hidden})

    def test_a_loop_of_older_data_does_no_harm(self, manager):
        one = ClientFactory(owner=manager)
        two = ClientFactory(owner=manager, parent=one)
        Client.objects.filter(pk=one.pk).update(parent=two)
        one.refresh_from_db()
        group_of(manager, one)


class TestTags:
    def test_a_word_is_one_tag_in_any_spelling_and_filters_the_list(self, manager, as_):
        one, two = ClientFactory(owner=manager, name="甲"), ClientFactory(owner=manager, name="乙")
        tag_client(by=manager, client=one, name="# \uff36IP ", now=NOW)
        tag_client(by=manager, client=one, name="vip", now=NOW)
        assert Tagging.objects.count() == Tag.objects.count() == 1
        page = as_(manager).get(reverse("client-list"), {"tag": Tag.objects.get().pk}).content.decode()
        assert one.name in page
        assert two.name not in page

    def test_a_tap_tags_another_takes_it_off_and_both_can_be_undone(self, manager, as_):
        client = ClientFactory(owner=manager)
        browser = as_(manager)
        page = browser.post(reverse("client-tag", args=[client.pk]), {"name": "Port"}, follow=True).content.decode()
        untag = reverse("client-untag", args=[client.pk, Tag.objects.get().pk])
        assert page.count(f'action="{untag}') == 2  # its own button, and the toast's
        page = browser.post(untag, follow=True).content.decode()
        assert not Tagging.objects.exists()
        again = reverse("client-tag-again", args=[client.pk, Tag.objects.get().pk])
        assert again in page
        browser.post(again)
        assert Tagging.objects.exists()
        assert browser.post(reverse("client-tag", args=[client.pk]), {"name": " # "}).status_code == 422

    def test_admins_rename_words_and_not_into_one_that_is_there(self, world):
        tag = TagFactory(name="Port")
        TagFactory(name="Harbour")
        with pytest.raises(NotYours):
            rename_tag(by=world.lead, tag=tag, version=1, name="Quay")
        with pytest.raises(ValidationError):
            rename_tag(by=world.admin, tag=tag, version=1, name="HARBOUR")
        rename_tag(by=world.admin, tag=tag, version=1, name="Quay")
        assert untag_client(by=world.manager, client=ClientFactory(owner=world.manager), tag_id=tag.pk) is None


class TestIndustries:
    def test_a_filter_by_an_industry_finds_what_is_within_it(self, manager, as_):
        wide = IndustryFactory()
        within = IndustryFactory(parent=IndustryFactory(parent=wide))
        ClientFactory(owner=manager, name="甲", industry=within)
        assert "甲" in as_(manager).get(reverse("client-list"), {"industry": wide.pk}).content.decode()

    def test_the_tree_has_no_loops(self, world):
        wide = IndustryFactory()
        within = IndustryFactory(parent=wide)
        with pytest.raises(ValidationError):
            edit_industry(by=world.admin, industry=wide, version=1, values={"parent": within})
        assert Industry.objects.get(pk=wide.pk).parent is None

    def test_notes_are_read_beside_each_client_and_changed_by_their_author(self, world, as_):
        industry = IndustryFactory()
        note = IndustryNoteFactory(industry=industry, author=world.manager, body="Budgets in October")
        theirs = ClientFactory(owner=world.stranger, industry=industry)
        page = as_(world.stranger).get(reverse("client-detail", args=[theirs.pk])).content.decode()
        assert "Budgets in October" in page
        edit = reverse("industry-note-edit", args=[industry.pk, note.pk])
        assert as_(world.stranger).post(edit, {"body": "No", "version": 1}).status_code == 404
        assert as_(world.manager).post(edit, {"body": "In May", "version": 1}).status_code == 302
        assert as_(world.manager).post(edit, {"body": "In June", "version": 1}).status_code == 409


class TestDepartments:
    def test_they_change_places_with_their_neighbours(self, manager):
        client = ClientFactory(owner=manager)
        rows = [DepartmentFactory(client=client, name=name) for name in "abc"]
        DepartmentFactory(client=client, name="below", parent=rows[0])
        move_department(by=manager, department=rows[2], version=1, down=False)
        names = Department.objects.filter(parent=None).values_list("name", flat=True)
        assert list(names) == ["a", "c", "b"]
        with pytest.raises(StaleVersion):
            move_department(by=manager, department=rows[2], version=1, down=False)
        move_department(by=manager, department=rows[2], version=2, down=True)
        move_department(by=manager, department=rows[2], version=3, down=True)  # the last one stays
        assert list(names.all()) == ["a", "b", "c"]

    def test_a_change_of_words_leaves_them_where_they_are(self, manager):
        client = ClientFactory(owner=manager)
        first, second = (
            DepartmentFactory(client=client, name=name, position=place) for place, name in ((1, "a"), (2, "b"))
        )
        move_department(by=manager, department=second, version=1, down=False)
        # `first` was read before its neighbour was moved, whose version alone has risen.
        edit_department(by=manager, department=first, version=1, values={"name": "A"})
        assert list(Department.objects.values_list("name", "position")) == [("b", 1), ("A", 2)]


def test_labels_say_what_they_are_once(manager, mine, as_):
    browser = as_(manager)
    page = browser.get(reverse("client-edit", args=[mine.pk])).content.decode()
    assert "Turnover a year" in page
    assert "Under ¥5 million" in page
    assert "Under ¥5 million a year" not in page
    industry = IndustryFactory()
    assert "Industry note" in browser.get(reverse("industry-detail", args=[industry.pk])).content.decode()
