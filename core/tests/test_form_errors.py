"""The summary of what is wrong with a form."""

import pytest
from django import forms
from django.template.loader import render_to_string


class Form(forms.Form):
    name = forms.CharField(label="Name")
    verdict = forms.CharField(label="客户怎么说？")
    what = forms.CharField(label="What is it?")


@pytest.mark.parametrize(
    ("field", "after"), [("name", "Name</a>: This"), ("verdict", "客户怎么说？</a>This"), ("what", "it?</a> This")]
)
def test_a_label_that_asks_needs_no_colon(field, after):
    assert after in render_to_string("components/form_errors.html", {"form": Form({})})
