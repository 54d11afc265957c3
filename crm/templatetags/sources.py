"""Where a fact comes from, beside it and in its form: `{% load sources %}`."""

from typing import Any, cast

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from crm.facts import FactSources, noun_of
from crm.models import SourceKind
from crm.source_kinds import by_quadrant, first_kinds

register = template.Library()


@register.simple_tag
def source_mark(sources: FactSources, row: Any, name: str) -> SafeString:
    """Draw the quiet mark that tells where a field's value comes from; nothing where nobody said.

    `{% source_mark sources contract "ends_on" %}`, with `sources` of `crm.facts.sources_of`.
    """
    source = sources.of(row, name) if sources else None
    if source is None:
        return SafeString()
    noun = noun_of(row)
    url = reverse("fact-source", args=[source.client_id, noun.key, row.pk, name]) + "?from=page"
    quadrant = SourceKind(source.kind).quadrant.label
    context = {"source": source, "quadrant": quadrant, "label": noun.label(name), "url": url}
    return cast(SafeString, get_template("crm/parts/source_mark.html").render(context))


@register.inclusion_tag("crm/parts/where_from.html", takes_context=True)
def where_from(context: template.Context, form: Any) -> dict[str, Any]:
    """Draw the choice of where the changes of a form come from: `{% where_from form %}`; nothing in other forms."""
    if "source_kind" not in form.fields:
        return {}
    chosen = str(form["source_kind"].value() or "")
    first = first_kinds(context["request"].session)
    if chosen and chosen not in first and chosen in SourceKind.values:
        first.append(SourceKind(chosen))
    rest = [(quadrant, [kind for kind in kinds if kind not in first]) for quadrant, kinds in by_quadrant()]
    also = set(form["source_also"].value() or ())
    return {
        "form": form,
        "first": [(kind, kind == chosen) for kind in first],
        "chosen": chosen,
        "quadrants": rest,
        "also": [(value, label, value in also) for value, label in form.bare],
    }
