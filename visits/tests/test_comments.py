"""Comments with @: on five kinds of things, told to those who may see them, changed within a day, never lost."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from core.models import StaleVersion
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.actions.share import grant
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client
from tests.world import PEOPLE
from visits.actions.comment import comment_on, edit_comment, remove_comment, restore_comment
from visits.actions.commented import colleagues_who_see, sees
from visits.actions.mention import mentioned_in
from visits.actions.message import message_of, subjects_for
from visits.actions.sweep import sweep
from visits.factories import ComplaintFactory, PromiseFactory, VisitFactory
from visits.models import Comment, Notification, Reminder
from visits.models.comment import SUBJECTS

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def things(manager):
    """One of each that is commented on, at a client of `manager`."""
    client = ClientFactory(owner=manager, name="安达物流")
    return {
        "client": client,
        "person": PersonFactory(client=client, name="王总"),
        "complaint": ComplaintFactory(client=client),
        "visit": VisitFactory(client=client),
        "promise": PromiseFactory(client=client),
    }


def told(kind):
    return {row.recipient.username for row in Reminder.objects.filter(kind=kind, dropped_at=None)}


def send(moment=NOW):
    sweep(clock=lambda: moment, until=moment + dt.timedelta(seconds=30))


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_lead_asks_the_manager_answers_both_are_told_and_led_there(name, things, world, as_):
    row = things[name]
    url = reverse(f"{name}-comments", args=[row.pk])
    typed = {"body": "@Ma Manager who decides?\n<b>", "new_id": uuid7()}
    for _n in range(3):
        answer = as_(world.lead).post(url, typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert '<strong class="at">@Ma Manager</strong> who decides?<br>&lt;b&gt;' in page
    assert (told("mention"), told("comment")) == ({"manager"}, set())  # named, so not told twice
    comment_on(name=name, row=row, by=world.manager, now=NOW, body="The CFO")
    assert told("comment") == {"lead"}
    send(timezone.now())
    notification = Notification.objects.get(kind="mention")
    words = message_of(
        "mention", notification.facts, subjects_for(world.manager, [notification.subject_id]).popitem()[1]
    )
    assert words.title.startswith("Liang Lead mentioned you: 安达物流")
    assert words.path.endswith("#comments")
    assert as_(world.manager).get(words.path.split("#")[0]).status_code == 200
    assert {letter.to[0] for letter in mail.outbox} == {"manager@example.com", "lead@example.com"}


@pytest.mark.parametrize("name", SUBJECTS)
def test_who_may_be_named_is_who_sees_it(name, things, world):
    row = things[name]

    def both():
        row.refresh_from_db()
        listed = {one.username for one in colleagues_who_see(row)}
        return listed, {who for who in PEOPLE if sees(world.person(who), row)}

    assert both()[0] == both()[1] == {"manager", "lead", "admin"}
    grant(by=world.manager, client=things["client"], colleague=world.stranger, now=NOW)
    assert both()[0] == both()[1] == {"manager", "lead", "admin", "stranger"}
    Client.objects.update(owner=world.stranger, team=world.stranger.team)
    gone_on = {"client", "person"}  # with the client; what somebody did stays theirs and their leads'
    assert both()[0] == both()[1] == {"admin", "stranger"} | (set() if name in gone_on else {"manager", "lead"})


def test_a_visit_shared_for_discussion_is_open_to_its_team(things, world):
    type(things["visit"]).objects.update(is_shared_for_discussion=True)
    things["visit"].refresh_from_db()
    listed = {one.username for one in colleagues_who_see(things["visit"])}
    assert listed == {who for who in PEOPLE if sees(world.person(who), things["visit"])} == {
        "manager", "teammate", "lead", "admin",
    }  # fmt: skip


def test_somebody_who_may_not_see_it_is_not_told_and_the_writer_hears_so(things, world, as_):
    url = reverse("client-comments", args=[things["client"].pk])
    answer = as_(world.manager).post(
        url, {"body": "@Shi Stranger @Liang Lead look", "new_id": uuid7()}, headers={"HX-Request": "true"}
    )
    assert "Not told, as they may not see this: Shi Stranger." in answer.content.decode()
    assert told("mention") == {"lead"}
    names = as_(world.manager).get(reverse("comment-names", args=["client", things["client"].pk])).json()["names"]
    assert {one["handle"] for one in names} == {"Liang Lead", "An Admin"}
    assert as_(world.stranger).get(reverse("comment-names", args=["client", things["client"].pk])).status_code == 404
    assert as_(world.manager).get(reverse("comment-names", args=["team", things["client"].pk])).status_code == 404


def test_rights_lost_between_the_writing_and_the_sending_are_honoured(things, world):
    grant(by=world.manager, client=things["client"], colleague=world.stranger, now=NOW)
    comment_on(name="client", row=things["client"], by=world.manager, now=NOW, body="@stranger secret words")
    assert told("mention") == {"stranger"}
    things["client"].shares.all().delete()
    send()
    assert not Notification.objects.filter(recipient=world.stranger).exists()
    assert not mail.outbox


def test_a_message_read_after_the_right_is_lost_says_nothing(things, world, as_):
    grant(by=world.manager, client=things["client"], colleague=world.stranger, now=NOW)
    comment_on(name="client", row=things["client"], by=world.manager, now=NOW, body="@stranger secret words")
    send()
    assert "secret words" in as_(world.stranger).get(reverse("notification-list")).content.decode()
    things["client"].shares.all().delete()
    page = as_(world.stranger).get(reverse("notification-list")).content.decode()
    assert "secret words" not in page
    assert "安达物流" not in page


def test_names_are_read_as_people_write_them(world):
    people = [world.manager, world.lead, world.admin]
    world.manager.name, world.lead.name, world.admin.name = "张伟", "张伟民", "Ann"
    said = lambda text: [one.username for one in mentioned_in(text, people)]  # noqa: E731
    assert said("＠张伟民你看") == ["lead"]  # noqa: RUF001
    assert said("请@张伟看，@张伟再看") == ["manager"]
    assert said("@Anna @annabel") == []
    assert said("@ANN, @ann.") == ["admin"]
    assert said("mail a@b.cn") == []
    world.lead.name = "张伟"
    assert said("@张伟") == []  # which of the two?
    assert said("@张伟(lead) @manager") == ["lead", "manager"]


def test_own_words_are_edited_within_a_day_with_a_history_and_the_newly_named_told(things, world, as_):
    row, _new = comment_on(name="visit", row=things["visit"], by=world.manager, now=timezone.now(), body="First")
    browser, url = as_(world.manager), reverse("comment-edit", args=[row.pk])
    assert browser.post(url, {"body": "", "version": 1}).status_code == 422
    assert browser.post(url, {"body": "@An Admin second", "version": 1}).status_code == 302
    clash = browser.post(url, {"body": "Third", "version": 1})
    assert clash.status_code == 409
    assert "@An Admin second" in clash.content.decode()
    assert told("mention") == {"admin"}
    history = browser.get(reverse("history", args=["comments", row.pk])).content.decode()
    assert "First" in history
    assert "edited" in browser.get(reverse("visit-comments", args=[things["visit"].pk])).content.decode()
    row.refresh_from_db()
    for who in ("lead", "admin"):
        with pytest.raises(PermissionDenied):
            edit_comment(comment=row, by=world.person(who), version=2, now=NOW, body="x")
    tomorrow = row.created_at + dt.timedelta(hours=24)
    with pytest.raises(PermissionDenied):
        edit_comment(comment=row, by=world.manager, version=2, now=tomorrow, body="x")
    with pytest.raises(StaleVersion):
        edit_comment(comment=row, by=world.manager, version=1, now=timezone.now(), body="x")


def test_own_words_are_taken_away_and_the_toast_brings_them_and_their_messages_back(things, world, as_):
    row, _new = comment_on(name="client", row=things["client"], by=world.lead, now=timezone.now(), body="@manager hm")
    browser = as_(world.lead)
    page = browser.post(reverse("comment-remove", args=[row.pk]), {"version": 1}, follow=True).content.decode()
    undo = reverse("comment-restore", args=[row.pk]) + "?version=2"
    assert undo in page
    assert "@manager hm" not in browser.get(reverse("client-comments", args=[things["client"].pk])).content.decode()
    send(timezone.now())
    assert not Notification.objects.exists()
    browser.post(undo)
    assert told("mention") == {"manager"}
    send(timezone.now())
    assert Notification.objects.get().recipient == world.manager
    for who in ("manager", "stranger"):
        assert as_(world.person(who)).post(reverse("comment-remove", args=[row.pk]), {"version": 3}).status_code == 404
    with pytest.raises(PermissionDenied):
        restore_comment(comment=row, by=world.lead, version=3, now=NOW)  # it is there


def test_the_words_of_a_decision_stay(things, world):
    row = Comment.objects.create(visit=things["visit"], author=world.lead, body="Well", verdict="accepted")
    with pytest.raises(PermissionDenied):
        remove_comment(comment=row, by=world.lead, version=1, now=NOW)


@pytest.mark.parametrize("about", [(), ("client", "visit")])
def test_the_database_keeps_a_comment_to_one_thing(about, things, world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(author=world.manager, body="x", **{name: things[name] for name in about})


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_part_costs_the_same_at_one_and_three(name, things, world, as_):
    browser, url = as_(world.manager), reverse(f"{name}-comments", args=[things[name].pk])

    def count():
        browser.get(url)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    comment_on(name=name, row=things[name], by=world.lead, now=NOW, body="@manager x")
    one = count()
    for who in (world.admin, world.lead):
        comment_on(name=name, row=things[name], by=who, now=NOW, body="@manager @lead x")
    assert count() == one


def test_of_many_the_latest_are_shown_and_the_rest_on_demand(things, world, as_):
    rows = [
        Comment(
            client=things["client"], author=world.lead, body=f"No {n:03}", created_at=NOW - dt.timedelta(minutes=n)
        )
        for n in range(60)
    ]
    Comment.objects.bulk_create(rows)
    browser, url = as_(world.manager), reverse("client-comments", args=[things["client"].pk])
    page = browser.get(url).content.decode()
    assert "No 000" in page
    assert "No 055" not in page
    assert "No 055" in browser.get(f"{url}?comments=all").content.decode()


def test_what_was_said_about_a_person_goes_with_the_person(things, world):
    row, _new = comment_on(name="person", row=things["person"], by=world.lead, now=NOW, body="Likes tea")
    edit_comment(comment=row, by=world.lead, version=1, now=NOW, body="Likes coffee")
    erase_person(by=world.manager, person=things["person"], version=1, now=NOW)
    assert not Comment.objects.exists()
    assert not Comment.pgh_event_model.objects.exists()
    assert not Reminder.objects.filter(subject_id=row.pk).exists()


def test_nothing_is_said_of_who_is_erased(things, world, as_):
    person, key = things["person"], uuid7()
    erase_person(by=world.manager, person=person, version=1, now=NOW)
    url = reverse("person-comments", args=[person.pk])
    assert as_(world.manager).post(url, {"body": "Likes tea", "new_id": key}).status_code == 404
    with pytest.raises(NotYours):  # the page was open before
        comment_on(name="person", row=person, by=world.lead, now=NOW, body="Likes tea")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("name", "address", "typed"),
    [
        ("client", "client-comments", {"body": "{}"}),
        ("complaint", "complaint-step", {"words": "{}", "version": "1"}),
        ("promise", "promise-edit", {"text": "{}", "version": "1"}),
        ("visit", "visit-cancel", {"reason": "{}", "version": "1"}),
        ("visit", "visit-edit", {"purpose": "p", "success": "s", "topics": "a\n{}", "version": "1"}),
    ],
)
def test_the_number_of_an_identity_card_is_refused_beside_what_was_typed(things, world, as_, name, address, typed):
    args = [things[name].pk, *(["answer"] if address == "complaint-step" else [])]
    said = "身份证 11010519491231002X"
    sent = {key: value.format(said) for key, value in typed.items()}
    answer = as_(world.manager).post(reverse(address, args=args), sent | {"new_id": uuid7()})
    page = answer.content.decode()
    assert (answer.status_code, said in page, "identity cards" in page) == (422, True, True)
