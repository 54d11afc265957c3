import pytest

from core.identity import holds_identity_number


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "身份证 11010519491231002x，勿外传",
        "440524 19800101 0013",
        "\uff14\uff1405241980010100\uff113",
    ],
)
def test_the_number_of_an_identity_card_is_found(text):
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "110105194912310021", "11010519491331002X", "6222440524198001010014", "138 0013 8000", "91310000MA1K000001"],
)
def test_other_numbers_are_not_taken_for_one(text):
    assert not holds_identity_number(text)
