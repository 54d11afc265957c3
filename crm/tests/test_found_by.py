import random

import pytest

from core.names import sort_key
from core.search import normalise, sought, words_of
from crm.actions.identifier import archive_identifier, create_identifier, edit_identifier, restore_identifier
from crm.factories import ClientFactory, FormerNameFactory, IdentifierFactory, PersonFactory
from crm.models import Client, FormerName, Identifier, Person
from crm.models.also import fill_also, fill_dotted, fill_former_names, fill_numbers, forget_numbers

pytestmark = pytest.mark.django_db
HAN = "华兴物流金陵医院东方钢铁蓝港酒店𬭚䶮"


def test_one_and_two_characters_find_what_like_finds(manager):
    chance = random.Random(7)
    for _n in range(120):
        name = "".join(chance.choice(HAN + " a1（") for _c in range(chance.randint(1, 9))).strip() or "华"
        ClientFactory(owner=manager, name=name, other_name="", sort_key=str(_n))
    typed = list(HAN) + ["".join(chance.sample(HAN, 2)) for _n in range(60)]
    for text in typed:
        found = set(Client.objects.found_by(text).values_list("pk", flat=True))
        like = set(Client.objects.filter(name__contains=text).values_list("pk", flat=True))
        assert found == like, text


def test_three_characters_do_not_match_out_of_order(manager):
    ClientFactory(owner=manager, name="物流华兴物")
    assert Client.objects.found_by("兴物流").count() == 0
    assert Client.objects.found_by("华兴物").count() == 1


def test_latin_words_match_by_their_beginning_in_any_case_and_width(manager):
    ClientFactory(owner=manager, name="North Sea Foods Ltd", other_name="")
    for typed in ("north", "SEA foo", "\uff2e\uff4f\uff52\uff54\uff48"):
        assert Client.objects.found_by(typed).count() == 1, typed
    assert Client.objects.found_by("orth").count() == 0


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "&|:*'()", "\x00", "<->"])
def test_nothing_to_search_finds_nothing_and_breaks_nothing(typed, manager):
    ClientFactory(owner=manager)
    assert sought(typed).whole == ""
    assert Client.objects.found_by(typed).count() == 0


@pytest.mark.parametrize("typed", ["a & b", "'; DROP TABLE", "x:*:*", "!华", "华" * 500, "a " * 300])
def test_what_is_typed_is_never_an_operator(typed, manager):
    ClientFactory(owner=manager)
    assert Client.objects.found_by(typed).count() >= 0


def test_a_name_of_two_parts_is_found_without_its_dot_and_older_rows_get_it(manager):
    person = PersonFactory(client=ClientFactory(owner=manager), name="阿布都•热合曼", position="")
    PersonFactory(client=person.client, name="王建国", position="")
    for typed in ("阿布都热合曼", "都热", "阿布都·热合曼", "阿布都", "热合曼"):
        assert list(Person.objects.found_by(typed)) == [person], typed
    Person.objects.update(also="")
    assert not Person.objects.found_by("都热").exists()
    assert fill_dotted(Person) == 1
    assert list(Person.objects.found_by("都热")) == [person]


def test_a_person_is_found_by_surname_and_title_and_by_sound(manager):
    client = ClientFactory(owner=manager)
    person = PersonFactory(client=client, name="单雄信", courtesy_title="欧阳总", position="")
    for typed in ("单", "雄信", "单雄信", "欧阳总", "shan"):
        assert list(Person.objects.found_by(typed)) == [person], typed


def test_names_sort_by_sound():
    assert normalise("\uff21B  c") == "ab c"
    assert sort_key("安达") < sort_key("Beta") < sort_key("华兴")
    assert sort_key("曾国", is_person=True).startswith("zeng")
    assert sort_key("尉迟恭", is_person=True) == "yu chi gong"
    assert len(sort_key("长" * 200)) == 120


def test_a_client_is_found_by_sound_initials_and_number(manager):
    client = ClientFactory(
        owner=manager, name="华兴物流（上海）有限公司", other_name="", short_name="华兴", phone="021-5888 6666"
    )
    ClientFactory(owner=manager, name="金陵医院", other_name="")
    for typed in ("huaxing", "hx", "hua xing", "hxwl", "wuliu", "华兴 wl", "华兴wl", "huaxingwl", "物流(上海)",
                  "58886666", "5888 6666", "6666", "021 5888", "HuaXing"):  # fmt: skip
        assert list(Client.objects.found_by(typed)) == [client], typed
    for typed in ("uaxing", "66", "huaxingyy", "021 77"):
        assert not Client.objects.found_by(typed), typed


def test_a_person_is_found_by_what_they_are_called_and_their_number(manager):
    client = ClientFactory(owner=manager)
    person = PersonFactory(
        client=client,
        name="王建国",
        position="副总经理",
        ways={"mobile": "138 0013 8000", "email": "jg.wang@hx.com", "wechat": "wjg_88"},
    )
    PersonFactory(client=client, name="李伟", position="科员")
    for typed in ("王总", "王副总", "王副总经理", "wangjg", "wjg", "wang jg", "王总经理", "8000", "1380 0138 000",
                  "00138000", "+86 138 0013 8000", "jg.wang@hx.com", "hx.com", "wjg_88"):  # fmt: skip
        assert list(Person.objects.found_by(typed)) == [person], typed


def test_what_is_found_by_follows_an_edit(manager):
    client = ClientFactory(owner=manager, name="华兴", other_name="")
    client.name = "金陵"
    client.save_checked(version=1, fields=["name"])
    assert not Client.objects.found_by("hx")
    assert list(Client.objects.found_by("jinling")) == [client]


def test_older_rows_are_filled_and_a_second_run_has_nothing_to_do(manager, monkeypatch):
    monkeypatch.setattr("crm.models.also.BATCH", 2)
    rows = [ClientFactory(owner=manager, name="华兴", other_name="") for _n in range(5)]
    Client.objects.update(also=None)
    assert not Client.objects.found_by("hx")
    assert fill_also(Client) == 5
    assert set(Client.objects.found_by("hx")) == set(rows)
    assert fill_also(Client) == 0
    assert fill_also(Client, again=True) == 5


def test_a_former_name_is_found_like_a_present_one(manager):
    """By any run of its characters in order, from one on; a Latin word by its beginning; by sound; by a number."""
    chance = random.Random(8)
    names = [
        "".join(chance.choice(HAN + " a1（𠮷カー・") for _c in range(chance.randint(2, 9))) + "华" for _n in range(60)
    ]
    for at, name in enumerate(names):
        FormerNameFactory(client=ClientFactory(owner=manager, name=f"x{at}", other_name=""), name=name)
    for run in {name[at : at + length] for name in names[:25] for at in (0, 1, 3) for length in (1, 2, 3, 5)}:
        if words_of(run) != [run] or not run.strip("a1"):
            continue
        found = set(Client.objects.found_by(run).values_list("former_names__name", flat=True))
        assert found == {name for name in names if run in name}, run
    ours = ClientFactory(owner=manager, name="新名集团", other_name="", phone="021-7313 5812")
    FormerNameFactory(client=ours, name="3507厂（Müller Tools）2号")
    for typed in ("350", "3507", "3507厂", "2", "厂 3507", "厂 tools", "Müll", "TOO", "35 2", "chang"):
        assert list(Client.objects.found_by(typed)) == [ours], typed
    for typed in ("731", "58", "507", "ools", "号厂", "\u00aa35", "a35", "2号厂"):
        assert not Client.objects.found_by(typed), typed


def test_what_a_client_is_found_by_follows_its_former_names(manager, django_assert_num_queries):
    client = ClientFactory(owner=manager, name="华兴", other_name="")
    former = FormerNameFactory(client=client, name="老字号贸易")
    client.name = "金陵"
    with django_assert_num_queries(2 + 3):  # a savepoint, the former names, the numbers, the row
        client.save_checked(version=1, fields=["name"])
    assert list(Client.objects.found_by("字号")) == [client]
    FormerName.objects.update(archived_at=former.created_at)
    assert fill_also(Client, again=True) == 1
    assert not Client.objects.found_by("字号")


def test_clients_with_former_names_are_filled_and_only_they(manager, monkeypatch):
    monkeypatch.setattr("crm.models.also.BATCH", 2)
    rows = [ClientFactory(owner=manager, name="华兴", other_name="") for _n in range(6)]
    for row in (*rows[:5], rows[0]):
        FormerNameFactory(client=row, name="老字号")
    Client.objects.update(also=None)
    assert fill_former_names(Client, FormerName) == 5
    assert set(Client.objects.found_by("字号")) == set(Client.objects.found_by("hx")) == set(rows[:5])
    assert fill_former_names(Client, FormerName, there=False) == 5
    assert not Client.objects.found_by("字号")
    assert set(Client.objects.found_by("hx")) == set(rows[:5])


CODE = "91330106MA2B0C3D4E"


def full_width(text):
    return "".join(chr(ord(char) + 0xFEE0) if char != " " else char for char in text)


def test_a_client_is_found_by_its_registration_code(manager):
    client = ClientFactory(owner=manager, name="华兴", other_name="", registration_code=CODE)
    ClientFactory(owner=manager, name="金陵", other_name="", registration_code="91330106MA2B0C9999")
    whole = (CODE, CODE.lower(), "91330106-MA2B0C3D4E", "MA2B0C3D4E", "ma2b0c3", "3d4e", "华兴 9133")
    in_groups = ("9133 0106 MA2B 0C3D 4E", "MA2B 0C3D", "91 33 01 06 ma 2b 0c 3d 4e", full_width("9133 0106 MA2B 0C3"))
    for typed in (*whole, *in_groups):
        assert list(Client.objects.found_by(typed)) == [client], typed
    assert Client.objects.found_by("91330106").count() == 2
    for typed in ("0106", "30106", "d4e"):  # the district is shared by all firms there
        assert not Client.objects.found_by(typed), typed
    client.registration_code = ""
    client.save_checked(version=1, fields=["registration_code"])
    assert not Client.objects.found_by("3d4e")


def test_a_code_of_digits_alone_is_found_by_its_beginning_however_long_and_a_telephone_number_by_its_end(manager):
    client = ClientFactory(owner=manager, name="华兴", other_name="", phone="", registration_code="913301061234567890")
    called = ClientFactory(owner=manager, name="金陵", other_name="", phone="0571-8812 3456")
    for typed in ("913301061234567890", "9133010612345678", "9133 0106 1234 5678", "9133 0106 1234 567890"):
        assert list(Client.objects.found_by(typed)) == [client], typed
    for typed in ("057188123456", "0571 8812 3456", "+86 571 8812 3456", "8812 3456", "+86 571 8812", "0086 8812",
                  full_width("+86 571 8812")):  # fmt: skip
        assert list(Client.objects.found_by(typed)) == [called], typed
    assert not Client.objects.found_by("86 8812")
    called.phone = "0571-8812 3456 转 801"
    called.save_checked(version=1, fields=["phone"])
    for typed in ("8812 3456 转 801", "057188123456转801", "8812 3456 ext. 801", "8812-3456 分机 801", "8812 3456"):
        assert list(Client.objects.found_by(typed)) == [called], typed
    assert not Client.objects.found_by("转 801")
    assert not Client.objects.found_by("9133 0106 9")


def test_a_client_is_found_by_its_other_numbers(manager):
    client = ClientFactory(owner=manager, name="华兴", other_name="", phone="")
    now = client.created_at
    number = create_identifier(
        by=manager, client=client, now=now, values={"kind": "计费编号", "value": "8823-4421 A7"}
    )
    permit = create_identifier(
        by=manager, client=client, now=now, values={"kind": "备案", "value": "浙ICP备20210003号"}
    )
    for typed in ("8823", "88234421", "8823-4421", "4421a7", "21A7", "浙ICP备20210003号", "20210003", "0003"):
        assert list(Client.objects.found_by(typed)) == [client], typed
    for typed in ("82", "1a7", "计费编号"):
        assert not Client.objects.found_by(typed), typed
    number = edit_identifier(by=manager, identifier=number, version=1, values={"value": "7700 1234"})
    assert [Client.objects.found_by(typed).count() for typed in ("8823", "77001234")] == [0, 1]
    number = archive_identifier(by=manager, identifier=number, version=2, now=now)
    assert [Client.objects.found_by(typed).count() for typed in ("1234", "0003")] == [0, 1]
    restore_identifier(by=manager, identifier=number, version=3)
    assert Client.objects.found_by("1234").count() == 1
    assert fill_also(Client, again=True) == 1
    assert Client.objects.found_by("1234 0003").count() == 0
    assert list(Client.objects.found_by(permit.value)) == [client]


def test_numbers_of_before_are_added_to_what_finds_a_client_and_taken_out_again(manager, monkeypatch):
    monkeypatch.setattr("crm.models.also.BATCH", 2)
    coded = [ClientFactory(owner=manager, name=f"华兴{at}", other_name="", registration_code=CODE) for at in range(3)]
    others = [ClientFactory(owner=manager, name="金陵", other_name="") for _n in range(4)]
    numbered = [IdentifierFactory(client=client, value="8823 4421").client for client in others[:3]]
    FormerNameFactory(client=coded[0], name="老字号")
    IdentifierFactory(client=coded[1], value="8823 4421", archived_at=coded[1].created_at)
    IdentifierFactory(client=coded[2], value="8823 4421")
    for _again in range(2):
        Client.objects.update(version=7)  # history and versions stay as they are
        events = Client.pgh_event_model.objects.count()
        assert fill_numbers(Client, Identifier) == 6
        assert set(Client.objects.found_by("3d4e")) == set(coded)
        assert set(Client.objects.found_by("88234421")) == {*numbered, coded[2]}
        assert set(Client.objects.found_by("字号")) == {coded[0]}
        assert Client.pgh_event_model.objects.count() == events
    assert forget_numbers(Client, Identifier) == 6
    assert not Client.objects.found_by("3d4e") | Client.objects.found_by("88234421")
    assert set(Client.objects.found_by("hx")) == set(coded)
    assert list(Client.objects.found_by("字号")) == [coded[0]]
    assert set(Client.objects.values_list("version", flat=True)) == {7}


def test_five_hundred_former_names_find_their_client_and_more_break_nothing(manager):
    client = ClientFactory(owner=manager)
    chance = random.Random(9)
    letters = [chr(at) for at in range(0x4E00, 0x4E00 + 3000)]
    names = ["".join(chance.choices(letters, k=14)) for _n in range(500)]
    FormerName.objects.bulk_create(FormerName(client=client, name=name) for name in names)
    long = ["".join(chance.choices(letters, k=200)) for _n in range(30)]
    assert fill_also(Client, again=True) == 1
    for name in (names[0], names[250], names[-1]):
        assert list(Client.objects.found_by(name[3:9])) == [client]
    FormerName.objects.bulk_create(FormerName(client=client, name=name) for name in long)
    assert fill_also(Client, again=True) == 1
    assert list(Client.objects.found_by(long[-1][150:180])) == [client]
