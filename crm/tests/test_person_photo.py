"""A photo of a person: small, square, without what the camera wrote into it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from crm.models import PersonPhoto

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
