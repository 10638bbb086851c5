"""The public catalogue: no token, a limit per IP address, and an ETag that changes only with the content."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.responses import TYPE
from game.api.rest import PublicThrottle
from game.content.schema import Item, Monster, Place
from game.presenters import entries

F = TypeVar("F", bound=entries.Paging)


class PublicEndpoint(Endpoint):
    throttle_classes = [PublicThrottle]


class ItemsEndpoint(PublicEndpoint):
    @endpoint(entries.CatalogueSlice[Item], query=entries.ItemFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest[entries.ItemFilter]) -> HttpResponse:
        """Items by kind, rarity, level and the region that sells them.

        Bonuses are in points; crit, dodge and lifesteal in thousandths.
        """
        return _cached(request, entries.items)


class MonstersEndpoint(PublicEndpoint):
    @endpoint(entries.CatalogueSlice[Monster], query=entries.MonsterFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest[entries.MonsterFilter]) -> HttpResponse:
        """Monsters by kind, rank, level and region, with their drops (chances in ten-thousandths)."""
        return _cached(request, entries.monsters)


class PublicPlacesEndpoint(PublicEndpoint):
    @endpoint(entries.CatalogueSlice[Place], query=entries.PlaceFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest[entries.PlaceFilter]) -> HttpResponse:
        """Places by kind, level and region, with their monsters."""
        return _cached(request, entries.places)


def _cached(request: ApiRequest[F], find: Callable[[F], msgspec.Struct]) -> HttpResponse:
    """A page of the catalogue, or 304 if the client has it. The content hash serves as ETag of every page, because
    caches only compare ETags of the same URL."""
    tag = f'"{entries.content_hash()}"'
    response = get_conditional_response(request.http, etag=tag)
    if not isinstance(response, HttpResponseNotModified):
        response = HttpResponse(msgspec.json.encode(find(request.query)), content_type=TYPE)
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300"
    return response
