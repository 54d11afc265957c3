"""How a comment is shown."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from visits.models import Comment

register = template.Library()


@register.filter
def with_mentions(comment: Comment) -> SafeString:
    """Return the words of a comment, escaped, line by line, the colleagues that it reached standing out."""
    text: str = escape(comment.body)
    names = sorted({name for one in comment.mentioned.all() for name in (one.name, one.username) if name}, key=len)
    if names:
        pattern = "|".join(re.escape(escape(name)) for name in reversed(names))
        text = re.sub(f"[@＠](?:{pattern})", lambda match: f'<strong class="at">{match[0]}</strong>', text, flags=re.I)  # noqa: RUF001
    return mark_safe(text.replace("\r\n", "\n").replace("\n", "<br>"))  # noqa: S308  escaped above
