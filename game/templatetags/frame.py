"""What pages in Django's language take from those in Jinja2: the frame around them all, fields of forms, and icons."""

from typing import Any

from django import template
from django.forms import BoundField
from django.template import engines
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import mark_safe

from game.templatetags import vvw

register = template.Library()
register.simple_tag(vvw.icon)


@register.simple_tag
def field(bound: BoundField) -> str:
    """A bound field with label, help and errors: components/field.html."""
    return engines["pages"].env.get_template("components/field.html").module.field(bound)


@register.tag
def within(parser: Parser, token: Token) -> "Within":
    """{% within "framed.html" %} blocks {% endwithin %}: a page in Jinja2, which gets what these blocks come to, by name."""
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
        return engines["pages"].get_template(self.name).render(known | {"blocks": blocks}, context.request)
