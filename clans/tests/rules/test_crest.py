"""Crests that a clan chooses: only what is drawn, and never the same for two clans."""

import re

import pytest

from clans.rules.crest import CHARGE_NAMES, COLOURS, Crest, check_crest, crest_slug, stored_crest
from game import emblems
from game.presenters.emblem import emblem_svg
from game.rules.errors import GameError


def test_two_clans_with_the_same_choice_have_different_crests() -> None:
    def drawn(tag: str) -> str:
        return re.sub(r'id="[^"]*"|url\([^)]*\)', "", emblems.clan_crest(tag, "wolf", "rust"))

    tags = [f"{a}{b}C" for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "AMZ"]
    assert len({drawn(tag) for tag in tags}) == len(tags) == 78
    letters = [drawn(tag).rpartition("<path")[2] for tag in tags]
    assert len(set(letters)) == len(tags), "the ribbon alone tells them apart"


def test_every_choice_is_drawn_without_script_text_or_address() -> None:
    for charge in CHARGE_NAMES:
        for colours in COLOURS:
            svg = emblem_svg("clan", crest_slug("WAX", check_crest(charge, colours)))
            assert svg is not None and len(svg) < 5_500
            assert not re.search(rb"<(script|text|image|a|use|style|foreignObject)\b|href|on\w+=", svg)


@pytest.mark.parametrize(
    ("charge", "colours", "field"),
    [("<script>", "rust", "charge"), ("wolf", "url(x)", "colours"), ("wolf", "", "colours"), ("", "rust", "charge"), ("WOLF", "rust", "charge")],
)  # fmt: skip
def test_another_choice_is_refused_by_its_field(charge: str, colours: str, field: str) -> None:
    with pytest.raises(GameError) as refused:
        check_crest(charge, colours)
    assert (refused.value.code, refused.value.field) == ("invalid", field)


def test_what_a_row_holds_is_never_trusted() -> None:
    assert stored_crest({}) == stored_crest({"charge": "<script>", "colours": "rust"}) == stored_crest({"charge": 3}) == Crest()
    assert crest_slug("WAX", stored_crest({"charge": "wolf", "colours": "rust"})) == "WAX-wolf-rust"


@pytest.mark.parametrize(
    "slug", ["wax", "WAXX", "WA1", "WAX-wolf", "WAX-wolf-rust-x", "WAX-dog-rust", "WAX-wolf-pink", "WAX-", ""]
)
def test_there_is_no_picture_of_anything_else(slug: str) -> None:
    assert emblem_svg("clan", slug) is None
    assert emblem_svg("clan", "WAX") == emblems.clan_crest("WAX").encode()
