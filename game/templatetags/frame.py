"""Parts of the Jinja2 pages for templates in Django's language: the frame around a page, form fields and icons."""

from typing import Any, cast

from django import template
from django.forms import BoundField
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.base import Parser, Token
from django.template.context import Context, RequestContext
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString, mark_safe

from game.templatetags import vvw

register = template.Library()
register.simple_tag(vvw.icon)


def _pages() -> Jinja2:
    """The Jinja2 backend of the players' pages."""
    return cast(Jinja2, engines["pages"])


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A bound field with its label, help and errors, by components/field.html."""
    macros = vars(_pages().env.get_template("components/field.html").module)
    return mark_safe(macros["field"](bound))  # noqa: S308 (rendered)


@register.tag
def within(parser: Parser, token: Token) -> "Within":
    """{% within "framed.html" %} blocks {% endwithin %}: renders a Jinja2 page, which gets the rendered blocks by name."""
    _, name = token.split_contents()
    blocks = parser.parse(("endwithin",))
    parser.delete_first_token()
    return Within(name.strip("\"'"), blocks)


class Within(template.Node):
    def __init__(self, name: str, blocks: template.NodeList) -> None:
        self.name, self.nodelist = name, blocks

    def render(self, context: Context) -> str:
        blocks = {node.name: mark_safe(node.render(context)) for node in self.nodelist if isinstance(node, BlockNode)}  # noqa: S308 (rendered)
        known: dict[str, Any] = {name: context[name] for name in ("hud", "user", "messages") if name in context}
        request = cast(RequestContext, context).request
        return _pages().get_template(self.name).render(known | {"blocks": blocks}, request)
