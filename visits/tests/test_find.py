"""The find box: what it finds, for whom, in which order, and at what cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.actions.profile import choose_language
from bench.measure.plans import explain, scans
from crm.factories import ClientFactory, CompetitorFactory, ContractFactory, DepartmentFactory, PersonFactory
from crm.models import Contract, Department
from visits.acts import acts_for
from visits.acts_with import verb_and_name
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory, VisitRecordFactory
from visits.models import Complaint, Objection, Request, Visit, VisitNotes
from visits.search import find

pytestmark = pytest.mark.django_db
URL = reverse("find")


@pytest.fixture
def client_(world):
    return ClientFactory(owner=world.manager, name="华兴物流", other_name="Huaxing Logistics")


def links(answer):
    return re.findall(r'<a [^>]*href="([^"]+)"', answer.text)


def said(world, client, model, text, **others):
    return model.objects.create(client=client, text=text, noted_by=world.manager, noted_at=timezone.now(), **others)


def test_each_kind_is_found_and_only_by_who_may_see_it(world, client_, as_):
    person = PersonFactory(client=client_, name="王建国", position="副总经理", ways={"mobile": "13800138000"})
    visit = VisitFactory(client=client_, purpose="谈续约条件")
    promise = PromiseFactory(client=client_, visit=visit, text="寄出续约报价")
    request = said(world, client_, Request, "续约前要专线")
    objection = said(world, client_, Objection, "续约太贵")
    rival = CompetitorFactory(name="联讯通信")
    found = find(world.manager, "续约", each=4)
    assert (found.visits, found.promises, found.requests, found.objections) == (
        [visit], [promise], [request], [objection]
    )  # fmt: skip
    for typed in ("王总", "wangjg", "8000"):
        assert find(world.manager, typed, each=4).people == [person], typed
    assert find(world.manager, "lx", each=4).rivals == [rival]
    assert find(world.manager, "hx", each=4).clients == [client_]
    assert visit in find(world.manager, "hx", each=4).visits  # by its client
    assert find(world.lead, "续约", each=4).visits == [visit]
    for typed in ("续约", "王总", "hx", "8000"):
        assert not find(world.stranger, typed, each=4), typed


def test_departments_contracts_and_complaints_are_found_and_only_by_who_may_see_them(world, client_, as_):
    office = DepartmentFactory(client=client_, name="信息中心")
    DepartmentFactory(client=client_, name="信息科", archived_at=timezone.now())
    contract = ContractFactory(client=client_, number="HT-2026-0815", subject="云专线 Fleet SIM")
    ContractFactory(client=client_, subject="云桌面", archived_at=timezone.now())
    request = said(world, client_, Request, "专线总是断线", category="complaint")
    complaint = ComplaintFactory(client=client_, text="专线总是断线", request=request, solution="换了光模块")

    def groups(person, typed):
        found = find(person, typed, each=4)
        return (found.departments, found.contracts, found.complaints)

    wanted = {
        ("信息", "信", "xxzx", "xinxi"): ([office], [], []),
        ("云", "ht-2026-08", "fle sim", "yunzx"): ([], [contract], []),
        ("断线", "断", "光模块"): ([], [], [complaint]),
        ("专线",): ([], [contract], [complaint]),
    }
    for words, rows in wanted.items():
        for typed in words:
            for person in (world.manager, world.lead, world.admin):
                assert groups(person, typed) == rows, (typed, person)
            assert groups(world.stranger, typed) == ([], [], []), typed
    assert find(world.manager, "断线", each=4).requests == []  # it is shown as the complaint that it became
    browser = as_(world.manager)
    client_url = reverse("client-detail", args=[client_.pk])
    hits = {"信息": f"{client_url}#departments", "HT": f"{client_url}#contracts",
            "断线": reverse("complaint-detail", args=[complaint.pk])}  # fmt: skip
    for typed, url in hits.items():
        for page in (URL, reverse("search")):
            assert url in links(browser.get(page, {"q": typed})), (typed, page)


def test_what_is_written_in_notes_and_records_is_on_the_page(world, client_, as_):
    noted, recorded = (
        VisitFactory(client=client_, begun=True),
        VisitFactory(client=client_, left=True, state="recorded"),
    )
    VisitNotes.objects.create(visit=noted, body="机房搬迁到七楼")
    VisitRecordFactory(visit=recorded, gains="机房搬迁定了")
    page = as_(world.manager).get(reverse("search"), {"q": "机房搬迁"}).text
    assert str(noted.pk) in page
    assert str(recorded.pk) in page
    assert str(noted.pk) in as_(world.lead).get(reverse("search"), {"q": "机房搬迁"}).text
    assert str(noted.pk) not in as_(world.stranger).get(reverse("search"), {"q": "机房搬迁"}).text


def test_a_group_that_has_more_says_so_and_leads_to_the_list(world, as_, monkeypatch):
    monkeypatch.setattr("visits.views.search.EACH", 2)
    clients = [ClientFactory(owner=world.manager, name=f"华兴物流{at}", other_name="") for at in range(3)]
    for client in clients:
        VisitFactory(client=client, purpose="谈续签")
    browser = as_(world.manager)
    more = browser.get(reverse("search"), {"q": "华兴物流"}).context["more"]
    assert more == {"clients": f"{reverse('client-list')}?{urlencode({'q': '华兴物流'})}", "visits": ""}
    assert [row.name for row in browser.get(more["clients"]).context["page"].rows] == [one.name for one in clients]
    page = browser.get(reverse("search"), {"q": "华兴物流"}).text
    assert f'href="{more["clients"]}">Show all</a>' in page
    assert page.count("The first 2: more words find fewer.") == 1
    VisitFactory.create_batch(2, client=clients[0])
    one = browser.get(reverse("search"), {"q": "华兴物流0"})
    assert one.context["more"] == {"visits": f"{reverse('visit-list')}?client={clients[0].pk}&owner=all"}
    assert len(browser.get(one.context["more"]["visits"]).context["page"].rows) == 3


def test_the_very_name_comes_first_then_what_was_opened_then_what_begins_so(world, monkeypatch):
    monkeypatch.setattr("visits.search_names.CANDIDATES", 2)
    for n in range(3):
        ClientFactory(owner=world.manager, name=f"安达华兴{n}", other_name="")
    lately = ClientFactory(owner=world.manager, name="卓越华兴", other_name="")
    named = ClientFactory(owner=world.manager, name="最佳物流", short_name="华兴", other_name="")
    found = find(world.manager, "华兴", each=4, recent=[("client", lately.pk)]).clients
    assert found[:2] == [named, lately]


def test_clients_are_found_behind_many_archived_ones(world, monkeypatch):
    monkeypatch.setattr("visits.search_names.MOST_SEARCHED", 2)
    past = ClientFactory.create_batch(2, owner=world.manager, name="安华兴", other_name="", archived_at=timezone.now())
    present = ClientFactory(owner=world.manager, name="卓华兴", other_name="")
    visit = VisitFactory(client=past[0], purpose="x")
    found = find(world.manager, "华兴", each=4)
    assert (found.clients, found.visits) == ([present], [visit])


def test_a_visit_stands_in_one_group(world, client_):
    """By its purpose, by its client and by its record: once, where it says most."""
    said, of_client = VisitFactory(client=client_, purpose="华兴"), VisitFactory(client=client_, left=True)
    VisitRecordFactory(visit=of_client, gains="华兴")
    elsewhere = VisitFactory(client=ClientFactory(owner=world.manager, name="东方钢铁"), left=True)
    VisitRecordFactory(visit=elsewhere, gains="华兴")
    found = find(world.manager, "华兴", each=4, deeper=True)
    assert (found.visits, found.written) == ([said, of_client], [elsewhere])


def test_own_clients_come_before_the_teams(world):
    theirs = ClientFactory(owner=world.manager, name="华兴安", other_name="")
    own = ClientFactory(owner=world.lead, name="华兴卓", other_name="")
    assert find(world.lead, "华兴", each=4).clients == [own, theirs]


def test_without_words_it_shows_what_was_opened_and_may_be_seen(world, client_, as_):
    hidden = ClientFactory(owner=world.stranger)
    person = PersonFactory(client=client_)
    recent = f"person:{person.pk},client:{hidden.pk},client:{client_.pk},nonsense,client:x,user:{world.admin.pk}"
    found = links(as_(world.manager).get(URL, {"recent": recent}))
    wanted = [reverse("client-person", args=[client_.pk, person.pk]), reverse("client-detail", args=[client_.pk])]
    assert found[:2] == wanted
    assert not any(str(hidden.pk) in one for one in found)


@pytest.mark.parametrize("typed", ["", " ", "%", "'", "\x00", "&|!:*", "x" * 500, "走访", "（", "12"])
def test_whatever_is_typed_is_answered(typed, world, client_, as_):
    assert as_(world.manager).get(URL, {"q": typed, "recent": ",,:"}).status_code == 200


def test_others_words_for_a_visit_find_it(world, client_):
    visit = VisitFactory(client=client_, purpose="年底拜访")
    assert find(world.manager, "年底走访", each=4).visits == [visit]


@pytest.mark.parametrize(
    ("typed", "place"),
    [("plan", "visit-new"), ("走访", "visit-new"), ("xjkh", "client-new"), ("xu nuo", "promise-new"),
     ("promises", "promise-list"), ("导入", "import-new"), ("english", ""), ("深色", "set-theme"),
     ("theme dark", "set-theme"), ("移交", "handover-list"), ("khyj", "handover-list"),
     ("联系人", "client-people"), ("people", "client-people"), ("lxr", "client-people"), ("导入", "import-list"),
     ("exports", "export-list")],
)  # fmt: skip
def test_an_act_is_found_in_either_language(typed, place, world):
    found = [act.place for act in acts_for(world.manager, typed)]
    assert (place in found) if place else not found  # nobody switches to the language they read


@pytest.mark.parametrize(
    ("typed", "label", "place"),
    [
        ("plan hx", "Plan a visit with 华兴物流", "visit-new"),
        ("拜访华兴", "Plan a visit with 华兴物流", "visit-new"),
        ("hx baifang", "Plan a visit with 华兴物流", "visit-new"),
        ("plan a visit with hua", "Plan a visit with 华兴物流", "visit-new"),
        ("华兴临时拜访", "Drop-in at 华兴物流 now", "visit-drop-in"),
        ("promise 华兴", "Note a promise to 华兴物流", "promise-new"),
        ("投诉 hx", "Note a complaint of 华兴物流", "complaint-new"),
        ("联系人华兴", "New person at 华兴物流", "client-person-new"),
        ("chart hx", "Org chart of 华兴物流", "client-chart"),
        ("给王总打电话", "Call 王建国", "tel:13800138000"),
        ("call wangjg", "Call 王建国", "tel:13800138000"),
        ("call hx", "Call 华兴物流", "tel:01088886666"),
    ],
)
def test_a_verb_and_a_name_are_done_in_one_press(typed, label, place, world, client_, as_):
    client_.phone = "010-88886666"
    client_.save()
    PersonFactory(client=client_, name="王建国", position="副总经理", ways={"mobile": "13800138000"})
    ClientFactory(owner=world.stranger, name="华兴电子")
    answer = as_(world.manager).get(URL, {"q": typed})
    assert [one.label for one in answer.context["offers"]] == [label]
    first = links(answer)[0]
    if place.startswith("tel:"):
        assert first == place
    elif place in ("client-person-new", "client-chart"):
        assert first == reverse(place, args=[client_.pk])
    else:
        assert first == f"{reverse(place)}?client={client_.pk}"
        assert as_(world.manager).get(first).status_code == 200
    assert "物流" not in as_(world.stranger).get(URL, {"q": typed}).text


def test_what_is_begun_with_the_best_that_was_found_names_the_person(world, client_, as_):
    person = PersonFactory(client=client_, name="王建国", ways={"wechat": "wjg", "mobile": "13800138000"})
    answer = as_(world.manager).get(URL, {"q": "王建国"})
    call, plan, promise = answer.context["offers"]
    assert (call.url, call.second) == ("tel:13800138000", "138 0013 8000 · 华兴物流")
    for offer, name in ((plan, "people"), (promise, "person")):
        field = as_(world.manager).get(offer.url).context["form"][name]
        assert str(person.pk) in field.value()
    assert links(answer)[0] == reverse("client-person", args=[client_.pk, person.pk])  # itself before what is done


@pytest.mark.parametrize("typed", ["plan", "拜访", "call  ", "给", "to plan", "与华兴", "plane hx", "方 hx"])
def test_no_verb_or_no_name_offers_nothing_of_the_kind(typed):
    assert verb_and_name(typed) is None


def test_acts_ask_for_the_role(world):
    assert not acts_for(world.manager, "teams")
    assert [act.place for act in acts_for(world.admin, "teams")] == ["team-list"]


def test_one_signs_out_and_takes_the_pages_list_out_from_the_find_box(world, client_, as_):
    browser = as_(world.manager)
    for typed in ("sign out", "log out", "退出", "tcdl"):
        assert 'form="sign-out"' in browser.get(URL, {"q": typed}).text, typed
    for typed in ("export", "导出", "daochu"):
        asked = {"q": typed, "form": "export-list"}
        assert 'form="export-list"' in browser.get(URL, asked).text, typed
        assert "export-list" not in browser.get(URL, {"q": typed}).text, "only where the page has a list to take out"
    page = browser.get(reverse("client-list")).text
    assert len(re.findall('<form id="export-list"', page)) == 1
    assert 'id="sign-out"' in page


def test_the_appearance_is_switched_from_anywhere(world, as_):
    browser = as_(world.manager)
    answer = browser.post(reverse("set-theme"), {"theme": "dark"}, headers={"Referer": "http://testserver/clients/"})
    assert (answer.status_code, answer["Location"]) == (302, "/clients/")
    world.manager.refresh_from_db()
    assert world.manager.theme == "dark"
    browser.post(reverse("set-theme"), {"theme": "pink"})
    choose_language(world.manager, language="zh-hans", by=world.manager, now=timezone.now())
    world.manager.refresh_from_db()
    assert (world.manager.theme, world.manager.language) == ("dark", "zh-hans")


def test_a_key_asks_as_much_for_three_rows_as_for_one(world, client_, as_):
    counts = []
    browser = as_(world.lead)
    for _n in range(2):
        visit = VisitFactory(client=client_, purpose="华兴")
        PersonFactory(client=client_, name="华兴")
        PromiseFactory(client=client_, visit=visit, text="华兴")
        said(world, client_, Request, "华兴")
        DepartmentFactory(client=client_, name="华兴"), ContractFactory(client=client_, subject="华兴")
        ComplaintFactory(client=client_, text="华兴")
        browser.get(URL, {"q": "华兴"})
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL, {"q": "华兴", "recent": f"client:{client_.pk}"})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 19


def test_what_is_written_is_found_through_the_index(world, client_):
    VisitFactory.create_batch(30, client=client_)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE visits_visit")
        cursor.execute("SET LOCAL enable_seqscan = off")
    found = (Visit.objects.saying("续约"), Complaint.objects.saying("续约"), Contract.objects.saying("续约"))
    for rows in (*found, Department.objects.found_by("续约")):
        sql, params = rows.order_by().values("pk").query.sql_with_params()
        assert [node["Node Type"] for node in scans(explain(sql, params))] == ["Bitmap Heap Scan"], rows.model
