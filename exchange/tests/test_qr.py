"""QR codes of cards, photographed: read however they are held; what is none is told beside the field."""

import io

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.ids import uuid7
from crm.factories import ClientFactory
from crm.models import Person
from exchange.actions.decide import start
from exchange.models import ImportJob
from exchange.qr import MOST_PICTURE_BYTES, codes_in
from exchange.tests.running import at_work
from exchange.vcard import MOST_BYTES, Card, read_cards, write_card

LI = Card(name="李敏", position="信息部主任", mobile="13800138000", email="li@example.com")
WANG = b"MECARD:N:\xe7\x8e\x8b\xe5\xbb\xba\xe5\x9b\xbd;TEL:13900139000;;"


def code(said, scale=6):
    """A code as a printed card has it."""
    barcode = zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode)
    drawn = memoryview(zxingcpp.write_barcode_to_image(barcode, scale=scale, add_quiet_zones=True))
    return Image.frombytes("L", drawn.shape[::-1], drawn.tobytes())


def photo(*codes, turn=0, kind="JPEG", ground="white", **how):
    """Codes beside each other as a camera sees them: large, turned, and in a file of its kind."""
    wide = Image.new("RGB", (sum(one.width for one in codes) + 400, max(one.height for one in codes) + 400), ground)
    left = 200
    for one in codes:
        wide.paste(one, (left, 200))
        left += one.width
    out = io.BytesIO()
    wide.rotate(turn, expand=True, fillcolor=ground).save(out, kind, **how)
    return out.getvalue()


def post(browser, client, raw, name="IMG_0001.jpg", field="picture", **more):
    sent = {field: SimpleUploadedFile(name, raw), "new_id": str(uuid7()), **more}
    return browser.post(reverse("card-in", args=[client.pk]), sent)


@pytest.mark.parametrize(
    "raw",
    [
        photo(code(write_card(LI)), turn=17, quality=40),
        photo(code(write_card(LI).encode()), turn=90),  # the first is in Japanese letters: it is shorter so
        photo(code(write_card(LI).encode("gb18030")), turn=180, ground="tan", quality=60),
        photo(code(write_card(LI), scale=24), turn=8),  # of a camera with many pixels
        photo(code(write_card(LI)).point(lambda grey: 255 - grey), kind="PNG", ground="black"),  # a dark screen
        photo(code(write_card(LI)), kind="WEBP"),
    ],
    ids=["tilted", "utf-8", "gb18030 upside down", "large", "light on dark", "webp"],
)
def test_a_card_is_read_however_it_is_held(raw):
    (said,) = codes_in(io.BytesIO(raw))
    (card,) = read_cards(said)
    assert (card.name, card.position, card.mobile, card.email) == (LI.name, LI.position, LI.mobile, LI.email)


@pytest.mark.django_db
def test_a_photographed_card_is_looked_through_and_becomes_a_person(as_, manager):
    client = ClientFactory(owner=manager)
    raw = photo(code(write_card(LI)), code("https://u.wechat.com/abc"), code(WANG), turn=11)
    answer = post(as_(manager), client, raw)
    job = ImportJob.objects.get()
    assert answer["Location"] == reverse("import-detail", args=[job.pk])
    at_work()
    job.refresh_from_db()
    start(by=manager, now=timezone.now(), job=job)
    at_work()
    assert set(Person.objects.filter(client=client).values_list("name", flat=True)) == {"李敏", "王建国"}


@pytest.mark.django_db
def test_what_holds_no_card_is_said_beside_the_field_and_nothing_typed_is_lost(as_, manager):
    client, browser = ClientFactory(owner=manager), as_(manager)
    bomb = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")
    broken = photo(code(write_card(LI)), kind="PNG")
    for raw, said in (
        (photo(Image.new("L", (300, 300), 200)), "No QR code was found in it."),
        (photo(code("https://u.wechat.com/abc")), "The code holds no card."),
        (photo(code("BEGIN:VCARD\nEND:VCARD")), "The code holds no card."),
        (photo(code(b"\xff\xfe\x00" * 99)), "The code holds no card."),
        (bomb.getvalue(), "The picture has more than 40 million pixels."),
        (broken[: len(broken) // 2], "This picture cannot be read."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This picture cannot be read."),
        (write_card(LI).encode(), "This picture cannot be read."),
        (b"\xff" * (MOST_PICTURE_BYTES + 1), "The picture is larger than 12 MB."),
    ):
        answer = post(browser, client, raw, text="" if len(raw) > MOST_PICTURE_BYTES else "BEGIN:")
        page = answer.text
        assert answer.status_code == 422, said
        assert said in page.split('id="div_id_picture"')[1].split('id="div_id_file"')[0], said
        assert 'accept="image/jpeg,image/png,image/webp"' in page
        assert len(raw) > MOST_PICTURE_BYTES or "BEGIN:</textarea>" in page
    answer = post(browser, client, b"x" * (MOST_BYTES + 1), "all.vcf", "file")
    assert "The file is larger than 2 MB." in answer.text.split('id="div_id_file"')[1]
    assert post(browser, client, b"", "none.jpg").status_code == 422
    assert not ImportJob.objects.exists()
