"""Each form of ours that keeps words refuses numbers of identity cards (PIPL)."""

from django import forms

from core.forms import NoIdentityNumbers
from tests.urlconf import addresses

APPS = ("accounts", "crm", "etiquette", "visits", "exchange", "config")
# Forms whose words are none that anybody keeps: what one signs in with, searches by, chooses, or matches columns with.
NOT_KEPT = {
    *("SignInForm", "AskResetForm", "ChoosePasswordForm", "ChangePasswordForm", "PasswordAgainForm", "CodeForm"),
    *("AddAppForm", "AddPasskeyForm", "RenamePasskeyForm", "PasskeyForm", "PasskeySignInForm"),
    *("PeopleFilter", "ClientFilter", "CompetitorFilter", "LookForm", "SampleForm"),
}


def forms_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from forms_of(one)


def test_every_form_that_keeps_words_refuses_them():
    assert list(addresses())  # every view, and with it every form, is loaded
    ours = {one for one in forms_of(forms.BaseForm) if one.__module__.split(".")[0] in APPS}
    assert len(ours) > 60
    for one in ours:
        keeps = any(type(field) in (forms.CharField, forms.EmailField) for field in one.base_fields.values())
        if keeps and one.__name__ not in NOT_KEPT:
            assert issubclass(one, NoIdentityNumbers), one
    silent = {one.__name__ for one in ours if issubclass(one, NoIdentityNumbers) and not one.refuses_identity_numbers}
    assert silent == {"DraftForm"}, "a draft that saves itself is warned about, and refused when it is handed in"
