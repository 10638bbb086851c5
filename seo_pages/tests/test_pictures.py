"""The sharing pictures: their size, the same bytes each time, and names that fit."""

import struct

import msgspec
import pytest

from game.content import catalogue
from game.content.registry import Entry
from game.emblems import lettering
from game.emblems import png as png_module
from game.emblems.card import LEFT, RIGHT, name_lines
from seo_pages import pictures
from seo_pages.cards import card
from seo_pages.cards.wording import figures, subtitle_text

FILES = {"item": "items", "monster": "monsters", "place": "locations"}
LIMIT = 220_000
"""The largest picture, in bytes."""


def entries() -> list[tuple[str, Entry]]:
    return [(kind, entry) for kind, file in FILES.items() for entry in catalogue().of_file(file).values()]


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    wide, tall = struct.unpack(">II", png[16:24])
    return wide, tall


@pytest.mark.parametrize("kind", FILES)
def test_a_picture_of_every_kind_has_the_right_size_and_the_same_bytes_each_time(kind: str) -> None:
    slug = next(iter(catalogue().of_file(FILES[kind])))
    png = pictures.picture(kind, slug, catalogue())
    assert size(png) == (1200, 630)
    assert len(png) < LIMIT
    png_module._options.cache_clear()
    assert pictures.picture(kind, slug, catalogue()) == png


def test_the_entries_with_the_longest_names_have_pictures() -> None:
    for kind, entry in sorted(entries(), key=lambda found: len(found[1].name))[-2:]:
        assert size(pictures.picture(kind, entry.slug, catalogue())) == (1200, 630)


def test_every_name_fits_between_the_margins() -> None:
    for _, entry in entries():
        lines, px = name_lines(entry.name)
        assert " ".join(lines) == entry.name
        assert len(lines) <= 3
        assert max(lettering.width(text, px) for text in lines) <= RIGHT - LEFT


def test_the_longest_name_that_the_schema_allows_fits() -> None:
    assert name_lines("Wardens-of-the-Lower Workhouse Nightwatch Ledger")[1] >= 44


def test_a_drawn_text_is_no_wider_than_its_measured_width() -> None:
    """A line to the right of the measured width stays the same, because no glyph reaches it."""
    word, px = "Wavering Magistrate", 60
    wide = lettering.width(word, px)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="120" font-family="{lettering.FACE}" font-weight="700">'
    )
    rule = f'<path d="M{10 + wide + 2:.0f} 0H1200V120H0V100H{10 + wide + 2:.0f}Z"/>'
    text = f'<text x="10" y="80" font-size="{px}">{word}</text>'
    clip = f'<defs><clipPath id="c"><path d="M{10 + wide + 2:.0f} 0H1200V100H{10 + wide + 2:.0f}Z"/></clipPath></defs>'
    assert png_module.png(f"{head}{rule}</svg>") == png_module.png(
        f'{head}{rule}{clip}<g clip-path="url(#c)" fill="red">{text}</g></svg>'
    )
    assert png_module.png(f"{head}{text}</svg>") != png_module.png(f"{head}</svg>")


def test_every_entry_has_a_subtitle_and_up_to_three_figures() -> None:
    for _, entry in entries():
        assert subtitle_text(entry, catalogue())[0].isupper()
        found = figures(entry, catalogue())
        assert 1 <= len(found) <= 3
        assert all(label and value for label, value in found)


def test_names_on_cards_are_escaped() -> None:
    content = catalogue()
    item = msgspec.structs.replace(content.items["clerks-sabre"], name="Bread & Bones")
    svg = card("item", item, content)
    assert "&amp;" in svg and "& " not in svg.replace("&amp; ", "")


def test_a_card_names_the_game_and_the_entry() -> None:
    content = catalogue()
    svg = card("item", content.items["clerks-sabre"], content)
    assert "Vampires vs Werewolves" in svg
    assert "Common\u00a0sabre" in svg


def test_unknown_kinds_and_slugs_are_refused() -> None:
    with pytest.raises(KeyError):
        pictures.picture("clan", "clerks-sabre", catalogue())
    with pytest.raises(KeyError):
        pictures.picture("item", "no-such-thing", catalogue())
