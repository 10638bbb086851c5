"""Regions and places as a character sees them: which are open, and what it would meet there."""

from functools import cache

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Monster, Place, Region
from game.models import Character
from game.rules.percent import percent_shares


class EncounterChance(Struct, frozen=True):
    """A monster of a place. percent: how often a hunt meets it; the percents of a place sum to 100."""

    monster: Monster
    percent: int


class HuntingGround(Struct, frozen=True):
    """A place. open: whether the character's level is high enough to hunt there. prowlers: most frequent first."""

    place: Place
    open: bool
    prowlers: tuple[EncounterChance, ...]


class Area(Struct, frozen=True):
    """A region with its places, lowest level first. open: its lowest level is reached. chosen: whether it is the one to show."""

    region: Region
    open: bool
    chosen: bool
    places: list[HuntingGround]


@cache
def prowlers(slug: str) -> tuple[EncounterChance, ...]:
    """The monsters of a place, most frequent first. KeyError for an unknown place."""
    place = catalogue().places[slug]
    shares = percent_shares([p.weight for p in place.monsters])
    found = [EncounterChance(catalogue().monsters[p.monster], share) for p, share in zip(place.monsters, shares, strict=True)]
    return tuple(sorted(found, key=lambda p: -p.percent))


def regions_for(character: Character, wanted: str) -> list[Area]:
    """All regions, lowest level first. Chosen is the wanted region; else the one of the last hunt; else the first."""
    content, level = catalogue(), character.level
    last = content.places.get(character.place)
    chosen = wanted if wanted in content.regions else (last.region if last else "")
    regions = sorted(content.regions.values(), key=lambda r: r.levels)
    return [
        Area(
            region=region,
            open=region.levels[0] <= level,
            chosen=region.slug == chosen or (not chosen and index == 0),
            places=[
                HuntingGround(p, p.level <= level, prowlers(p.slug))
                for p in sorted(content.places.values(), key=lambda p: (p.level, p.name))
                if p.region == region.slug
            ],
        )
        for index, region in enumerate(regions)
    ]
