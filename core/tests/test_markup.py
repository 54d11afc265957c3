"""The quick ways to escape and to know the page's language say what Django's say."""

import datetime as dt
import zoneinfo

import pytest
from django.template import Context
from django.utils import timezone, translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from core.drawing import drawing_of
from core.markup import escaped, filled

VALUES = ["", "华兴", "a<b>&\"'", mark_safe("<b>"), gettext_lazy("Clients"), 7, None, dt.date(2026, 11, 25)]


@pytest.mark.parametrize("value", VALUES)
def test_escaped_as_django_escapes(value):
    assert escaped(value) == conditional_escape(value)
    assert isinstance(escaped(value), SafeString)
    assert filled("<i a='{}'>{}</i>", value, value) == format_html("<i a='{}'>{}</i>", value, value)


def test_what_a_page_is_drawn_with_is_found_out_once():
    context = Context()
    with translation.override("zh-hans"), timezone.override(zoneinfo.ZoneInfo("Pacific/Kiritimati")):
        known = drawing_of(context)
        assert (known.language, known.today) == ("zh-hans", timezone.localdate())
        assert known.zone == timezone.get_current_timezone()
        context.push()
        assert drawing_of(context.new({})) is known
    with translation.override("en"):
        assert drawing_of(context) is known
        assert drawing_of(Context()).language == "en"
