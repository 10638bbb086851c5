"""A page of docs/ as part of a page of the site: one text for both."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

WIDE = {
    "table_open": '<div class="table-wrap" tabindex="0" role="group" aria-label="Table">\n',
    "table_close": "</div>\n",
}
"""What stands before and after a table: on a phone it scrolls by itself, by keyboard too."""


@cache
def document(name: str) -> SafeString:
    """docs/<name>.md as HTML without its title and its comments; its sections are <h3 id="...">. Read once."""
    text = (settings.BASE_DIR / "docs" / f"{name}.md").read_text(encoding="utf-8")
    parser = MarkdownIt("commonmark").enable("table")
    parser.add_render_rule("fence", _fence)
    tokens = list(_shaped(parser.parse(text.partition("\n")[2])))
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308 (a text of ours)


def _shaped(tokens: list[Token]) -> Iterator[Token]:
    """Headings a level lower, with an id to link to; numbers to the right by class, as no style stands in a page."""
    for index, token in enumerate(tokens):
        if token.type == "html_block":
            continue
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + 1}"
        if token.type == "heading_open":
            token.attrSet("id", slugify(tokens[index + 1].content))
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "t-num")
        if token.type == "table_open":
            yield Token("html_block", "", 0, content=WIDE[token.type])
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content=WIDE[token.type])


def _fence(renderer: Any, tokens: list[Token], index: int, options: Any, env: Any) -> str:
    return f'<pre tabindex="0" aria-label="Example"><code>{escape(tokens[index].content)}</code></pre>\n'
