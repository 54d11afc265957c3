"""A drop-down drawn without templates is the one Django draws with them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from core.renderer import Renderer

CHOICES = [("", "---"), ("a", "<b>Å & 'x'"), ("华", _("Clients")), ("Places", [("1", "one"), ("2", "two")])]


@pytest.mark.parametrize("value", ["", "a", "华", "2", None, "gone"])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_the_same_drop_down(widget, value):
    drawn = widget(choices=CHOICES) if widget is not forms.NullBooleanSelect else widget()
    attrs = {"class": "form-select", "required": True, "disabled": False, "data-x": '"><script>'}
    asked = [value] if widget is forms.SelectMultiple else value
    ours = drawn.render("place", asked, attrs, renderer=Renderer())
    djangos = drawn.render("place", asked, attrs, renderer=TemplatesSetting())
    assert _parts(ours) == _parts(djangos)
    assert "<script>" not in ours


def _parts(html: str) -> list[str]:
    """Return the tags and texts, whatever stands between them."""
    return [part.strip() for part in html.replace(">", ">\n").replace("<", "\n<").split("\n") if part.strip()]
