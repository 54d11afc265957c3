"""Photos and files: which are kept, how they are shown, what is refused with its reason."""

import io
import tracemalloc

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.ids import uuid7
from crm.models import Client
from visits.actions import attachment as actions
from visits.models import Attachment
from visits.models.attachment import HOLDERS
from visits.tests.pictures import OFFICE, flood, from_a_phone, office, picture, torn

pytestmark = pytest.mark.django_db
NOW = timezone.now()
JS = {"X-Requested-With": "XMLHttpRequest"}


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
