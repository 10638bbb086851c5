"""Style of the pages: contrast in both colour schemes, no inline style or script, nothing from other hosts, drawn icons."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOKENS = (ROOT / "static/css/tokens.css").read_text()
SCHEMES = ["dark", "light"]
SIDES = ["none", "vampire", "werewolf"]

WORDS = ["ink", "ink-2", "ink-3", "gold", "good", "warn", "bad", "accent-text"]
RARITIES = ["common", "uncommon", "rare", "epic", "legendary"]
GROUNDS = ["night", "night-glow", "surface", "surface-2"]
PAIRS = (
    [(word, ground, 4.5) for word in WORDS + RARITIES for ground in GROUNDS]
    + [(word, "field", 4.5) for word in ("ink", "ink-3")]
    + [(word, "surface-3", 4.5) for word in ("ink", "ink-2", "ink-3")]
    + [("accent-ink", "accent", 4.5), ("accent-ink", "accent-hover", 4.5), ("accent-text", "accent-soft", 4.5)]
    + [(word, "accent-soft", 4.5) for word in ("ink", "ink-2", "ink-3", "good", "gold")]
    + [(kind, kind + "-soft", 4.5) for kind in ("good", "warn", "bad")]
    + [("ink", kind + "-soft", 4.5) for kind in ("good", "warn", "bad")]
    # borders of fields, the focus ring and bars: WCAG asks for 3 where it is not text
    + [("line-strong", ground, 3) for ground in ("night", "surface", "surface-2", "field")]
    + [("focus", ground, 3) for ground in GROUNDS]
    + [(bar, "track", 3) for bar in ("health", "health-foe", "energy", "xp", "good")]
)


def colours(scheme: str, side: str) -> dict[str, str]:
    """Token name to `#rrggbb`, after the cascade, for a scheme and a faction (side)."""
    dark, _, light = TOKENS.partition("@media (prefers-color-scheme: light)")
    found: dict[str, str] = {}
    for part in [dark] if scheme == "dark" else [dark, light]:
        for selector, body in re.findall(r"(:root|\[data-faction=\"\w+\"\])\s*\{([^}]*)\}", part):
            if selector == ":root" or side in selector:
                found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", body))
    return found


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("side", SIDES)
def test_text_and_marks_have_enough_contrast_in_every_scheme_and_for_every_faction(scheme: str, side: str) -> None:
    found = colours(scheme, side)
    faint = [
        f"{word} on {ground}: {contrast(found[word], found[ground]):.2f} < {least}"
        for word, ground, least in PAIRS
        if contrast(found[word], found[ground]) < least
    ]
    assert not faint, f"{scheme}, {side}: {faint}"


def templates() -> list[Path]:
    """All but those of mails, which bring their own style because mail programs load no style sheets."""
    found = sorted(path for path in (ROOT / "templates").rglob("*.html") if path.parent.name != "email")
    assert len(found) > 50, "the templates are found"
    return found


def test_no_template_has_inline_style_or_script() -> None:
    for path in templates():
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text), path
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or "application/json" in tag, (path, tag)


def test_no_template_style_sheet_or_script_loads_from_another_host() -> None:
    sheets, scripts = list((ROOT / "static/css").glob("*.css")), list((ROOT / "static/js").glob("*.js"))
    assert sheets and scripts
    for path in [*templates(), *sheets, *scripts]:
        assert not re.search(r"(?:src|href|url\()\s*=?\s*[\"'(]?(?:https?:)?//", path.read_text()), path


def test_every_icon_that_a_template_uses_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text()))
    used: dict[str, Path] = {}
    for path in templates():
        for a, b in re.findall(r'"([\w-]+)"\|icon|\{% icon "([\w-]+)" %\}', path.read_text()):
            used[a or b] = path
    assert used and set(used) <= drawn, {name: path for name, path in used.items() if name not in drawn}
