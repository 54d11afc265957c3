import pytest

from core.sounds import addressed, digits, lexemes, spoken, without_deputy


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("王建国", ["wangjianguo", "wjg", "wangjg", "wjianguo", "jianguo", "jg"]),
        ("曾解", ["zengjie", "zj", "zengj"]),  # read ceng as a word
        ("尉迟恭", ["yuchigong", "ycg", "yuchig"]),
        ("吕丽", ["lvli", "lyuli", "luli", "ll"]),
        ("North Sea Foods", ["northseafoods", "nsf", "seafoods"]),
    ],
)
def test_a_name_is_typed_by_sound(name, typed):
    assert set(typed) <= spoken(name, is_person=True)


def test_a_long_name_is_found_from_each_syllable_and_stays_small():
    found = spoken("华兴物流（上海）有限公司")
    assert {
        "huaxingwuliushanghaiyouxiangongsi",
        "hxwlshyxgs",
        "wuliushanghaiyouxiangongsi",
        "huaxingwlshyxgs",
    } <= found
    assert len(spoken("长" * 200)) < 100
    assert max(map(len, spoken("庄" * 200))) <= 60


@pytest.mark.parametrize(
    ("person", "called"),
    [
        (("王建国", "副总经理"), {"王总", "王总经理", "wangzong", "wz"}),
        (("李伟", "高级工程师"), {"李工", "ligong"}),
        (("张敏", "采购处副处长"), {"张处", "张处长"}),
        (("欧阳修", "总监"), {"欧阳总", "ouyangzong"}),
        (("单雄信", "", "单老板"), {"单老板", "shanlaoban"}),
        (("王建国", "", "总"), {"王总"}),
    ],
)
def test_a_person_is_called_by_surname_and_title(person, called):
    assert called <= addressed(*person)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("王副总", "王总"), ("欧阳副处长", "欧阳处长"), ("曾副总经理", "曾总经理"),
     ("王副", "王副"), ("副总", "副总"), ("王总", "王总"), ("王副业", "王副业")],
)  # fmt: skip
def test_a_deputy_is_addressed_without_saying_so(typed, kept):
    assert without_deputy(typed) == kept


def test_nobody_is_called_so_without_a_chinese_surname():
    assert addressed("John Chen", "总经理") == set()
    assert addressed("", "总经理") == set()


def test_digits_find_a_number_from_any_place():
    found = digits("+86 138-0013 8000 / 010 8888 6666 转 801")
    assert {"13800138000", "8000", "01388000"[:4] and "00138000", "8613800138000", "6666801"} <= found
    assert digits("12") == digits("") == set()


def test_lexemes_hold_letters_and_digits_only():
    assert lexemes({"a'b", "wang", "x\\y", "王总", ""}) == "'wang' '王总'"
