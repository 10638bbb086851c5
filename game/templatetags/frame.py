"""What pages in Django's language take from those in Jinja2: the frame around them all, and icons."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.template.loader_tags import BlockNode
from django.utils.safestring import mark_safe

from game.templatetags import vvw

register = template.Library()
register.simple_tag(vvw.icon)


@register.tag
def frame(parser: Parser, token: Token) -> "Frame":
    """{% frame %} blocks {% endframe %}: the frame of the player's pages with these blocks in its own of the same names."""
    blocks = parser.parse(("endframe",))
    parser.delete_first_token()
    return Frame(blocks)


class Frame(template.Node):
    def __init__(self, blocks: template.NodeList) -> None:
        self.nodelist = blocks

    def render(self, context: Context) -> str:
        blocks = {node.name: mark_safe(node.render(context)) for node in self.nodelist if isinstance(node, BlockNode)}  # noqa: S308 (rendered)
        known: dict[str, Any] = {name: context[name] for name in ("hud", "user", "messages") if name in context}
        return get_template("framed.html").render(known | {"blocks": blocks}, context.request)
