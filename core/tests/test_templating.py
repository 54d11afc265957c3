"""A template draws the same with our nodes as with Django's."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from django.template import Context, Engine, RequestContext, Template, engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from core.templating import Constant, QuickTemplate, QuickVariable

ID = UUID("0199f1f0-0000-7000-8000-000000000001")


class Row:
    """What templates meet: attributes, a method, one that must not be called, one that fails."""

    name = "<b>&'\"</b>"
    safe = mark_safe("<i>safe</i>")
    nothing = None
    pk = ID
    at = dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC)

    def say(self) -> str:
        return "said & done"

    def delete(self) -> str:
        raise AssertionError("a template must not")

    delete.alters_data = True  # type: ignore[attr-defined]

    @property
    def broken(self) -> str:
        raise KeyError("inside")

    @property
    def gone(self) -> str:
        raise models.ObjectDoesNotExist

    def needs(self, what: str) -> str:
        return what

    def __str__(self) -> str:
        return "<row>"


SOURCES = (
    "{% blocktranslate %}100 % {{ text }} and {{ number }}{% endblocktranslate %}|"
    "{% blocktranslate with a=row.name b=nowhere.at %}{{ a }}{{ b }}{{ missing }}{% endblocktranslate %}|"
    "{% blocktranslate count n=number %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}|"
    "{% blocktranslate with name=row.name asvar kept %}Choose {{ name }}{% endblocktranslate %}{{ kept }}|"
    "{% blocktranslate with name=row.name %}Choose {{ name }}{% endblocktranslate %}",
    "{{ row }}|{{ row.name }}|{{ row.safe }}|{{ row.say }}|{{ row.nothing }}|{{ row.at }}|{{ row.pk }}",
    "{{ row.delete }}|{{ row.missing }}|{{ row.gone }}|{{ row.needs }}|{{ row.name.upper }}|{{ nowhere.at.all }}",
    "{{ lazy.name }}|{{ lazy }}|{{ promised }}|{{ text }}|{{ number }}|{{ big }}|{{ price }}|{{ yes }}|{{ call }}",
    "{{ items.0 }}|{{ items.9 }}|{{ items|length }}|{{ table.a }}|{{ table.items }}|{{ table.row.name }}|{{ kind.pk }}",  # noqa: E501
    "{{ row.nothing|default:'<none>' }}|{{ row.missing|default:text }}|{{ row.safe|upper }}|{{ text|lower|title }}",
    "{{ text|default:row.name }}|{{ row.at|date:'Y' }}|{{ text|truncatechars:3 }}|{{ 'a<b' }}|{{ _('Clients') }}",
    "{{ text|linebreaksbr }}|{{ text|add:'<x>' }}|{{ number|add:2 }}|{{ row.name|safe }}|{{ items|join:', ' }}",
    "{% if row.nothing %}a{% elif row.missing %}b{% elif text == '<t>' and not nowhere %}c{% else %}d{% endif %}",
    "{% if number > 3 and row.missing != 4 %}e{% endif %}{% if missing.thing is None %}f{% endif %}",
    "{% for item in items %}{{ forloop.counter }}{{ item }}{% if not forloop.last %}, {% endif %}{% endfor %}",
    "{% for item in nowhere %}x{% empty %}none{% endfor %}{% with a=row.name b=2 %}{{ a }}{{ b }}{% endwith %}",
    "{% for a, b in pairs %}{{ forloop.revcounter }}{{ a }}{{ b.name }}{% for item in items reversed %}{{ forloop.parentloop.counter0 }}{{ item }}{% endfor %}{% endfor %}{{ a }}",  # noqa: E501
    "{% for item in call %}{{ item }}{% url 'today' as t %}{% endfor %}{{ t }}{{ item }}{% for i in table %}{{ i }}{% endfor %}",  # noqa: E501
    "{% if text == 'x' or row.say == 'said & done' %}a{% endif %}{% if nowhere == nowhere.at and nowhere == None %}b{% endif %}",  # noqa: E501
    "{% if not row.nothing and text in items or number < 3 %}a{% endif %}{% if row.say %}{% if 0 %}b{% else %}c{% endif %}{% endif %}",  # noqa: E501
    "{% if number > text or yes == 'True' %}a{% elif text|default:nowhere.at == '<t>' %}b{% endif %}{% if row.delete %}c{% endif %}",  # noqa: E501
    "{% with way=items|first row=table %}{{ way }}{{ row.a }}{% translate 'Clients' as t %}{% endwith %}{{ way }}{{ t }}{{ row.pk }}",  # noqa: E501
    "{% autoescape off %}{{ row.name }}{{ text }}{{ row }}{% endautoescape %}{% cycle 'a' 'b' %}",
    "x {% translate 'Clients' %} y {% icon 'bell' 'sm' %}{% translate 'Clients' as t %}{{ t }}{% translate text %}",
    "{% translate 'Kept' context 'promise' %}{% translate 'Clients'|upper %}{% static 'icons.svg' %}{% icon name %}",
    "{% include 'components/back.html' with url=text label=row.name %}{{ url }}{{ label }}",
    "{% include 'components/back.html' with label=text only %}{% include name_of_template with label=text %}",
    "{% url 'client-detail' row.pk %}|{% url 'client-list' %}|{% url 'client-edit' 'x' as no %}{{ no }}|{% url 'today' as t %}{{ t }}",  # noqa: E501
    "{% url 'rivals-answer' row.pk 'ask' %}|{% row_url 'client-detail' row.pk %}|{% when row.at 'time' %}|{% minutes number %}",  # noqa: E501
    "{% badge 'accepted' _('Accepted') tone='warn' %}{% avatar row 'sm' as a %}{{ a }}{% firstof row.nothing text %}",
    "{% blocktranslate with who=row.name %}{{ who }} new{% endblocktranslate %}{% spaceless %}<p> {{ text }} </p>{% endspaceless %}",  # noqa: E501
)


def context() -> dict[str, Any]:
    row = Row()
    return {
        "row": row, "lazy": SimpleLazyObject(lambda: row), "promised": gettext_lazy("Clients"), "text": "<t>",
        "number": 1234, "big": 12345.5, "price": Decimal("3.50"), "yes": True, "call": lambda: "called <",
        "items": [1, "<2>", None], "pairs": [(1, row), ("<x>", row)],
        "table": {"a": "<A>", "row": row, "items": "mine"}, "kind": Row, "name": "bell",
        "name_of_template": "components/back.html", "url": "outer", "words": lazystr("<w>"),
        "simple": SimpleNamespace(a=1),
    }  # fmt: skip


def engine() -> Engine:
    return engines["django"].engine  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("source", SOURCES)
def test_our_nodes_draw_what_djangos_draw(source: str, language: str) -> None:
    with translation.override(language):
        theirs = Template(source, engine=engine()).render(Context(context()))
        ours = QuickTemplate(source, engine=engine())
        assert ours.render(Context(context())) == theirs
        assert ours.render(Context(context())) == theirs  # what is kept from the first time serves the second


def test_an_error_stays_an_error() -> None:
    unlike = "{% for a, b in items %}{% endfor %}"
    failing = "{% if row.broken %}{% endif %}"
    for source in ("{{ row.broken }}", "{% url 'nowhere' %}", "{% include 'nowhere.html' %}", unlike, failing):
        with pytest.raises(Exception) as theirs:  # noqa: PT011  whichever Django raises
            Template(source, engine=engine()).render(Context(context()))
        with pytest.raises(theirs.type):
            QuickTemplate(source, engine=engine()).render(Context(context()))


def test_words_are_kept_for_each_language() -> None:
    template = QuickTemplate("<b>{% translate 'Clients' %}</b>{% icon 'bell' %}", engine=engine())
    assert [type(node) for node in template.nodelist] == [Constant]
    drawn = []
    for language in ("en", "zh-hans", "en"):
        with translation.override(language):
            drawn.append(template.render(Context({})))
    assert drawn[0] == drawn[2] != drawn[1]


def test_the_pages_are_made_of_our_nodes() -> None:
    found = engine().get_template("crm/client_row.html")
    assert isinstance(found, QuickTemplate)
    assert found.nodelist.get_nodes_by_type(QuickVariable)


def test_with_debug_nothing_is_replaced() -> None:
    plain = QuickTemplate("{{ text }}", engine=Engine(debug=True))
    assert not plain.nodelist.get_nodes_by_type(QuickVariable)


def test_a_request_is_found_in_its_context() -> None:
    request = RequestFactory().get("/clients/?q=<x>")
    source = "{{ request.GET.q }}|{{ request.path }}|{{ csrf_token|length }}|{{ request.GET.none }}"
    quick = QuickTemplate(source, engine=engine())
    assert quick.render(RequestContext(request)) == "&lt;x&gt;|/clients/|64|"
