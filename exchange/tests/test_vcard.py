"""Cards as telephones write them."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.factories import ClientFactory
from crm.models import Person
from exchange.actions.decide import start
from exchange.models import ImportJob
from exchange.tests.running import at_work
from exchange.vcard import Card, NoCard, read_cards, write_card

QUOTED = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=BB=BA=\r\n=E5=9B=BD;;;\r\n"
    b"TEL;CELL:+86 138-0013-8000\r\nTEL;WORK;FAX:010-1\r\nEND:VCARD\r\n"
)
FOUR = (
    'BEGIN:VCARD\nVERSION:4.0\nFN:李敏\nitem1.TEL;VALUE=uri;TYPE="voice,work":tel:010-88886666\n'
    "ORG:华兴物流;信息部\nTITLE:主\n 任\nEMAIL:li@example.com\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n"
)


def test_quoted_printable_over_soft_breaks():
    (card,) = read_cards(QUOTED)
    assert (card.name, card.mobile, card.phone) == ("王建国", "+86 138-0013-8000", "")


def test_the_fourth_version_folded_and_several_in_one_file():
    one, two = read_cards((FOUR + FOUR).encode())
    assert one == two
    assert (one.name, one.position, one.firm, one.department) == ("李敏", "主任", "华兴物流", "信息部")
    assert (one.phone, one.email) == ("010-88886666", "li@example.com")


@pytest.mark.parametrize("head", [b"FN;CHARSET=GBK:", b"FN:"])
def test_a_card_in_gbk(head):
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + head + "欧阳锋".encode("gbk") + b"\r\nEND:VCARD\r\n"
    assert read_cards(raw)[0].name == "欧阳锋"


def test_the_text_of_a_code():
    card = read_cards("MECARD:N:王,建国;TEL:13800138000;EMAIL:w@example.com;ORG:华兴\\;物流;;".encode())[0]
    assert (card.name, card.mobile, card.firm) == ("王建国", "13800138000", "华兴;物流")


@pytest.mark.parametrize("raw", [b"", b"hello", b"\x00\xff\xfe", b"BEGIN:VCARD\r\nEND:VCARD"])
def test_what_is_no_card(raw):
    with pytest.raises(NoCard):
        read_cards(raw)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("王建国", "王;建国"), ("欧阳建国", "欧阳;建国"), ("尉迟恭", "尉迟;恭"),
     ("阿布都·热合曼", ";阿布都·热合曼"), ("Mary Chen", "Chen;Mary")],
)  # fmt: skip
def test_a_surname_goes_out_whole(name, parts):
    assert f"\r\nN:{parts};;;\r\n" in write_card(Card(name=name))


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=30
)


@given(name=words, firm=words, position=words)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(name, firm, position):
    card = Card(name=name, firm=firm, position=position, mobile="13800138000")
    assert read_cards(write_card(card).encode()) == [card]


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_card_or_none(raw):
    with contextlib.suppress(NoCard):
        read_cards(b"BEGIN:VCARD\n" + raw + b"\nEND:VCARD")


@pytest.mark.django_db
def test_a_card_becomes_a_person_and_goes_out_again(manager, as_):
    client = ClientFactory(owner=manager, name="华兴物流有限公司")
    browser = as_(manager)
    page = browser.get(f"/clients/{client.pk}/cards/")
    new_id = page.context["form"]["new_id"].value()
    for _ in range(2):
        answer = browser.post(f"/clients/{client.pk}/cards/", {"text": FOUR, "new_id": new_id})
        assert answer.status_code == 302
    at_work()
    job = ImportJob.objects.get()
    start(by=manager, job=job, now=job.created_at)
    at_work()
    person = Person.objects.get(name="李敏")
    assert (person.client, person.department.name) == (client, "信息部")
    assert set(person.ways.values_list("channel", "value")) == {("phone", "010-88886666"), ("email", "li@example.com")}
    card = browser.get(f"/clients/{client.pk}/people/{person.pk}/card.vcf")
    assert read_cards(card.content)[0].firm == "华兴物流有限公司"
    assert b"<svg" in browser.get(f"/clients/{client.pk}/people/{person.pk}/card/").content
