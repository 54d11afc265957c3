"""Photos and files: kept once, looked at from inside, served to who may see, taken away with a way back."""

import datetime as dt
import io
import threading
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.ids import uuid7
from crm.access import NotYours
from crm.actions.person_erase import erase_person
from crm.factories import ClientFactory, PersonFactory
from crm.models import Client
from visits.actions import attachment as actions
from visits.factories import ComplaintFactory, VisitFactory
from visits.models import Attachment
from visits.models.attachment import HOLDERS
from visits.tests.pictures import OFFICE, flood, from_a_phone, office, picture, torn

pytestmark = pytest.mark.django_db
NOW = timezone.now()
JS = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def things(manager):
    client = ClientFactory(owner=manager)
    return {
        "client": client,
        "person": PersonFactory(client=client),
        "visit": VisitFactory(client=client),
        "complaint": ComplaintFactory(client=client),
    }


@pytest.fixture
def send(things, world, as_):
    """Return how the page's script sends one file: `send("a.pdf", b"…")`."""

    def sent(name, content, *, to="client", who=None, new_id=None):
        data = {"file": SimpleUploadedFile(name, content), "new_id": new_id or uuid7()}
        url = reverse(f"{to}-files", args=[things[to].pk])
        return as_(who or world.manager).post(url, data, headers=JS)

    return sent


@pytest.fixture
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_file(name="a.jpg", content=None):
    return SimpleUploadedFile(name, content or picture())


def kept_files():
    """Return what lies in the storage of uploads."""
    root = Path(default_storage.location)
    return {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}


@pytest.mark.parametrize("holder", sorted(HOLDERS))
def test_a_photo_is_kept_small_and_whole_without_what_else_it_says(holder, send, things, world, as_):
    assert send("门口.jpg", from_a_phone(), to=holder).status_code == 201
    row = Attachment.objects.get()
    assert (row.name, row.content_type, getattr(row, holder)) == ("门口.jpg", "image/jpeg", things[holder])
    page = as_(world.manager).get(reverse(f"{holder}-files", args=[things[holder].pk])).content.decode()
    assert reverse("attachment-small", args=[row.pk]) in page
    for name in ("attachment", "attachment-small"):
        answer = as_(world.lead).get(reverse(name, args=[row.pk]))
        content = b"".join(answer.streaming_content)
        image = Image.open(io.BytesIO(content))
        assert image.size == (40, 60)  # turned as it was held
        assert not image.getexif()
        assert b"Secret" not in content
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert answer["Content-Disposition"].startswith("inline")
    for who in ("teammate", "stranger"):
        assert as_(world.person(who)).get(reverse("attachment", args=[row.pk])).status_code == 404
        assert send("x.jpg", picture(), to=holder, who=world.person(who)).status_code == 404
    Client.objects.update(owner=world.stranger, team=world.stranger.team)
    assert as_(world.stranger).get(reverse("attachment", args=[row.pk])).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("报价.pdf", b"%PDF-1.7 x", "application/pdf"),
        ("plan.DOCX", office("docx"), f"{OFFICE}wordprocessingml.document"),
        ("list.xlsx", office("xlsx"), f"{OFFICE}spreadsheetml.sheet"),
        ("show.pptx", office("pptx"), f"{OFFICE}presentationml.presentation"),
        ("说明.txt", "中文说明".encode("gb18030"), "text/plain"),
        ("list.csv", b"=1+1,b", "text/csv"),
    ],
)
def test_documents_are_sent_to_be_saved_and_never_shown(name, content, kind, send, world, as_):
    assert send(name, content).status_code == 201
    answer = as_(world.manager).get(reverse("attachment", args=[Attachment.objects.get().pk]))
    assert answer["Content-Type"].split(";")[0] == kind
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == content


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.txt", b"\xef\xbb\xbf <HTML><script>", "not accepted"),
        ("picture.svg", b"<svg xmlns='x'><script/></svg>", "not accepted"),
        ("photo.jpg", b"<html>", "not accepted"),
        ("photo.jpg", b"\xff\xd8\xffbroken", "picture cannot be read"),
        ("tool.txt", b"MZ\x90\x00", "not accepted"),
        ("run.csv", b"#!/bin/sh", "not accepted"),
        ("report.pdf", office("docx"), "something else"),
        ("report.docx", office("xlsx"), "something else"),
        ("report.docx", b"%PDF-1.4", "something else"),
        ("report.pdf", picture(), "something else"),
        ("macro.xlsm", office("xlsx", types="<T>application/vnd.ms-excel.sheet.macroEnabled.main+xml</T>"), "macros"),
        ("macro.docx", office("docx", extra=["word/vbaProject.bin"]), "macros"),
        ("control.docx", office("docx", extra=["word/activeX/activeX1.xml"]), "macros"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Old Office"),
        ("bundle.zip", office("docx", types="<Types/>"), "not a Word, Excel"),
        ("broken.docx", b"PK\x03\x04nothing", "not a Word, Excel"),
        ("bomb.docx", office("docx", types="x" * (3 * 2**20)), "not a Word, Excel"),
        ("torn.docx", torn(office("docx")), "not a Word, Excel"),
        ("torn.gif", picture("GIF")[:20], "picture cannot be read"),
        ("nothing.txt", b"", "empty"),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_its_reason_and_leaves_nothing(name, content, words, send, settings):
    answer = send(name, content)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert not Attachment.objects.exists()


def test_the_list_of_an_archive_is_not_read_before_its_length_is_known(send):
    raw = flood()
    tracemalloc.start()
    answer = send("many.docx", raw)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert most < len(raw) * 3  # all its parts, each an object, are twenty times as much


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


def test_limits_are_said(send, things, world, as_, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 100)
    assert "larger than" in send("a.txt", b"x" * 101).json()["error"]
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    send("a.txt", b"a")
    assert "No more than 1 files here" in send("b.txt", b"b").json()["error"]
    url = reverse("client-files", args=[things["client"].pk])
    large = as_(world.manager).post(url, b"x", content_type="multipart/form-data", CONTENT_LENGTH=str(22 * 2**20))
    assert large.status_code == 413


def test_without_a_script_several_go_at_once_each_with_its_own_word(things, world, as_):
    url = reverse("client-files", args=[things["client"].pk])
    files = [
        SimpleUploadedFile("a.jpg", picture()),
        SimpleUploadedFile("b.exe", b"MZ"),
        SimpleUploadedFile("c.txt", b"c"),
    ]
    browser, typed = as_(world.manager), {"new_id": str(uuid7())}
    page = browser.post(url, {**typed, "file": files}, follow=True).content.decode()
    assert "b.exe: This kind of file is not accepted." in page
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["a.jpg", "c.txt"]
    for file in files:
        file.seek(0)
    browser.post(url, {**typed, "file": files})
    assert Attachment.objects.count() == 2
    assert browser.post(url, typed).status_code == 422


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


def test_a_name_that_means_to_lead_elsewhere_is_only_a_name(send, world, as_):
    send("..\\..\\etc/pass\u2028wd\u202e.txt", b"x")
    row = Attachment.objects.get()
    assert "/" not in row.name
    assert row.name.endswith("passwd.txt")
    assert row.stored_as.startswith("attachments/")
    answer = as_(world.manager).get(reverse("attachment", args=[row.pk]))
    assert answer.status_code == 200
    assert "\u202e" not in answer["Content-Disposition"]


def test_a_screenshot_stays_sharp_and_a_huge_one_becomes_a_jpeg(send, monkeypatch):
    send("a.png", picture("PNG", size=(4000, 100)))
    row = Attachment.objects.get()
    assert row.content_type == "image/png"
    with default_storage.open(row.stored_as) as file:
        assert Image.open(file).size == (2560, 64)
    monkeypatch.setattr(actions, "PNG_BYTES", 10)
    send("b.png", picture("PNG", colour="red"))
    assert set(Attachment.objects.values_list("content_type", flat=True)) == {"image/png", "image/jpeg"}


def test_the_part_costs_the_same_at_one_and_three(send, things, world, as_):
    browser, url = as_(world.manager), reverse("client-files", args=[things["client"].pk])

    def count():
        browser.get(url)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    send("a.jpg", picture())
    one = count()
    send("b.jpg", picture(colour="red"), who=world.lead)
    send("c.txt", b"c")
    assert count() == one


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
