"""Django's template language, parsed into nodes that do the same with fewer calls (docs/adr/0010).

Nothing is written differently in a template: the loader below only has the parser put other nodes where it would have
put Django's for `{{ … }}`, `{% if %}`, `{% for %}`, `{% include %}` by name, simple tags, `{% url %}`,
`{% translate %}`. What is not plain is handed to Django's own code, and with `debug` on nothing is replaced at all.
`core/tests/test_templating.py` holds both side by side.
"""

import html
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.template.base import Lexer, Node, NodeList, Parser, Template, TextNode, Token, VariableNode
from django.template.context import Context
from django.template.defaulttags import ForNode, IfNode, URLNode, WithNode
from django.template.exceptions import TemplateDoesNotExist
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.drawing import drawing_of
from core.markup import UNSAFE, escaped
from core.template_flow import QuickFor, QuickIf, QuickInclude, QuickNodes, QuickWith
from core.template_values import MISSING, Expression, shown


class QuickVariable(VariableNode):
    """`{{ client.name }}`."""

    filter_expression: Expression

    def render(self, context: Context) -> str:
        said = self.filter_expression
        value = said.resolve(context) if said.plain is None else said.plain.find(context)
        if type(value) is str and context.autoescape:
            return html.escape(value) if UNSAFE.search(value) else value
        return shown(said.resolve(context) if value is MISSING else value, context)

    render_annotated = render


class QuickSimple(SimpleNode):
    """`{% when visit.starts_at %}`: a simple tag without keywords and without `as`."""

    given: list[tuple[Callable[[Context], Any] | None, Any]]  # of each argument what finds it, or the text it is

    def render(self, context: Context) -> str:
        values = [text if find is None else find(context) for find, text in self.given]
        drawn = self.func(context, *values) if self.takes_context else self.func(*values)
        if type(drawn) is SafeString or not context.autoescape:
            return drawn  # type: ignore[no-any-return]
        return escaped(drawn)

    render_annotated = render


class QuickUrl(URLNode):
    """`{% url "client-edit" client.pk %}` by a name outside of namespaces."""

    def render(self, context: Context) -> str:
        values = [argument.resolve(context) for argument in self.args]
        if all(type(value) is UUID for value in values):
            try:
                drawing = drawing_of(context)
                url = address_pattern(self.view_name.var, len(values), drawing.urlconf, drawing.prefix)
            except (ValueError, NoReverseMatch):  # no such way; Django tells whether that is an error
                return super().render(context)
            url = url.format(*values) if values else url
            if self.asvar:
                context[self.asvar] = url
                return ""
            return url
        return super().render(context)

    render_annotated = render


@lru_cache(maxsize=1000)
def address_pattern(name: str, count: int, urlconf: str | None, prefix: str) -> str:
    """Return the address of a name, with `{}` in the place of each of its `count` UUIDs.

    Raises `NoReverseMatch`, and `ValueError` where the address holds a character that a template would escape.
    """
    address = reverse(name, urlconf, args=[_NOBODY] * count).replace(str(_NOBODY), "{}")
    if UNSAFE.search(address) or address.count("{}") != count:
        raise ValueError(address)
    return address


_NOBODY = UUID(int=0)


class QuickNaming(TranslateNode):
    """`{% translate "Clients" as title %}`: one constant text a language."""

    said: dict[str | None, str]

    def render(self, context: Context) -> str:
        language = drawing_of(context).language
        if language not in self.said:
            super().render(context)
            self.said[language] = context[str(self.asvar)]
        context[str(self.asvar)] = self.said[language]
        return ""

    render_annotated = render


class QuickSentence(BlockTranslateNode):
    """`{% blocktranslate with name=… %}Choose {{ name }}{% endblocktranslate %}`: one sentence without a plural."""

    said: dict[str | None, str]
    words: tuple[str, list[str]]  # the sentence as it is looked up, and the names in it

    def render(self, context: Context, nested: bool = False) -> str:
        language = drawing_of(context).language
        if nested:  # Django asks again, in the source's language, where a translation is malformed
            return super().render(context, nested)
        sentence, names = self.words
        if language not in self.said:
            self.said[language] = gettext(sentence)
        given = self.extra_context
        try:
            values = {
                name: shown(given[name].resolve(context) if name in given else context[name], context)
                for name in names
            }
            return self.said[language] % values
        except (KeyError, ValueError):
            return super().render(context)

    render_annotated = render


class Constant(Node):
    """Text, icons and translated words that stand side by side: joined once in the life of a process a language."""

    child_nodelists = ()

    def __init__(self, *nodes: Node) -> None:
        self.nodes = list(nodes)
        self.drawn: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        try:
            language = context.rapport_drawing.language  # type: ignore[attr-defined]
        except AttributeError:
            language = drawing_of(context).language
        if language not in self.drawn:
            self.drawn[language] = "".join(str(node.render(context)) for node in self.nodes)
        return self.drawn[language]

    render_annotated = render


class QuickParser(Parser):
    """Puts the nodes above in the place of Django's."""

    def compile_filter(self, token: str) -> Expression:
        return Expression(token, self)

    def parse(self, parse_until: Any = None) -> NodeList:
        nodes = super().parse(parse_until)
        nodes.__class__ = QuickNodes
        return nodes

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        super().extend_nodelist(nodelist, node, token)
        before = nodelist[-2] if len(nodelist) > 1 else None
        if _is_constant(node):
            if type(before) is Constant:
                before.nodes.append(nodelist.pop())
            elif type(before) is TextNode:
                nodelist[-2:] = [Constant(before, node)]
            else:
                nodelist[-1] = Constant(node)
        elif type(node) is TextNode and type(before) is Constant:
            before.nodes.append(nodelist.pop())
        else:
            _quicken(node)


def _says_itself(node: Any) -> bool:
    """Whether a text to translate is written out in the template, with nothing done to it."""
    said = node.filter_expression
    return not (node.message_context or said.filters) and said.var.lookups is None


def _is_constant(node: Any) -> bool:
    kind = type(node)
    if kind is TranslateNode:
        return not node.asvar and _says_itself(node)
    if kind is StaticNode:
        return node.varname is None and node.path.is_constant
    if kind is SimpleNode and getattr(node.func, "is_constant", False):
        return node.target_var is None and all(value.is_constant for value in [*node.args, *node.kwargs.values()])
    return False


def _is_plain(node: Any) -> bool:
    """Whether an include names one template outright, found in the folders and not beside its own."""
    name = node.template
    return name.is_constant and not node.isolated_context and not name.var.startswith(".")


_FLOW = {IfNode: QuickIf, ForNode: QuickFor, WithNode: QuickWith}


def _quicken(node: Any) -> None:
    """Have a node that Django made do its work our way, if its shape is the plain one."""
    kind = type(node)
    if kind in _FLOW:
        node.__class__ = _FLOW[kind]
    elif kind is VariableNode:
        node.__class__ = QuickVariable
    elif kind is SimpleNode and node.target_var is None and not node.kwargs:
        node.__class__ = QuickSimple
        is_text = [one.is_constant and not one.is_var for one in node.args]
        node.given = [(None, one.var) if is_text[i] else (one.resolve, None) for i, one in enumerate(node.args)]
    elif kind is IncludeNode and _is_plain(node):
        node.__class__ = QuickInclude
    elif kind is URLNode and not node.kwargs and node.view_name.is_constant and ":" not in node.view_name.var:
        node.__class__ = QuickUrl
    elif kind is TranslateNode and node.asvar and _says_itself(node):
        node.__class__, node.said = QuickNaming, {}
    elif kind is BlockTranslateNode and not (node.plural or node.message_context or node.asvar):
        node.words = node.render_token_list(node.singular)
        node.__class__, node.said = QuickSentence, {}
    if kind is type(node) and kind is not TextNode and kind.render_annotated is Node.render_annotated:
        node.render_annotated = node.render  # what it adds is for `debug`


class QuickTemplate(Template):
    """A template made of quick nodes; with `debug` on, of Django's, which know where in the source they stand."""

    def compile_nodelist(self) -> NodeList:
        if self.engine.debug:
            return super().compile_nodelist()
        tokens = Lexer(self.source).tokenize()
        libraries, builtins = self.engine.template_libraries, self.engine.template_builtins
        parser = QuickParser(tokens, libraries, builtins, self.origin)
        nodes = parser.parse()
        self.extra_data = parser.extra_data
        return nodes


class _QuickTemplates(BaseLoader):
    get_contents: Callable[[Any], str]  # of the loader that reads the files

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return QuickTemplate(contents, origin, str(origin.template_name), self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, _QuickTemplates):
    """Keeps parsed templates as Django's cached loader does, but parses them as above."""
