"""Where the character may hunt."""

from msgspec import Struct

from game.api.call import Asked, call
from game.api.door import Door
from game.queries.places import regions_for


class WhoProwls(Struct, frozen=True):
    """percent: how often it is the one that is met; those of a place sum to 100."""

    slug: str
    name: str
    level: int
    percent: int


class HuntingPlace(Struct, frozen=True):
    """open: the character has the level that it asks for."""

    slug: str
    name: str
    kind: str
    region: str
    level: int
    open: bool
    monsters: list[WhoProwls]


class HuntingPlaces(Struct, frozen=True):
    places: list[HuntingPlace]


class Places(Door):
    @call(HuntingPlaces)
    def get(self, asked: Asked) -> HuntingPlaces:
        """All places, lowest region first, and whether they are open to this character."""
        return HuntingPlaces([
            HuntingPlace(
                p.location.slug, p.location.name, p.location.kind, p.location.region, p.location.level, p.open,
                [WhoProwls(w.monster.slug, w.monster.name, w.monster.level, w.percent) for w in p.prowlers],
            )
            for area in regions_for(asked.character, "")
            for p in area.places
        ])  # fmt: skip
