"""`{% if %}`, `{% for %}`, `{% with %}`, `{% include %}` and their insides, drawn with fewer calls than Django's.

Part of core/templating.py, whose parser puts these in the place of Django's.
"""

from collections.abc import Callable
from typing import Any

from django.template.base import NodeList, TextNode, VariableDoesNotExist
from django.template.context import Context
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, WithNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import OPERATORS
from django.utils.safestring import SafeString

from core.template_values import MISSING, Expression

Test = Callable[[Context], Any]


class QuickNodes(NodeList):
    """The nodes of a template or of a tag's inside; texts are taken as they stand, without asking the node."""

    parts: list[Any] | None = None  # of each node its text, or what draws it

    def render(self, context: Context) -> SafeString:
        parts = self.parts
        if parts is None:  # all are parsed by now
            parts = self.parts = [node.s if type(node) is TextNode else node.render_annotated for node in self]
        return SafeString("".join([part if type(part) is str else part(context) for part in parts]))


class QuickIf(IfNode):
    """`{% if visit.is_open and not quiet %}`."""

    tests: list[tuple[Test | None, NodeList]] | None = None

    def render(self, context: Context) -> str:
        if self.tests is None:
            self.tests = [
                (None if node is None else _test_of(node), nodes) for node, nodes in self.conditions_nodelists
            ]
        for test, nodes in self.tests:
            if test is not None:
                try:
                    if not test(context):
                        continue
                except VariableDoesNotExist:  # of a filter's argument
                    continue
            return nodes.render(context)
        return ""

    render_annotated = render


def _test_of(node: Any) -> Test:
    """Return what tells whether a condition is true."""
    kind = type(node)
    if kind is TemplateLiteral and type(node.value) is Expression and node.value.plain is not None:
        return node.value.plain.find  # type: ignore[no-any-return]
    made = _MADE.get(kind)
    return made(node) if made is not None else node.eval  # type: ignore[no-any-return]


def _value_of(node: Any) -> Test:
    """Return what finds one side of a comparison."""
    test = _test_of(node)
    if type(node) is not TemplateLiteral or test == node.eval:
        return test

    def value(context: Context) -> Any:
        found = test(context)
        return None if found is MISSING else found

    return value


# As in Django, what fails within an operator is untrue.


def _or(node: Any) -> Test:
    first, second = _test_of(node.first), _test_of(node.second)

    def test(context: Context) -> Any:
        try:
            return first(context) or second(context)
        except Exception:
            return False

    return test


def _and(node: Any) -> Test:
    first, second = _test_of(node.first), _test_of(node.second)

    def test(context: Context) -> Any:
        try:
            return first(context) and second(context)
        except Exception:
            return False

    return test


def _not(node: Any) -> Test:
    first = _test_of(node.first)

    def test(context: Context) -> bool:
        try:
            return not first(context)
        except Exception:
            return False

    return test


def _equal(node: Any) -> Test:
    said = node.second.value if type(node.second) is TemplateLiteral else None
    if type(said) is Expression and said.is_constant and not said.is_var:
        first, constant = _test_of(node.first), said.var  # nothing is equal to a text as little as None is

        def to_text(context: Context) -> Any:
            try:
                return first(context) == constant
            except Exception:
                return False

        return to_text
    one, other = _value_of(node.first), _value_of(node.second)

    def test(context: Context) -> Any:
        try:
            return one(context) == other(context)
        except Exception:
            return False

    return test


_MADE: dict[type, Callable[[Any], Test]] = {
    OPERATORS["or"]: _or,
    OPERATORS["and"]: _and,
    OPERATORS["not"]: _not,
    OPERATORS["=="]: _equal,
}


class QuickFor(ForNode):
    """`{% for row in rows %}`."""

    sequence: Expression
    loopvars: list[str]
    nodelist_loop: NodeList
    nodelist_empty: NodeList

    def render(self, context: Context) -> str:
        layers = context.dicts
        depth = len(layers)
        outer: Any = {}
        for layer in layers[::-1]:
            if "forloop" in layer:
                outer = layer["forloop"]
                break
        layer = {}
        layers.append(layer)
        try:
            values = self.sequence.resolve(context, ignore_failures=True)
            if values is None:
                values = []
            if type(values) is not list and not hasattr(values, "__len__"):
                values = list(values)
            number = len(values)
            if number < 1:
                return self.nodelist_empty.render(context)
            loop = layer["forloop"] = {"parentloop": outer}
            names, nodes = self.loopvars, self.nodelist_loop
            drawn = []
            for place, item in enumerate(reversed(values) if self.is_reversed else values):
                loop["counter0"], loop["counter"] = place, place + 1
                loop["revcounter"], loop["revcounter0"] = number - place, number - place - 1
                loop["first"], loop["last"] = place == 0, place == number - 1
                if len(names) == 1:
                    layer[names[0]] = item
                    drawn.append(nodes.render(context))
                else:
                    layers.append(_unpacked(names, item))
                    drawn.append(nodes.render(context))
                    layers.pop()
            return SafeString("".join(drawn))
        finally:
            del layers[depth:]

    render_annotated = render


def _unpacked(names: list[str], item: Any) -> dict[str, Any]:
    try:
        number = len(item)
    except TypeError:
        number = 1
    if number != len(names):
        raise ValueError(f"Need {len(names)} values to unpack in for loop; got {number}. ")
    return dict(zip(names, item, strict=False))


class QuickWith(WithNode):
    """`{% with way=person.ways.all|first %}`."""

    def render(self, context: Context) -> SafeString:
        context.dicts.append({name: value.resolve(context) for name, value in self.extra_context.items()})
        try:
            return self.nodelist.render(context)
        finally:
            context.dicts.pop()

    render_annotated = render


class QuickInclude(IncludeNode):
    """`{% include "crm/client_row.html" %}`: found once, not anew for each row."""

    found: Any = None

    def render(self, context: Context) -> SafeString:
        found = self.found
        if found is None:
            found = self.found = context.template.engine.select_template([self.template.var])  # type: ignore[union-attr]
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        state = context.render_context
        initial, state.template = state.template, found
        state.dicts.append({})
        context.dicts.append(values)
        try:
            return found._render(context)  # type: ignore[no-any-return]
        finally:
            context.dicts.pop()
            state.dicts.pop()
            state.template = initial

    render_annotated = render
