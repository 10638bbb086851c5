"""The wiki's style sheet has the colours of the game's tokens, and a rule for every tint that a page uses."""

import re
from pathlib import Path

from seo_pages.style import minified
from seo_pages.tests.conftest import Rendered

CSS = Path(__file__).resolve().parents[2] / "static" / "css"


def tokens(text: str) -> list[dict[str, str]]:
    """Colours of :root, dark and then light."""
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body)) for body in re.findall(r":root\s*\{([^}]*)\}", text)]


def test_the_wiki_s_tokens_equal_those_of_the_game() -> None:
    for ours, game in zip(tokens((CSS / "wiki.css").read_text()), tokens((CSS / "tokens.css").read_text()), strict=True):
        assert ours
        assert {name: game[name] for name in ours} == ours


def test_every_used_tint_has_a_rule(rendered: Rendered) -> None:
    sheet = (CSS / "wiki.css").read_text()
    used = {
        tint
        for html in rendered.html.values()
        for tint in re.findall(r"\b(?:r|f|hue)-\w+", " ".join(re.findall(r'class="([^"]*)"', html)))
    }
    assert used
    assert not [tint for tint in used - {"f-both"} if f".{tint} {{" not in sheet]


def test_a_minified_style_sheet_has_every_rule() -> None:
    sheet = (CSS / "wiki.css").read_text()
    assert minified(sheet).count("{") == re.sub(r"/\*.*?\*/", "", sheet, flags=re.S).count("{")
    assert minified("a :hover { x: y, z; }\n/* no */") == "a :hover{x:y,z}\n"
