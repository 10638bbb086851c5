"""The places for hunting, with their monsters."""

from msgspec import Struct

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters.places import regions_for


class MonsterChance(Struct, frozen=True):
    """percent: chance that a hunt meets this monster. The chances of a place add up to 100."""

    slug: str
    name: str
    level: int
    percent: int


class HuntingPlace(Struct, frozen=True):
    """level: the lowest level that may hunt here. open: the character has reached it."""

    slug: str
    name: str
    kind: str
    region: str
    level: int
    open: bool
    monsters: list[MonsterChance]


class HuntingPlaces(Struct, frozen=True):
    places: list[HuntingPlace]


class PlacesEndpoint(Endpoint):
    @endpoint(HuntingPlaces)
    def get(self, request: ApiRequest[None]) -> HuntingPlaces:
        """All places, lowest region first, each with its monsters and whether this character may hunt there."""
        return HuntingPlaces([
            HuntingPlace(
                p.place.slug, p.place.name, p.place.kind, p.place.region, p.place.level, p.open,
                [MonsterChance(m.monster.slug, m.monster.name, m.monster.level, m.percent) for m in p.prowlers],
            )
            for area in regions_for(request.character, "")
            for p in area.places
        ])  # fmt: skip
