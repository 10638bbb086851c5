"""A clan's charter: cleaned, and made from Markdown into HTML that cannot do anything.

markdown-it writes no HTML of the author's; nh3 then keeps only the tags, attributes and addresses that are listed here.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from game.rules.errors import GameError
from game.rules.mail import few_marks

CHARTER_MOST = 4_000
"""Characters."""
HEADING_SHIFT = 2
"""The page has a first heading and the charter's own: the author's begin at the third level."""
TAGS = {"p", "br", "hr", "em", "strong", "blockquote", "ul", "ol", "li", "code", "pre", "a", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https"}
REL = "nofollow ugc noopener"


def clean_charter(text: str) -> str:
    """As it is stored: lines without control characters. Empty takes the charter away. GameError invalid (text)."""
    lines = text[: CHARTER_MOST * 5].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = few_marks("\n".join("".join(c for c in line if c.isprintable() or c == "\t").rstrip() for line in lines).strip())
    if len(cleaned) > CHARTER_MOST or len(text) > CHARTER_MOST * 5:
        words = f"A charter has at most {CHARTER_MOST:,} characters; this one has {max(len(cleaned), len(text)):,}."
        raise GameError("invalid", words, field="text")
    return cleaned


def charter_html(text: str) -> str:
    """The charter as HTML. Raw HTML shows as it was typed, a picture becomes its description, and links tell search engines nothing."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_SHIFT)}"
        if token.children:
            token.children = [_described(child) for child in token.children]
    made = str(parser.renderer.render(tokens, parser.options, {}))
    return nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)


def _described(token: Token) -> Token:
    return Token("text", "", 0, content=token.content) if token.type == "image" else token


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True})
