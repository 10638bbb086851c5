"""Emblems: every family draws, the same each time, small, well formed and harmless; no two of the world are alike."""

import re
from typing import Literal
from xml.etree import ElementTree

import msgspec
import pytest

from game import emblems
from game.content import catalogue
from game.content.achievements import group_of
from game.content.schema import Item, Monster, Place
from game.content.vocabulary import FAMILIES, MONSTERS, PLACES, RARITIES
from game.emblems.clans import SIGNS, STRIDE, WAYS, number
from game.emblems.palette import wheel

TEXT = "x" * 60
RANKS: tuple[Literal["common", "elite", "boss"], ...] = ("common", "elite", "boss")


def make_item(kind: str, family: str, n: int, rarity: str, faction: str | None) -> Item:
    fields = {"slug": f"{kind}-{n}", "name": f"name {n}", "kind": kind, "family": family, "rarity": rarity, "level": 1 + n % 60}
    return msgspec.convert(fields | {"price": 1, "text": TEXT, "faction": faction}, Item)


def make_monster(family: str, n: int) -> Monster:
    rank = RANKS[n % 3]
    return Monster(f"monster-{n}", "name", family, "region", 1 + n % 60, rank, TEXT, 1, 1, 1, 1, 1, (1, 1))


def make_place(kind: str, n: int) -> Place:
    return Place(f"place-{n}", "name", kind, "region", 1, TEXT, (1, 1), ())


def items() -> list[str]:
    return [emblems.item_emblem(item) for item in catalogue().items.values()]


def monsters() -> list[str]:
    return [emblems.monster_emblem(m, catalogue().regions[m.region].hue) for m in catalogue().monsters.values()]


def places() -> list[str]:
    return [emblems.place_emblem(p, catalogue().regions[p.region].hue) for p in catalogue().places.values()]


def medal_of(slug: str) -> str:
    one = catalogue().achievements[slug]
    return emblems.medal(slug, group_of(one), catalogue().achievement_grades[slug], one.family)


def others() -> list[str]:
    return [
        *(emblems.class_emblem(slug) for slug in emblems.CLASSES),
        *(emblems.crest(faction) for faction in ("vampire", "werewolf")),
        *(medal_of(slug) for slug in catalogue().achievements),
        emblems.unknown_medal(),
        *(emblems.character_emblem(n) for n in range(24)),
        *(emblems.clan_crest(f"{a}{b}X") for a in SIGNS for b in SIGNS),
    ]


@pytest.fixture(scope="module")
def world() -> dict[str, list[str]]:
    return {"items": items(), "monsters": monsters(), "places": places(), "others": others()}


def all_drawings(world: dict[str, list[str]]) -> list[str]:
    assert len(world) >= 4 and all(world.values())
    return [svg for part in world.values() for svg in part]


def bare(svg: str) -> str:
    """A drawing without its own ids: what the eye sees."""
    for name in re.findall(r'id="([^"]+)"', svg):
        svg = svg.replace(name, name[6:])
    return svg


def test_no_two_emblems_are_alike(world: dict[str, list[str]]) -> None:
    drawings = [bare(svg) for svg in all_drawings(world)]
    assert len(set(drawings)) == len(drawings)


def test_an_emblem_is_drawn_the_same_each_time(world: dict[str, list[str]]) -> None:
    content = catalogue()
    assert [emblems.item_emblem(item) for item in list(content.items.values())[::9]] == world["items"][::9]
    again = [emblems.monster_emblem(m, content.regions[m.region].hue) for m in list(content.monsters.values())[::9]]
    assert again == world["monsters"][::9]
    assert places() == world["places"]
    assert others() == world["others"]


def test_an_emblem_is_small_square_and_without_script(world: dict[str, list[str]]) -> None:
    for svg in all_drawings(world):
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">')
        assert svg.endswith("</svg>")
        assert 1000 < len(svg.encode()) < 5120, svg[:200]
        assert not re.search(r"[ \"]nan|[a-z]nan[ ,]|inf", re.sub(r"id=\"\w+\"|#\w+", "", svg))
        for word in ("style", "<script", "href", "<title", "<image", "<foreignObject", " on"):
            assert word not in svg


def test_an_emblem_is_well_formed_and_defines_all_its_paints(world: dict[str, list[str]]) -> None:
    for svg in all_drawings(world):
        ElementTree.fromstring(svg)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'id="([^"]+)"', svg))


def test_ids_are_unique_over_the_whole_world(world: dict[str, list[str]]) -> None:
    ids = [name for svg in all_drawings(world) for name in re.findall(r'id="([^"]+)"', svg)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(("kind", "family"), [(kind, family) for kind, families in FAMILIES.items() for family in families])
def test_every_item_family_draws_in_every_rarity_and_faction(kind: str, family: str) -> None:
    seen = {
        bare(emblems.item_emblem(make_item(kind, family, 1, rarity, faction)))
        for rarity in RARITIES
        for faction in (None, "vampire", "werewolf")
    }
    assert len(seen) >= len(RARITIES)


@pytest.mark.parametrize("family", MONSTERS)
def test_every_monster_family_draws_in_every_rank(family: str) -> None:
    assert len({bare(emblems.monster_emblem(make_monster(family, n), 38)) for n in range(60)}) == 60


@pytest.mark.parametrize("kind", PLACES)
def test_every_kind_of_place_draws(kind: str) -> None:
    assert len({bare(emblems.place_emblem(make_place(kind, n), 110)) for n in range(40)}) == 40


def test_region_and_rarity_change_the_emblem() -> None:
    monster, place = make_monster("wolf", 1), make_place("mill", 1)
    assert bare(emblems.monster_emblem(monster, 38)) != bare(emblems.monster_emblem(monster, 195))
    assert bare(emblems.place_emblem(place, 38)) != bare(emblems.place_emblem(place, 195))


def test_every_clan_tag_has_a_number_of_its_own() -> None:
    tags = [a + b + c for a in SIGNS for b in SIGNS for c in SIGNS]
    assert len({number(tag) * STRIDE % WAYS for tag in tags}) == len(tags)
    assert emblems.clan_crest("abc") == emblems.clan_crest("ABC")


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        emblems.crest("human")
    with pytest.raises(KeyError):
        emblems.class_emblem("paladin")
    with pytest.raises(IndexError):
        emblems.character_emblem(24)


def test_hues_follow_the_common_colour_wheel() -> None:
    assert [round(wheel(hue)) for hue in (0, 120, 240)] == [29, 143, 264]
