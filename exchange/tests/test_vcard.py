"""Cards as telephones write them."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ids import uuid7
from crm.factories import ClientFactory
from crm.models import Person, Trait
from exchange.actions.cards import WAYS
from exchange.actions.decide import start
from exchange.models import ImportJob
from exchange.tests.files import xlsx
from exchange.tests.running import at_work, carried_out, previewed
from exchange.vcard import Card, NoCard, read_cards, write_card

QUOTED = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=BB=BA=\r\n=E5=9B=BD;;;\r\n"
    b"TEL;CELL:+86 138-0013-8000\r\nTEL;WORK;FAX:010-1\r\nEND:VCARD\r\n"
)
FOUR = (
    'BEGIN:VCARD\nVERSION:4.0\nFN:李敏\nitem1.TEL;VALUE=uri;TYPE="voice,work":tel:010-88886666\n'
    "ORG:华兴物流;信息部\nTITLE:主\n 任\nEMAIL:li@example.com\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n"
)


def looked_through(browser, client, text, **more):
    address = f"/clients/{client.pk}/cards/"
    new_id = browser.get(address).context["form"]["new_id"].value()
    answer = browser.post(address, {"text": text, "new_id": new_id, **more})
    assert answer.status_code == 302, answer.context["form"].errors
    at_work()
    return ImportJob.objects.get(pk=new_id)


def brought(browser, by, client, text, **more):
    return carried_out(by, looked_through(browser, client, text, **more))


def test_quoted_printable_over_soft_breaks():
    (card,) = read_cards(QUOTED)
    assert (card.name, card.mobile, card.phone) == ("王建国", "+86 138-0013-8000", "")


def test_the_fourth_version_folded_and_several_in_one_file():
    one, two = read_cards((FOUR + FOUR).encode())
    assert one == two
    assert (one.name, one.position, one.firm, one.department) == ("李敏", "主任", "华兴物流", "信息部")
    assert (one.phone, one.email) == ("010-88886666", "li@example.com")


def test_every_number_and_address_is_read_once():
    lines = [*FOUR.splitlines()[:-1], "EMAIL;TYPE=HOME:li.min@example.org", "EMAIL:li@example.com",
             "X-WECHAT:limin", "TEL;TYPE=WORK:010-88886666", "TEL;CELL:13800138000", "TEL;CELL:13900139000",
             "X-WEIXIN:li_min"]  # fmt: skip
    (card,) = read_cards("\n".join([*lines, "END:VCARD"]).encode())
    assert card.email == "li@example.com / li.min@example.org"
    assert (card.phone, card.mobile) == ("010-88886666", "13800138000 / 13900139000")
    assert card.wechat == "limin / li_min"
    card.more.clear()  # what was not taken in does not go out
    assert read_cards(write_card(card).encode()) == [card]


@pytest.mark.parametrize(
    ("told", "known"),
    [("TEL;TYPE=WORK:010-8888 6666,801", "010-8888 6666 转 801"),
     ("TEL;TYPE=WORK:010-88886666\\,\\,801", "010-88886666 转 801"),
     ("TEL;VALUE=uri;TYPE=work:tel:+86-10-8888-6666;ext=801", "+86-10-8888-6666 转 801"),
     ("TEL;TYPE=WORK:0755-88886666-801", "0755-88886666-801"), ("TEL;TYPE=WORK:010-88886666", "010-88886666")],
)  # fmt: skip
def test_an_extension_is_no_number_of_its_own(told, known):
    (card,) = read_cards(f"BEGIN:VCARD\nVERSION:3.0\nFN:王敏\n{told}\nEND:VCARD\n".encode())
    assert card.phone == known
    assert read_cards(write_card(card).encode()) == [card]


def test_cards_in_utf_16():
    assert read_cards(FOUR.encode("utf-16")) == read_cards(FOUR.encode())


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
     ("阿布都·热合曼", ";阿布都·热合曼"), ("𠮷田一郎", ";𠮷田一郎"), ("Mary Chen", "Chen;Mary")],
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


@pytest.mark.django_db
def test_what_a_card_has_beyond_the_first_is_a_further_way(manager, as_):
    client = ClientFactory(owner=manager)
    mails = [f"li{n}@example.com" for n in range(1, 8)] + [f"{'x' * 60}{n}@example.com" for n in range(20)]
    numbers = [f"1380013800{n}" for n in range(10)] + [f"1390013900{n}" for n in range(10)]
    more = [*(f"EMAIL:{one}" for one in mails), *(f"TEL;CELL:{one}" for one in numbers)]
    text = "\n".join([*FOUR.splitlines()[:-1], *more])
    brought(as_(manager), manager, client, f"{text}\nEND:VCARD")
    person = Person.objects.get(client=client)
    ways = {channel: set(person.ways.filter(channel=channel).values_list("value", flat=True)) for channel in WAYS}
    assert ways["mobile"] == set(numbers)
    assert {"li@example.com", *mails[:15]} <= ways["email"], "as many as a cell holds"
    assert person.ways.filter(is_preferred=True).count() == 1
    # One of them is enough to know who it is.
    other = FOUR.replace("FN:李敏", "FN:Li Min").replace("li@example.com", mails[2])
    (line,) = looked_through(as_(manager), client, other).rows.all()
    assert line.candidates == [[str(person.pk), "phone"]]


@pytest.mark.django_db
def test_an_address_that_is_none_does_not_keep_somebody_out_whom_another_reaches(manager, as_):
    client = ClientFactory(owner=manager)
    brought(as_(manager), manager, client, FOUR.replace("END:", "EMAIL:li@intranet\nEND:"))
    assert {way.value for way in Person.objects.get().ways.filter(channel="email")} == {"li@example.com"}


@pytest.mark.django_db
def test_a_cell_holds_several_addresses_and_says_which_is_none(manager):
    lines = [["客户名称", "姓名", "手机", "邮箱"], ["华兴", "王建国", "#N/A", "w@x.cn；w.j@x.cn / w@y.cn"],
             ["华兴", "李敏", "13800138000\n13900139000", "li@x.cn, li"]]  # fmt: skip
    first, second = previewed(manager, "person", xlsx(lines)).rows.order_by("line")
    assert first.values["email"] == "w@x.cn / w.j@x.cn / w@y.cn"
    assert first.problems == {"mobile": {"code": "excel_error", "value": "#N/A"}}
    assert second.values["mobile"] == "13800138000 / 13900139000"
    assert second.problems == {"email": {"code": "no_email", "value": "li"}}


@pytest.mark.django_db
def test_of_two_clients_of_one_name_the_chosen_one_gets_the_people(manager, stranger, as_):
    here, other = (ClientFactory(owner=manager, name="华兴物流有限公司", address=where) for where in ("宁波", "杭州"))
    ClientFactory(owner=manager, name="华兴物流有限公司第二分公司")
    shut = ClientFactory(owner=stranger, name="华兴物流有限公司")
    browser, address = as_(manager), f"/clients/{here.pk}/cards/"
    page = browser.get(address)
    assert [pk for pk, _label in page.context["form"].fields["into"].choices] == [str(here.pk), str(other.pk)]
    assert "杭州" in page.text
    assert [label.endswith("the one you came from") for _pk, label in page.context["form"].fields["into"].choices] == [
        True, False,
    ]  # fmt: skip
    assert page.context["form"]["into"].value() == str(here.pk)
    for into, name in ((here, "李敏"), (other, "王敏")):
        job = looked_through(browser, here, FOUR.replace("李敏", name), into=into.pk)
        assert f'href="/clients/{into.pk}/"' in browser.get(f"/imports/{job.pk}/").text
        carried_out(manager, job)
    assert {person.client: person.name for person in Person.objects.all()} == {here: "李敏", other: "王敏"}
    refused = browser.post(address, {"text": FOUR, "into": shut.pk, "new_id": uuid7()})
    assert (refused.status_code, "into" in refused.context["form"].errors) == (422, True)


@pytest.mark.django_db
def test_cards_for_a_client_in_the_archive_do_not_go_to_another_of_its_name(manager, as_):
    here, _other = (ClientFactory(owner=manager, name="华兴物流有限公司", short_name=short) for short in ("华兴", ""))
    here.archived_at = here.created_at
    here.save_checked(version=here.version, fields=["archived_at"])
    brought(as_(manager), manager, here, FOUR, into=here.pk)
    assert Person.objects.get().client == here


@pytest.mark.django_db
def test_a_client_whose_name_is_alone_is_not_asked_about(manager, as_):
    client = ClientFactory(owner=manager, name="华兴物流有限公司")
    assert "into" not in as_(manager).get(f"/clients/{client.pk}/cards/").context["form"].fields


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:{}\nTEL;TYPE=CELL:{}\nEND:VCARD\n"


@pytest.mark.django_db
def test_a_card_of_another_firm_says_so_and_the_person_chooses(manager, as_):
    here = ClientFactory(owner=manager, name="华兴物流有限公司")
    ClientFactory(owner=manager, name="大成化工")
    told = (("王小明", "大成化工", 1), ("赵四", "华兴物流", 2), ("孙五", "新兴纺织", 3), ("李六", "", 4))
    text = "".join(CARD.format(name, firm, f"1380013800{number}") for name, firm, number in told)
    browser = as_(manager)
    job = looked_through(browser, here, text)
    page = browser.get(f"/imports/{job.pk}/")
    assert page.context["firms"].named == [("大成化工", ["王小明"]), ("新兴纺织", ["孙五"])]
    assert "2 cards name another firm than 华兴物流有限公司." in page.text
    assert "all go to 华兴物流有限公司" in page.text
    for to, count in (("firms", 2), ("client", 0), ("firms", 2)):
        assert browser.post(f"/imports/{job.pk}/firms/", {"to": to}).status_code == 302
        at_work()
        assert browser.get(f"/imports/{job.pk}/").context["firms"].are_meant == bool(count)
        elsewhere = [row for row in job.rows.all() if row.values["client_id"] != str(here.pk)]
        assert len(elsewhere) == count
    job.refresh_from_db()
    carried_out(manager, job)
    assert {person.name: person.client.name for person in Person.objects.all()} == {
        "王小明": "大成化工", "赵四": here.name, "孙五": "新兴纺织", "李六": here.name,
    }  # fmt: skip
    assert browser.post(f"/imports/{job.pk}/firms/", {"to": "client"}).status_code == 404


@pytest.mark.django_db
def test_a_card_of_the_clients_own_firm_is_not_asked_about(manager, as_):
    client = ClientFactory(owner=manager, name="华兴物流有限公司", short_name="HX", other_name="Huaxing Logistics")
    text = "".join(CARD.format(f"王{n}", firm, f"1380013800{n}") for n, firm in enumerate(
        ("华兴物流股份有限公司", "hx", "HUAXING LOGISTICS Co., Ltd.", "华兴物流（有限公司）")))  # fmt: skip
    job = looked_through(as_(manager), client, text)
    assert as_(manager).get(f"/imports/{job.pk}/").context["firms"] is None
    assert {row.values["client_id"] for row in job.rows.all()} == {str(client.pk)}
    # Another of just that name is another.
    ClientFactory(owner=manager, name="华兴物流股份有限公司")
    job = looked_through(as_(manager), client, CARD.format("王九", "华兴物流股份有限公司", "13800138009"))
    assert as_(manager).get(f"/imports/{job.pk}/").context["firms"].count == 1


MORE = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:段智兴\nTEL;TYPE=CELL:13800138000\nTEL;TYPE=FAX:010-1\nBDAY:1980-05-06\n"
    f"NOTE:血糖高，{'莫劝酒' * 900}\nADR;TYPE=WORK:;;长安街1号;北京;;;\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\nADR:;;;;;;\n"
    "END:VCARD\n"
)


def test_what_a_card_has_besides_is_known_by_its_kind_alone():
    (card,) = read_cards(MORE.encode())
    assert card.more == ["fax", "birthday", "note", "address", "photo"]
    (code,) = read_cards("MECARD:N:李敏;TEL:13800138000;NOTE:嗜酒;ADR:,,,;URL:http://x.cn;;".encode())
    assert code.more == ["note", "site"]
    assert read_cards(b"BEGIN:VCARD\nFN:Li\nADR:;;;;;;\nNOTE:\nEND:VCARD")[0].more == []


@pytest.mark.django_db
def test_the_preview_says_of_each_card_what_is_not_taken_and_nothing_of_it_is_kept(manager, as_):
    client, browser = ClientFactory(owner=manager, name="华兴物流有限公司"), as_(manager)
    job = looked_through(browser, client, MORE + FOUR)
    page = browser.get(f"/imports/{job.pk}/").text
    said = "The card also has: a note, a birthday, an address, a photo, a fax number. That is not taken in."
    assert page.count("The card also has") == 2
    assert said in page
    assert "The card also has: a photo. That" in page
    manager.language = "zh-hans"
    manager.save()
    page = as_(manager).get(f"/imports/{job.pk}/").text
    assert "名片上还有：备注、生日、地址、照片、传真号码。这些不会导入。" in page
    assert not any(word in str(list(job.rows.values())) for word in ("血糖", "莫劝酒", "1980", "长安街"))
    assert "血糖" not in job.file.read().decode("utf-8", "replace")
    carried_out(manager, job)
    assert not Trait.objects.exists()
    assert not Person.objects.get(name="段智兴").dates.exists()
