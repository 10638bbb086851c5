"""Markdown of players becomes HTML that can do nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clans.rules.charter import ATTRIBUTES, CHARTER_MOST, SCHEMES, TAGS, charter_html, clean_charter
from game.rules.errors import GameError

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=alert(1)>x</b>", "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))", "[a](data:text/html,<script>)", "![x](javascript:alert(1))",
    "![x](https://x.test/a.png)", "[a](vbscript:x)", "<a href=javascript:x>y</a>", "<javascript:alert(1)>", "[a](java\tscript:alert(1))",
    "<style>body{display:none}</style>", "<iframe src=//x>", "<svg/onload=alert(1)>", '[a](https://x.test "\\" onmouseover=alert(1) x=\\"")',
    "`<script>`", "```html\n<script>alert(1)</script>\n```", "[r]: javascript:alert(1)\n[r]", "<math><mi xlink:href=javascript:1>",
    "<!-- x --><p style='x'>",
)  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z]+=\"[^\"]*\")*)>")


def check_harmless(html: str) -> None:
    """Everything that begins with < is one of our tags with our attributes, and every address has one of our schemes."""
    for rest in html.split("<")[1:]:
        tag = _TAG.match(f"<{rest}")
        assert tag, rest[:60]
        assert tag[2] in TAGS
        for name, value in re.findall(r" ([a-z]+)=\"([^\"]*)\"", tag[3]):
            assert name == "rel" or name in ATTRIBUTES[tag[2]]
            if name == "href" and ":" in value.split("/")[0]:
                assert value.split(":")[0] in SCHEMES, value


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_do_nothing(text: str) -> None:
    html = charter_html(text)
    assert html.strip()
    check_harmless(html)


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "# ", "> ", "- ", "**", "`", "\n", "\n\n", "](", "<", ">", "&lt;", '"', "'", "a"]),
        max_size=12,
    )
)
def test_no_mixture_of_them_does_either(parts: list[str]) -> None:
    check_harmless(charter_html("".join(parts)))


def test_markdown_does_what_a_reader_expects() -> None:
    html = charter_html(
        "# We\n###### deep\nhunt *by night*\n**always**\n\n- one\n- two\n\n3. three\n\n> said\n\n---\n![a crest](https://x.test/y.png)"
    )
    for part in (
        "<h3>We</h3>",
        "<h6>deep</h6>",
        "<em>by night</em><br>",
        "<strong>always</strong>",
        "<li>two</li>",
        '<ol start="3">',
        "<blockquote>",
    ):
        assert part in html
    assert "a crest" in html and "y.png" not in html and "<h1" not in html


def test_links_are_of_no_worth_to_search_engines_and_know_no_opener() -> None:
    for link in ("[us](https://clan.test/)", "<https://clan.test/>", "[a raid](/raids/)"):
        assert 'rel="nofollow ugc noopener"' in charter_html(link)


def test_what_is_too_long_is_refused_and_control_characters_are_taken_out() -> None:
    assert clean_charter("a" * CHARTER_MOST) == "a" * CHARTER_MOST
    assert clean_charter("one\r\ntwo\x00\u202e \n\n") == "one\ntwo"
    for text in ("a" * (CHARTER_MOST + 1), "a" * 1_000_000):
        with pytest.raises(GameError) as refused:
            clean_charter(text)
        assert (refused.value.code, refused.value.field) == ("invalid", "text") and f"{len(text):,}" in refused.value.message
