"""A page of docs/ as part of a page of the site, so that both show the same text."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

DOCS = Path(__file__).resolve().parents[2] / "docs"
TABLE = {
    "table_open": '<div class="table-wrap" tabindex="0" role="group" aria-label="Table">\n',
    "table_close": "</div>\n",
}
"""What is written before and after a table. On a phone a wide table scrolls by itself, and with the keyboard too."""


@cache
def document(name: str, *, lower: int = 1) -> SafeString:
    """docs/<name>.md as HTML, without its title and its comments. Its sections are <h3 id="…">, or <h2> with lower=0. The file is
    read once."""
    return html_of(text_of(name).partition("\n")[2], lower=lower)


def text_of(name: str) -> str:
    """docs/<name>.md as it is."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def html_of(text: str, *, lower: int = 1) -> SafeString:
    """A text of ours in Markdown as HTML, with headings so many levels lower."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.add_render_rule("fence", _fence)
    tokens = list(_adapted(parser.parse(text), lower))
    html: str = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(html)  # noqa: S308 (our own text)


def _adapted(tokens: list[Token], lower: int) -> Iterator[Token]:
    """Headings so many levels lower and with an id; alignment by class, because the content policy forbids inline styles. The cells of a
    table name their column, for phones, where rows become lists."""
    heads: list[str] = []
    cell = 0
    for index, token in enumerate(tokens):
        if token.type == "html_block":
            continue
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + lower}"
        if token.type == "heading_open":
            token.attrSet("id", slugify(tokens[index + 1].content))
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "t-num")
        if token.type == "th_open":
            heads.append(tokens[index + 1].content)
        if token.type == "tr_open":
            cell = 0
        if token.type == "td_open":
            token.attrSet("data-label", heads[cell])
            cell += 1
        if token.type == "table_open":
            heads.clear()
            yield Token("html_block", "", 0, content=TABLE[token.type])
        yield token
        if token.type == "table_close":
            yield Token("html_block", "", 0, content=TABLE[token.type])


def _fence(renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<pre tabindex="0" aria-label="Example"><code>{escape(tokens[index].content)}</code></pre>\n'
