"""Where the character may hunt."""

from msgspec import Struct

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters.places import regions_for


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


class PlacesEndpoint(Endpoint):
    @endpoint(HuntingPlaces)
    def get(self, request: ApiRequest[None]) -> HuntingPlaces:
        """All places, lowest region first, and whether they are open to this character."""
        return HuntingPlaces([
            HuntingPlace(
                p.place.slug, p.place.name, p.place.kind, p.place.region, p.place.level, p.open,
                [WhoProwls(w.monster.slug, w.monster.name, w.monster.level, w.percent) for w in p.prowlers],
            )
            for area in regions_for(request.character, "")
            for p in area.places
        ])  # fmt: skip
