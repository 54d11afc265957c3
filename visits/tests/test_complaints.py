"""Complaints (W6): noted, answered, solved, called back about, closed; who sees and settles them; where they stand."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import StaleVersion
from crm.access import NotYours, who_see_client
from crm.actions.share import grant
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client
from tests.world import PEOPLE
from visits.actions import complaint as actions
from visits.actions.attachment import add_file
from visits.actions.comment import comment_on
from visits.actions.handover import carry_out_due, plan_handover
from visits.factories import ComplaintFactory, VisitFactory
from visits.models import Attachment, Comment, Complaint, ComplaintRules, Reminder, Request
from visits.tests.pictures import picture

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def firm(manager):
    return ClientFactory(owner=manager, name="安达物流")


@pytest.fixture
def complaint(manager, firm):
    return actions.raise_complaint(by=manager, now=NOW, client=firm, text="The line is down", severity="critical")


def url(name, row, *more):
    return reverse(name, args=[row.pk, *more])


def queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return len(found)


def test_from_the_first_word_to_the_closing_and_back(as_, manager, firm, world):
    browser = as_(manager)
    person = PersonFactory(client=firm, name="王总")
    form = {"client": firm.pk, "text": "Down again", "person": person.pk, "way": "phone", "severity": "serious"}
    form |= {
        "raised_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "new_id": "0199d6a2-0000-7000-8000-000000000001",
    }
    assert browser.post(reverse("complaint-new"), form).status_code == 302
    row = Complaint.objects.get()
    assert (row.state, row.person, row.owner, row.text) == ("raised", person, manager, "Down again")
    step = lambda name, **typed: browser.post(url("complaint-step", row, name), typed)  # noqa: E731
    refused = step("answer", version=1, words=" ")
    assert refused.status_code == 422
    assert step("answer", version=1, words="We look").status_code == 302
    stale = step("solve", version=1, words="A new cable")
    assert stale.status_code == 409
    assert "A new cable" in stale.content.decode()
    assert step("solve", version=2, words="A new cable").status_code == 302
    assert step("call-back", version=3, verdict="not", words="").status_code == 422
    step("call-back", version=3, verdict="not", words="Still down")
    row.refresh_from_db()
    assert (row.state, row.round, row.verdict_note) == ("answered", 2, "Still down")
    lost = step("call-back", version=4, verdict="partly", words="Somebody else took this step")
    assert lost.status_code == 409
    assert "Somebody else took this step" in lost.content.decode()
    step("solve", version=4, words="A new line")
    page = browser.get(url("complaint-detail", row)).text
    assert page.index("A new line") < page.index("Still down"), "newest first"
    step("call-back", version=5, verdict="satisfied", words="")
    page = browser.post(url("complaint-close", row), {"version": 6}, follow=True).content.decode()
    undo = url("complaint-reopen", row) + "?version=7"
    assert undo in page
    row.refresh_from_db()
    assert row.closed_at
    assert not Reminder.objects.filter(sent_at=None, dropped_at=None).exists()
    browser.post(undo)
    row.refresh_from_db()
    assert (row.state, row.closed_at) == ("called_back", None)
    assert browser.post(url("complaint-close", row), {"version": 3}, follow=True).status_code == 200
    row.refresh_from_db()
    assert row.is_open  # a stale tap does nothing
    history = browser.get(reverse("history", args=["complaints", row.pk]))
    assert "Still down" in history.content.decode()


def test_each_of_five_people_sees_what_the_table_says(world, complaint, as_):
    sees = {name for name in PEOPLE if Complaint.objects.visible_to(world.person(name)).exists()}
    assert sees == {"manager", "lead", "admin"}
    grant(by=world.manager, client=complaint.client, colleague=world.stranger, now=NOW)
    assert Complaint.objects.visible_to(world.stranger).exists()
    assert as_(world.stranger).get(url("complaint-detail", complaint)).status_code == 200
    for name in ("stranger", "teammate"):  # who has it shared reads; a teammate has nothing to do with it
        with pytest.raises(NotYours):
            actions.answer(by=world.person(name), complaint=complaint, version=1, now=NOW, words="x")
        assert as_(world.person(name)).post(url("complaint-step", complaint, "answer"), {}).status_code == 404
    actions.answer(by=world.lead, complaint=complaint, version=1, now=NOW, words="x")


def test_who_sees_a_client_is_said_the_same_both_ways(world, firm):
    def both():
        listed = {user.username for user in who_see_client(firm)}
        return listed, {name for name in PEOPLE if Client.objects.visible_to(world.person(name)).exists()}

    assert both()[0] == both()[1] == {"manager", "lead", "admin"}
    grant(by=world.manager, client=firm, colleague=world.stranger, now=NOW, ends_at=NOW + dt.timedelta(days=1))
    above = type(world.team).objects.create(name="All")
    type(world.team).objects.filter(pk=world.team.pk).update(parent=above)
    above.leads.set([world.teammate])
    type(world.lead).objects.filter(pk=world.teammate.pk).update(role="lead")
    type(world.lead).objects.filter(pk=world.lead.pk).update(is_active=False)
    firm.refresh_from_db()
    for name in PEOPLE:
        world.person(name).refresh_from_db()
        world.person(name).__dict__.pop("scope", None)
    assert both()[0] == both()[1] == {"manager", "stranger", "teammate", "admin"}


def test_only_who_sees_the_client_may_have_it_to_settle(world, firm):
    make = {"by": world.manager, "now": NOW, "client": firm, "text": "x"}
    with pytest.raises(ValidationError):
        actions.raise_complaint(**make, owner=world.stranger)
    with pytest.raises(NotYours):
        actions.raise_complaint(**{**make, "by": world.stranger})
    with pytest.raises(ValueError, match="belong"):
        actions.raise_complaint(**make, person=PersonFactory(client=ClientFactory(owner=world.manager)))
    row = actions.raise_complaint(**make, owner=world.lead)
    assert {one.recipient for one in Reminder.objects.filter(kind="complaint_new")} == {world.lead}
    assert row.team == world.lead.team


def test_another_severity_moves_the_clocks_and_another_owner_is_told(world, complaint):
    was = complaint.answer_due_at
    edit = {"by": world.lead, "complaint": complaint, "now": NOW}
    row = actions.edit_complaint(**edit, version=1, values={"severity": "minor", "owner": world.lead})
    assert row.answer_due_at > was
    assert {one.recipient for one in Reminder.objects.filter(kind="complaint_late", dropped_at=None)} == {world.lead}
    with pytest.raises(StaleVersion):
        actions.edit_complaint(**edit, version=1, values={"severity": "critical"})


def test_one_tap_opens_what_was_noted_in_a_visit_and_the_toast_takes_it_back(world, firm, as_):
    visit = VisitFactory(client=firm, begun=True)
    said = {"client": firm, "visit": visit, "noted_by": world.manager, "noted_at": NOW}
    noted = Request.objects.create(text="Too slow", category="complaint", **said)
    asked = Request.objects.create(text="A price", category="enquiry", **said)
    browser = as_(world.manager)
    page = browser.get(url("visit-detail", visit) + "?stage=notes").content.decode()
    assert url("request-complaint", noted) in page
    assert url("request-complaint", asked) not in page
    for _n in range(3):
        opened = browser.post(url("request-complaint", noted), follow=True)
    row = Complaint.objects.get()
    assert (row.text, row.visit, row.way, row.raised_at) == ("Too slow", visit, "face", noted.noted_at)
    undo = url("complaint-take-back", row) + "?version=1"
    assert undo in opened.content.decode()
    assert browser.post(url("request-complaint", asked)).status_code == 404
    assert as_(world.stranger).post(url("request-complaint", noted)).status_code == 404
    browser.post(undo)
    assert not Complaint.objects.exists()
    assert not Reminder.objects.filter(dropped_at=None).exists()
    browser.post(url("request-complaint", noted))
    row = Complaint.objects.get()
    actions.answer(by=world.manager, complaint=row, version=1, now=NOW, words="x")
    browser.post(url("complaint-take-back", row) + "?version=1")
    assert Complaint.objects.count() == 1  # something was done about it


@pytest.mark.parametrize("hung_on_it", ["comment", "file", "nothing"])
def test_taking_back_the_opening_takes_nobodys_words_or_files_with_it(world, firm, as_, hung_on_it):
    said = {"client": firm, "visit": VisitFactory(client=firm, begun=True), "noted_by": world.manager, "noted_at": NOW}
    noted = Request.objects.create(text="Too slow", category="complaint", **said)
    firm.shares.create(user=world.stranger, shared_by=world.manager)
    browser = as_(world.stranger)  # who has the client shared may open it, and take that back
    browser.post(url("request-complaint", noted))
    row = Complaint.objects.get()
    if hung_on_it == "comment":
        comment_on(name="complaint", row=row, by=world.lead, now=NOW, body="I know them")
    elif hung_on_it == "file":
        add_file(name="complaint", row=row, by=world.lead, now=NOW, file=SimpleUploadedFile("a.jpg", picture()))
    assert browser.post(url("complaint-take-back", row) + "?version=1").status_code == 302
    assert Complaint.objects.exists() is (hung_on_it != "nothing")
    assert Comment.objects.exists() is (hung_on_it == "comment")
    assert Attachment.objects.exists() is (hung_on_it == "file")


def test_it_stands_first_on_the_clients_page_the_visits_and_today_until_it_is_closed(world, complaint, as_):
    browser, visit = as_(world.manager), VisitFactory(client=complaint.client)
    pages = [url("client-detail", complaint.client), url("visit-detail", visit), reverse("today")]
    row = f'id="complaint-{complaint.pk}"'
    for page in pages:
        text = browser.get(page).content.decode()
        assert text.count(row) == text.count('id="complaints-title"') == 1, page
    assert "Before you go in" in browser.get(pages[1]).content.decode()
    Complaint.objects.update(state="closed", closed_at=NOW)
    for page in pages:
        content = browser.get(page).content.decode()
        assert 'id="complaints"' not in content, page
        assert url("complaint-detail", complaint) not in content.partition('id="timeline"')[0], page


def test_where_more_are_open_than_are_shown_the_count_says_so(world, firm, as_):
    for _time in range(11):
        ComplaintFactory(client=firm)
    browser = as_(world.manager)
    assert (page := browser.get(reverse("today"))).context["complaints_count"] == "10+"
    assert page.text.count('class="row-item complaint-row"') == 10
    assert browser.get(url("client-complaints", firm)).context["complaints_count"] == "11"


def test_a_lead_reads_on_today_how_many_of_the_team_have_run_out(world, firm, as_):
    ComplaintFactory(client=firm, raised_at=NOW - dt.timedelta(days=5))
    ComplaintFactory(client=firm)
    ComplaintFactory(client=firm, raised_at=NOW - dt.timedelta(days=5), state="called_back")
    ComplaintFactory(client=ClientFactory(owner=world.stranger), raised_at=NOW - dt.timedelta(days=5))
    assert "1 complaint of the team has run out of time" in as_(world.lead).get("/").content.decode()


@pytest.mark.parametrize("query", ["", "?owner=all", "?owner=all&state=closed", "?client={}"])
def test_the_lists_cost_the_same_at_one_and_three_rows(query, world, firm, as_):
    make = {"client": firm} | (
        {"state": "closed", "closed_at": NOW, "verdict": "satisfied"} if "closed" in query else {}
    )
    browser, address = as_(world.manager), reverse("complaint-list") + query.format(firm.pk)
    ComplaintFactory(**make, person=PersonFactory(client=firm))
    one = queries(browser, address)
    ComplaintFactory(**make, person=PersonFactory(client=firm))
    ComplaintFactory(**make, owner=world.lead)
    assert queries(browser, address) == one
    assert queries(browser, url("client-complaints", firm)) <= 6
    glance = browser.get(url("client-glance", firm)).content.decode()
    assert ("See to the complaint" in glance) == ("closed" not in query)
    assert ("3 open complaints" in glance) == ("closed" not in query)


def test_the_list_goes_by_the_clock_and_pages(world, firm, as_):
    rows = [ComplaintFactory(client=firm, text=f"No {n:02}", due_at=NOW + dt.timedelta(hours=n)) for n in range(60)]
    browser, seen, address = as_(world.manager), [], reverse("complaint-list")
    while address:
        answer = browser.get(address)
        seen += [row.pk for row in answer.context["page"].rows]
        address = answer.context["page"].next_url
    assert seen == [row.pk for row in rows]


def test_a_hand_over_lists_them_and_takes_them_along(world, complaint):
    handover = plan_handover(
        by=world.lead, now=NOW, client=complaint.client, to_manager=world.teammate,
        effective_on=timezone.localdate() + dt.timedelta(days=3),
    )  # fmt: skip
    assert (handover.items.first().kind, handover.items.first().text) == ("complaint", "The line is down")
    carry_out_due(now=NOW + dt.timedelta(days=4))
    complaint.refresh_from_db()
    assert (complaint.owner, complaint.client_owner) == (world.teammate, world.teammate)
    assert {row.recipient for row in Reminder.objects.filter(kind="complaint_late", dropped_at=None)} == {
        world.teammate
    }


def test_only_admins_set_the_terms_and_a_stale_page_is_told(world, as_):
    browser, address = as_(world.admin), reverse("complaint-rules")
    page = browser.get(address).content.decode()
    assert page.count("Answer within (work hours)") == 3
    assert "Critical: " not in page  # the legend says it
    form = {name: getattr(ComplaintRules(), name) for name in ComplaintRules.HOURS}
    form |= {"works_from": "08:30", "works_until": "17:30", "version": 1}
    assert as_(world.lead).post(address, form).status_code == 404
    for wrong in ({"works_until": "08:00"}, {"minor_answer": 0}, {"minor_answer": 401}, {"minor_solve": 1}):
        assert browser.post(address, form | wrong).status_code == 422, wrong
    assert browser.post(address, form | {"minor_answer": 6}).status_code == 302
    assert ComplaintRules.objects.get().minor_answer == 6
    assert browser.post(address, form).status_code == 409


def test_what_is_still_to_come_or_too_old_is_refused_and_what_was_typed_stays(manager, firm, as_):
    form = {"client": firm.pk, "text": "Typed words", "way": "phone", "severity": "minor", "new_id": ""}
    for day in (3, -400):
        moment = (timezone.localtime() + dt.timedelta(days=day)).strftime("%Y-%m-%dT%H:%M")
        answer = as_(manager).post(reverse("complaint-new"), form | {"raised_at": moment})
        assert answer.status_code == 422
        assert "Typed words" in answer.content.decode()
