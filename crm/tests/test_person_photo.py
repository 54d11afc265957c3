"""A photo of a person: small, square, without what the camera wrote into it."""

import datetime as dt
import io
from importlib import import_module
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from crm import migrations
from crm.actions.person_erase import erase_person
from crm.actions.person_photo import photos_of, remove_photo, set_photo, tidy_photos
from crm.factories import PersonFactory, PersonPhotoFactory
from crm.models import FormerPhoto, Person, PersonPhoto
from crm.models.person_photo import MOST_KEPT, photo_key

pytestmark = pytest.mark.django_db


def image(size=(1200, 900), kind="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **more)
    return SimpleUploadedFile("me.jpg", out.getvalue())


def send(browser, person, file, **more):
    url = reverse("person-photo-edit", args=[person.client_id, person.pk])
    return browser.post(url, {"version": 1, "image": file, "x": 0, "y": 0, "size": 0, **more})


def test_it_becomes_a_small_square_without_exif(person, browser, stranger, as_):
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    assert send(browser, person, image(exif=exif)).status_code == 302
    url = reverse("person-photo", args=[person.client_id, person.pk])
    answer = browser.get(url)
    kept = Image.open(io.BytesIO(answer.content))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (320, 320), {})
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_(stranger).get(url).status_code == 404


def test_a_picture_from_a_phone_is_let_through_and_a_film_is_not(person, browser):
    photo = SimpleUploadedFile("me.jpg", image().read() + b"\0" * 5_000_000)
    assert send(browser, person, photo).status_code == 302
    assert send(browser, person, SimpleUploadedFile("me.mov", b"\0" * 9_000_000)).status_code == 413


def test_a_picture_whose_exif_is_broken_is_kept_as_it_is(person, browser):
    exif = Image.Exif()
    exif[0x0112] = 6
    raw = exif.tobytes().replace(b"II*", b"IX*").replace(b"MM", b"MX")
    assert send(browser, person, image(kind="WEBP", exif=raw)).status_code == 302


def test_what_is_no_picture_is_refused(person, browser):
    huge = image((7000, 6000), "PNG")
    for file in (SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>"), huge):
        assert send(browser, person, file).status_code == 422
    assert not PersonPhoto.objects.exists()


def shown(manager, person, *images):
    """Show one photo after the other; `None` takes it off."""
    for number, one in enumerate(images):
        now = timezone.now() + dt.timedelta(seconds=number)
        if one is None:
            remove_photo(by=manager, person=person, version=person.version, now=now)
        else:
            set_photo(by=manager, person=person, version=person.version, image=one, now=now)


def test_one_that_was_replaced_comes_back_from_history_and_the_other_stays(manager, person, browser):
    shown(manager, person, b"first", b"second")
    history, page = (reverse(name, args=place) for name, place in (
        ("history", ["contacts", person.pk]), ("person-photo", [person.client_id, person.pk])
    ))  # fmt: skip
    changes = browser.get(f"{history}?field=photo_key").context["changes"]
    assert changes[0].fields[0].may_restore
    sent = {"version": person.version, "field": "photo_key", "event": changes[0].before}
    told = browser.post(f"{history}restore/", sent, follow=True).text
    assert browser.get(page).content == b"first"
    assert browser.get(f"{page}?of={photo_key(b'second')}").content == b"second"
    assert "history/restore/?event=" in told  # the toast takes it back
    assert f"?of={photo_key(b'second')}" in browser.get(f"{page}edit/").text


def test_one_that_was_taken_off_is_put_back_by_its_toast(manager, person, browser):
    shown(manager, person, b"first")
    remove = reverse("person-photo-remove", args=[person.client_id, person.pk])
    told = browser.post(remove, {"version": person.version}, follow=True).text
    page = reverse("person-photo", args=[person.client_id, person.pk])
    assert browser.get(page).status_code == 404
    undo = reverse("person-photo-restore", args=[person.client_id, person.pk]) + f"?of={photo_key(b'first')}"
    assert f"{undo}&amp;version={person.version + 1}" in told
    browser.post(f"{undo}&version={person.version + 1}")
    assert browser.get(page).content == b"first"
    assert not FormerPhoto.objects.exists()


def test_after_thirty_days_it_is_gone_and_the_history_says_so(manager, person, browser):
    shown(manager, person, b"first", b"second", None)
    now = timezone.now()
    assert tidy_photos(now=now + dt.timedelta(days=29)) == 0
    assert set(photos_of(person).values()) == {b"first", b"second"}
    assert tidy_photos(now=now + dt.timedelta(days=31)) == 2
    assert not photos_of(person)
    page = browser.get(reverse("history", args=["contacts", person.pk]) + "?field=photo_key")
    assert not any(one.fields[0].may_restore and one.fields[0].old for one in page.context["changes"])
    assert "no longer kept" in page.text
    undo = reverse("person-photo-restore", args=[person.client_id, person.pk]) + f"?of={photo_key(b'second')}"
    assert browser.post(undo, {"version": person.version}).status_code == 404


def test_no_more_than_ten_are_kept_aside_the_last_ones(manager, person):
    shown(manager, person, *(bytes([65 + number]) for number in range(MOST_KEPT + 2)))
    assert FormerPhoto.objects.count() == MOST_KEPT
    assert b"A" not in photos_of(person).values()
    assert b"B" in photos_of(person).values()


def test_an_erasure_takes_them_all_and_their_history(manager, person):
    shown(manager, person, b"first", b"second", None)
    erase_person(by=manager, person=person, version=person.version, now=timezone.now())
    assert not PersonPhoto.objects.exists()
    assert not FormerPhoto.objects.exists()
    assert not Person.pgh_event_model.objects.exclude(photo_key="").exists()


def test_what_was_taken_off_before_there_was_a_place_for_it_is_put_aside_and_comes_back(person, mine):
    PersonPhotoFactory(person=person, image=b"off")
    Person.objects.update(photo_key="")
    other = PersonFactory(client=mine)
    PersonPhotoFactory(person=other, image=b"shown")
    name = next(Path(migrations.__file__).parent.glob("*_former_photos.py")).stem
    moving = import_module(f"crm.migrations.{name}")
    with connection.cursor() as cursor:
        cursor.execute(moving.ASIDE)
        assert (FormerPhoto.objects.get().person, FormerPhoto.objects.get().key) == (person, photo_key(b"off"))
        assert PersonPhoto.objects.get().person == other
        cursor.execute(moving.BACK)
    assert {bytes(one.image) for one in PersonPhoto.objects.all()} == {b"off", b"shown"}
