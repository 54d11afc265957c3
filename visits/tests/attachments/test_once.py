"""A file is kept once and whole, however often it is sent, and goes with a way back."""

import datetime as dt
import threading

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.factories import ClientFactory
from visits.actions import attachment as actions
from visits.models import Attachment
from visits.tests.pictures import a_file, kept_files, picture

pytestmark = pytest.mark.django_db
NOW = timezone.now()
JS = {"X-Requested-With": "XMLHttpRequest"}


def test_sent_again_after_a_lost_answer_it_is_kept_once(send, world, things):
    key = uuid7()
    answers = [send("a.jpg", picture(), new_id=key).status_code for _n in range(20)]
    assert set(answers) == {201}
    assert Attachment.objects.count() == 1
    folder = Attachment.objects.get().stored_as.rpartition("/")[0]
    assert len(default_storage.listdir(folder)[1]) >= 2
    assert send("b.jpg", picture(colour="red"), new_id=key, who=world.lead).status_code == 404  # another's id


def test_the_same_content_under_another_name_is_known_and_elsewhere_kept(send):
    send("a.jpg", picture())
    again = send("b.jpg", picture())
    assert again.status_code == 422
    assert again.json()["error"] == "This file is here already, as “a.jpg”."
    assert send("b.jpg", picture(), to="visit").status_code == 201


def test_a_worker_that_dies_between_the_file_and_its_row_leaves_nothing_in_the_way(send, monkeypatch):
    key, real = uuid7(), actions.create_once

    def dies(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(actions, "create_once", dies)
    with pytest.raises(SystemExit):
        send("a.jpg", picture(), new_id=key)
    monkeypatch.setattr(actions, "create_once", real)
    assert send("a.jpg", picture(), new_id=key).status_code == 201
    row = Attachment.objects.get()
    assert row.stored_as.endswith(f"{key}.jpg")
    assert default_storage.size(row.stored_as) == row.size


def test_taken_away_with_a_way_back_and_gone_for_good_after_a_month(
    send, world, things, as_, django_capture_on_commit_callbacks
):
    send("a.jpg", picture(), who=world.lead)
    row, browser = Attachment.objects.get(), as_(world.manager)
    page = browser.post(reverse("attachment-remove", args=[row.pk]), {"version": 1}, follow=True).content.decode()
    undo = reverse("attachment-restore", args=[row.pk]) + "?version=2"
    assert undo in page
    assert browser.get(reverse("attachment", args=[row.pk])).status_code == 404
    browser.post(undo)
    assert browser.get(reverse("attachment", args=[row.pk])).status_code == 200
    browser.post(reverse("attachment-remove", args=[row.pk]), {"version": 1})
    assert Attachment.objects.get().removed_at is None  # a stale page takes nothing
    browser.post(reverse("attachment-remove", args=[row.pk]), {"version": 3})
    assert actions.tidy_files(now=timezone.now() + dt.timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.tidy_files(now=timezone.now() + dt.timedelta(days=31)) == 1
    assert not default_storage.exists(row.stored_as)
    assert not default_storage.exists(row.small_as)


def test_only_who_added_it_and_who_answers_for_the_client_take_it_away(send, world, things, as_):
    send("a.jpg", picture(), who=world.admin)
    row = Attachment.objects.get()
    things["client"].shares.create(user=world.stranger, shared_by=world.manager)
    assert as_(world.stranger).get(reverse("attachment", args=[row.pk])).status_code == 200
    assert as_(world.stranger).post(reverse("attachment-remove", args=[row.pk]), {"version": 1}).status_code == 404
    assert as_(world.lead).post(reverse("attachment-remove", args=[row.pk]), {"version": 1}).status_code == 302


def test_nothing_is_kept_with_who_is_erased(send, world, things, own_storage):
    erase_person(by=world.manager, person=things["person"], version=1, now=NOW)
    assert send("a.jpg", picture(), to="person").status_code == 404
    with pytest.raises(NotYours):  # it was on its way
        actions.add_file(name="person", row=things["person"], by=world.manager, now=NOW, file=a_file())
    assert not Attachment.objects.exists()
    assert kept_files() == set()


def test_a_persons_photos_go_with_the_person(send, world, things, django_capture_on_commit_callbacks):
    send("a.jpg", picture(), to="person")
    stored = Attachment.objects.get().stored_as
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=world.manager, person=things["person"], version=1, now=NOW)
    assert not Attachment.objects.exists()
    assert not default_storage.exists(stored)


@pytest.mark.parametrize("on", [(), ("client", "visit")])
def test_the_database_keeps_a_file_to_one_thing(on, things, world):
    values = {"added_by": world.manager, "name": "a", "content_type": "x", "size": 1, "digest": "x", "stored_as": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(**values, **{name: things[name] for name in on})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("one_id", [False, True], ids=["two forms", "one form, sent again before its answer"])
def test_the_same_file_twice_at_once_is_one_row_and_one_file(one_id, manager, monkeypatch, own_storage):
    client = ClientFactory(owner=manager)
    both, read, key, lost = threading.Barrier(2), actions._content, uuid7(), []

    def read_together(file, name):
        both.wait(10)
        return read(file, name)

    def add():
        try:
            id = key if one_id else None
            actions.add_file(name="client", row=client, by=manager, now=NOW, file=a_file(), id=id)
        except actions.SameFile as same:
            lost.append(same.attachment.pk)
        finally:
            connections.close_all()

    monkeypatch.setattr(actions, "_content", read_together)
    threads = [threading.Thread(target=add) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    row = Attachment.objects.get()
    assert lost == ([] if one_id else [row.pk])
    assert kept_files() == {row.stored_as, row.small_as}
