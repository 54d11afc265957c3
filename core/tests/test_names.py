import pytest

from core.names import courtesy_of, fold_reading, initials_of, reading_of, surname_of


@pytest.mark.parametrize(
    ("name", "surname", "reading", "initials"),
    [
        ("单雄信", "单", "shan xiong xin", "sxx"),
        ("仇英", "仇", "qiu ying", "qy"),
        ("曾国藩", "曾", "zeng guo fan", "zgf"),
        ("解缙", "解", "xie jin", "xj"),
        ("区寄", "区", "ou ji", "oj"),
        ("查良镛", "查", "zha liang yong", "zly"),
        ("朴成训", "朴", "piao cheng xun", "pcx"),
        ("翟天临", "翟", "zhai tian lin", "ztl"),
        ("盖叫天", "盖", "ge jiao tian", "gjt"),
        ("尉迟敬德", "尉迟", "yu chi jing de", "ycjd"),
        ("欧阳娜娜", "欧阳", "ou yang na na", "oynn"),
        ("欧阳", "欧阳", "ou yang", "oy"),
        ("卜凡", "卜", "bu fan", "bf"),
        ("薄云", "薄", "bo yun", "by"),
        ("阚清子", "阚", "kan qing zi", "kqz"),
        ("王䶮", "王", "wang yan", "wy"),
        ("李𬭚", "李", "li chun", "lc"),
        ("吕布", "吕", "lv bu", "lb"),
        ("阿布都·热合曼", "", "a bu dou re he man", "abdrhm"),
        ("Maria Chen", "", "maria chen", "mc"),
        ("", "", "", ""),
    ],
)
def test_names_as_they_are_read(name, surname, reading, initials):
    assert surname_of(name) == surname
    assert reading_of(name) == reading
    assert initials_of(reading) == initials


def test_a_surname_that_was_given_is_read_as_one():
    assert reading_of("山本一郎", "山本") == "shan ben yi lang"


def test_a_reading_is_stored_alike_however_it_was_typed():
    assert fold_reading(" Lǚ  Bù ") == "lv bu"
    assert fold_reading("Zhōu Mǐn") == "zhou min"


@pytest.mark.parametrize(
    ("position", "title"),
    [
        ("总经理", "王总"), ("副总经理", "王总"), ("高级工程师", "王工"), ("副处长", "王处"), ("采购部经理", "王经理"),
        ("董事长", "王董"), ("副总", "王总"), ("支行副行长", "王行"), ("厂长助理", ""),
        ("副总工程师(退休)", "王总工"), ("driver", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_deputy_is_addressed_as_the_post(position, title):
    assert courtesy_of("王", position) == title
    assert courtesy_of("", position) == ""
