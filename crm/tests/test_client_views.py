import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.names import sort_key
from crm.actions.client import archive_client, edit_client
from crm.factories import (
    ClientFactory,
    CompetitorFactory,
    DepartmentFactory,
    IndustryFactory,
    InstalledProductFactory,
    PersonFactory,
)
from crm.models import Client, ClientShare

pytestmark = pytest.mark.django_db
LIST = reverse("client-list")
HOSTILE = [
    "<script>alert(1)</script>", "\u202eright to left", "😀😀", "𬭚星", "长" * 200, "{{ 7|add:7 }}",
    "' onmouseover='x",
]  # fmt: skip


def names(response):
    return [client.name for client in response.context["page"].rows]


def form_of(response):
    """Return what the rendered form would post, as a browser has it."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields if form[name].value() not in (None, [])}


class TestList:
    def test_each_sees_their_own_shared_ones_and_a_lead_the_teams(self, world, as_):
        ClientFactory(owner=world.manager, name="安")
        shared = ClientFactory(owner=world.teammate, name="北")
        ClientFactory(owner=world.stranger, name="城")
        ClientShare.objects.create(client=shared, user=world.manager, shared_by=world.lead)
        assert names(as_(world.manager).get(LIST)) == ["安", "北"]
        assert names(as_(world.stranger).get(LIST)) == ["城"]
        assert names(as_(world.lead).get(LIST)) == ["安", "北"]
        assert names(as_(world.admin).get(LIST)) == ["安", "北", "城"]

    def test_the_address_filters(self, world, as_):
        trade = IndustryFactory()
        ClientFactory(owner=world.manager, name="华兴物流", other_name="Huaxing", tier="A", industry=trade)
        ClientFactory(owner=world.teammate, name="金陵医院", other_name="Jinling", tier="B")
        lead, both = as_(world.lead), ["华兴物流", "金陵医院"]
        for query, found in {
            "q=华": ["华兴物流"], "q=医院": ["金陵医院"], "q=jin": ["金陵医院"], "q=jinl": ["金陵医院"],
            "q=华医": [], "tier=A": ["华兴物流"], f"industry={trade.pk}": ["华兴物流"],
            f"owner={world.teammate.pk}": ["金陵医院"], "mine=1": [], "archived=1": [],
            "q=华&tier=B": [], "tier=nonsense": both, "owner=x&industry=y&after=zzz": both, "q=%00": both,
        }.items():  # fmt: skip
            assert names(lead.get(f"{LIST}?{query}")) == found, query

    def test_a_manager_has_no_filter_by_owner(self, world, as_):
        ClientFactory(owner=world.manager, name="安")
        page = as_(world.manager).get(f"{LIST}?owner={world.teammate.pk}")
        assert names(page) == ["安"]
        assert 'name="owner"' not in page.content.decode()

    def test_archived_ones_are_apart(self, manager, as_):
        client = ClientFactory(owner=manager, name="安")
        archive_client(by=manager, client=client, version=1, now=timezone.now())
        assert names(as_(manager).get(LIST)) == []
        assert names(as_(manager).get(f"{LIST}?archived=1")) == ["安"]

    def test_pages_follow_each_other_without_a_gap_or_a_repeat_even_among_equal_names(self, manager, as_):
        ClientFactory.create_batch(60, owner=manager, name="同名")
        seen, url = [], LIST
        while url:
            page = as_(manager).get(url).context["page"]
            seen += [row.pk for row in page.rows]
            url = page.next_url
        assert len(seen) == len(set(seen)) == 60

    def test_a_search_in_the_page_gets_the_rows_alone_and_going_back_the_whole_page(self, manager, as_):
        rows = as_(manager).get(LIST, headers={"HX-Request": "true"})
        assert "<html" not in rows.content.decode()
        assert 'id="found"' in rows.content.decode()
        assert "HX-Request" in rows["Vary"]
        back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        assert "<html" in as_(manager).get(LIST, headers=back).content.decode()

    @pytest.mark.parametrize("who", ["manager", "lead", "admin"])
    def test_three_rows_ask_no_more_than_one(self, who, world, as_, django_assert_max_num_queries):
        def fill(count):
            for _n in range(count):
                ClientFactory(owner=world.manager, industry=IndustryFactory())

        fill(1)
        with django_assert_max_num_queries(30) as one:
            as_(world.person(who)).get(LIST)
        fill(2)
        with django_assert_max_num_queries(30) as three:
            assert len(names(as_(world.person(who)).get(LIST))) == 3
        assert len(one) == len(three)

    def test_no_list_reads_the_whole_table(self, world, as_, django_capture_queries):
        fill_table(world)
        for query in ("", "?q=华兴", "?q=hua", "?mine=1", "?tier=A"):
            with django_capture_queries() as said:
                as_(world.manager).get(LIST + query)
            listing = [sql["sql"] for sql in said if 'ORDER BY "crm_client"."sort_key"' in sql["sql"]]
            assert listing, query
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + listing[0])
                plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on crm_client " not in plan + " ", (query, plan)
            assert re.search(r"client_by_owner|client_by_name|client_search|client_owner_id", plan), (query, plan)


@pytest.fixture
def django_capture_queries():
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    return lambda: CaptureQueriesContext(connection)


def fill_table(world):
    """Store 4,000 clients, 40 of them the manager's."""
    owners = [world.manager] + [world.stranger] * 99
    rows = []
    for n in range(4000):
        owner, name = owners[n % 100], f"{'华兴安达金陵东方'[n % 4 * 2 :][:2]}公司{n}"
        rows.append(
            Client(id=uuid7(), name=name, sort_key=sort_key(name), owner=owner, team=owner.team, tier="ABC"[n % 3])
        )
    Client.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE crm_client")


class TestForm:
    NEW = reverse("client-new")

    def test_a_name_is_enough(self, manager, as_):
        browser = as_(manager)
        answer = browser.post(self.NEW, {**form_of(browser.get(self.NEW)), "name": "华兴物流"})
        client = Client.objects.get()
        assert answer["Location"] == reverse("client-detail", args=[client.pk])
        assert (client.owner, client.team) == (manager, manager.team)

    def test_the_same_form_twice_makes_one_client(self, manager, as_):
        browser = as_(manager)
        data = {**form_of(browser.get(self.NEW)), "name": "华兴物流"}
        assert browser.post(self.NEW, data)["Location"] == browser.post(self.NEW, data)["Location"]
        assert Client.objects.count() == 1

    def test_errors_keep_what_was_typed(self, manager, as_):
        answer = as_(manager).post(
            self.NEW, {"new_id": uuid7(), "name": "", "business": "冷链与配送", "website": "not a site"}
        )
        assert answer.status_code == 422
        assert "冷链与配送" in answer.content.decode()
        assert "not a site" in answer.content.decode()
        assert not Client.objects.exists()

    def test_a_name_that_is_there_is_said_and_may_be_saved_knowingly(self, manager, as_):
        ClientFactory(owner=manager, name="华兴物流（上海）有限公司")
        browser = as_(manager)
        data = {**form_of(browser.get(self.NEW)), "name": "华兴物流(上海)"}
        first = browser.post(self.NEW, data)
        assert first.status_code == 422
        assert "华兴物流（上海）有限公司" in first.content.decode()
        assert browser.post(self.NEW, {**form_of(first), "name": data["name"]}).status_code == 302
        assert Client.objects.count() == 2

    def test_the_hint_tells_of_visible_clients_only(self, manager, stranger, as_):
        ClientFactory(owner=stranger, name="华兴物流有限公司")
        url = reverse("client-similar") + "?name=华兴物流"
        assert "华兴物流有限公司" not in as_(manager).get(url).content.decode()
        assert "华兴物流有限公司" in as_(stranger).get(url).content.decode()

    def test_a_manager_who_sends_an_owner_stays_the_owner(self, manager, teammate, as_):
        as_(manager).post(self.NEW, {"new_id": uuid7(), "name": "甲", "owner": str(teammate.pk)})
        client = Client.objects.get()
        assert client.owner == manager
        url = reverse("client-edit", args=[client.pk])
        as_(manager).post(url, {"name": "甲", "version": 1, "owner": str(teammate.pk)})
        assert Client.objects.get().owner == manager

    def test_a_lead_gives_a_client_to_their_team_and_to_no_stranger(self, world, as_):
        client = ClientFactory(owner=world.manager)
        url, lead = reverse("client-edit", args=[client.pk]), as_(world.lead)
        assert lead.post(url, {"name": "甲", "version": 1, "owner": str(world.stranger.pk)}).status_code == 422
        assert lead.post(url, {"name": "甲", "version": 1, "owner": str(world.teammate.pk)}).status_code == 302
        client.refresh_from_db()
        assert (client.owner, client.team) == (world.teammate, world.team)

    def test_a_clash_shows_both_texts_and_saving_again_wins(self, manager, as_):
        client = ClientFactory(owner=manager, name="旧名", business="旧业务")
        browser, url = as_(manager), reverse("client-edit", args=[client.pk])
        data = form_of(browser.get(url))
        edit_client(by=manager, client=Client.objects.get(), version=1, values={"name": "同事写的"})
        late = browser.post(url, {**data, "name": "我写的"})
        text = late.content.decode()
        assert late.status_code == 409
        assert "同事写的" in text
        assert "我写的" in text
        assert Client.objects.get().name == "同事写的"
        assert browser.post(url, {**form_of(late), "name": "我写的"}).status_code == 302
        assert Client.objects.get().name == "我写的"

    def test_a_form_without_its_version_saves_nothing(self, manager, as_):
        client = ClientFactory(owner=manager, name="旧名")
        answer = as_(manager).post(reverse("client-edit", args=[client.pk]), {"name": "新名"})
        assert answer.status_code == 422
        assert Client.objects.get().name == "旧名"


class TestArchive:
    def test_the_toast_takes_it_back_while_nothing_changed(self, manager, as_):
        client, browser = ClientFactory(owner=manager), as_(manager)
        page = browser.post(reverse("client-archive", args=[client.pk]), {"version": 1}, follow=True)
        undo = re.search(r'action="(/clients/[^"]+/restore/\?version=2)"', page.content.decode())
        assert undo
        assert Client.objects.get().archived_at
        browser.post(undo[1])
        assert Client.objects.get().archived_at is None
        archive_client(by=manager, client=Client.objects.get(), version=3, now=timezone.now())
        page = browser.post(undo[1], follow=True)  # an old toast of another tab
        assert Client.objects.get().archived_at
        assert "meanwhile" in page.content.decode()

    def test_without_a_version_nothing_is_done(self, manager, as_):
        client = ClientFactory(owner=manager)
        for version in ("", "x", "-1", "²", "9" * 30):
            url = reverse("client-archive", args=[client.pk])
            assert as_(manager).post(url, {"version": version}).status_code == 404
        assert Client.objects.get().archived_at is None


class TestDetail:
    def test_three_of_everything_ask_no_more_than_one(self, manager, as_, django_assert_max_num_queries):
        client = ClientFactory(owner=manager)
        url = reverse("client-detail", args=[client.pk])

        def fill(count):
            for _n in range(count):
                department = DepartmentFactory(client=client)
                PersonFactory(client=client, department=department, ways={"mobile": "13800138000"})
                InstalledProductFactory(client=client, competitor=CompetitorFactory())

        fill(1)
        with django_assert_max_num_queries(35) as one:
            as_(manager).get(url)
        fill(2)
        with django_assert_max_num_queries(35) as three:
            as_(manager).get(url)
        assert len(one) == len(three)

    def test_a_number_is_shown_as_people_read_it_and_dialled_by_its_digits(self, manager, as_):
        client = ClientFactory(owner=manager)
        PersonFactory(client=client, ways={"mobile": "+86 138 0013 8000"})
        page = as_(manager).get(reverse("client-detail", args=[client.pk])).content.decode()
        assert "138 0013 8000" in page
        assert 'href="tel:13800138000"' in page

    @pytest.mark.parametrize(
        "name",
        [
            "<script>alert(1)</script>",
            "\u202eright to left",
            "😀😀",
            "𬭚星",
            "长" * 200,
            "{{ 7|add:7 }}",
            "' onmouseover='x",
        ],
    )
    def test_any_name_is_shown_as_text(self, name, manager, as_):
        client = ClientFactory(owner=manager, name=name, other_name=name)
        PersonFactory(client=client, name=name[:120], position=name[:120])
        DepartmentFactory(client=client, name=name[:120])
        rival = CompetitorFactory(name=name[:120], business=name)
        installed = InstalledProductFactory(client=client, competitor=rival, product=name[:160])
        browser = as_(manager)
        for url in (
            LIST, reverse("client-detail", args=[client.pk]), reverse("client-chart", args=[client.pk]),
            reverse("client-edit", args=[client.pk]), reverse("competitor-detail", args=[rival.pk]),
            reverse("competitor-list"), reverse("installed-edit", args=[client.pk, installed.pk]),
        ):  # fmt: skip
            page = browser.get(url)
            assert page.status_code == 200
            text = page.content.decode()
            assert "<script>alert" not in text
            assert "' onmouseover" not in text
            if name in ("𬭚星", "😀😀"):
                assert name in text

    def test_a_client_is_found_by_a_rare_character(self, manager, as_):
        ClientFactory(owner=manager, name="𬭚星科技")
        assert names(as_(manager).get(f"{LIST}?q=𬭚")) == ["𬭚星科技"]
