"""How forms are drawn: Django's templates, but a drop-down without one.

A list of six hundred zones or five hundred clients through Django's templates takes three template renderings an
option: 150,000 function calls for the profile's page.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"


class Renderer(TemplatesSetting):
    """Draws what Django's `select.html` draws, with the same markup."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name != SELECT:
            return super().render(template_name, context, request)
        widget = context["widget"]
        groups = (
            format_html('<optgroup label="{}">{}</optgroup>', name, _options(options)) if name else _options(options)
            for name, options, _ in widget["optgroups"]
        )
        return format_html(
            '<select name="{}"{}>{}</select>', widget["name"], attributes(widget["attrs"]), _joined(groups)
        )


def _options(options: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "\n", '<option value="{}"{}>{}</option>', ((o["value"], attributes(o["attrs"]), o["label"]) for o in options)
    )


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Return attributes as Django's `attrs.html` writes them: True is the bare name, False nothing."""
    return _joined(
        format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
        for name, value in attrs.items()
        if value is not False
    )


def _joined(pieces: Any) -> SafeString:
    return mark_safe("".join(map(conditional_escape, pieces)))  # noqa: S308  every piece is escaped here
