"""Messages of Django's that a person of ours reads are in their language."""

import re

import pytest
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import translation

LATIN = re.compile(r"[A-Za-z]{3}")
FIELDS = (
    forms.CharField(min_length=3, max_length=5),
    forms.EmailField(),
    forms.DateField(),
    forms.TimeField(),
    forms.URLField(assume_scheme="https"),
    forms.IntegerField(min_value=1, max_value=3),
    forms.UUIDField(),
    forms.ChoiceField(choices=[("a", "a")]),
)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_fields_speak_chinese(field):
    with translation.override("zh-hans"):
        for typed in ("", "?", "9999999999", "http://", "\x00"):
            try:
                field.clean(typed)
            except ValidationError as error:
                said = " ".join(error.messages).replace(typed or " ", "")
                assert not LATIN.search(said.replace("URL", "").replace("UUID", "")), said


def test_passwords_are_refused_in_chinese():
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        password_validation.validate_password("1234")
    assert len(refused.value.messages) == 3
    assert not [said for said in refused.value.messages if LATIN.search(said)]
