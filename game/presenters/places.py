"""Where a character may hunt. No statement: it follows from the catalogue and the level."""

from functools import cache

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Monster, Place, Region
from game.models import Character
from game.rules.percent import percent_shares


class EncounterChance(Struct, frozen=True):
    """A monster of a place and how often it is met, in percent; those of a place sum to 100."""

    monster: Monster
    percent: int


class HuntingGround(Struct, frozen=True):
    """A place as a character sees it. open: whether the character's level is high enough to hunt there."""

    place: Place
    open: bool
    prowlers: tuple[EncounterChance, ...]


class Area(Struct, frozen=True):
    """A region with its places, lowest level first. chosen: the one to show."""

    region: Region
    open: bool
    chosen: bool
    places: list[HuntingGround]


@cache
def prowlers(slug: str) -> tuple[EncounterChance, ...]:
    """Who is met at a place, most often first."""
    place = catalogue().places[slug]
    shares = percent_shares([p.weight for p in place.monsters])
    found = [EncounterChance(catalogue().monsters[p.monster], share) for p, share in zip(place.monsters, shares, strict=True)]
    return tuple(sorted(found, key=lambda p: -p.percent))


def regions_for(character: Character, wanted: str) -> list[Area]:
    """All regions, lowest first; chosen is the wanted one, else that of the last hunt, else the first."""
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
