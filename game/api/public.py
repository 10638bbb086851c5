"""The catalogue for everybody: no token, counted by address, kept by caches until the content changes."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response

from accounts.address import client_address, network_of
from accounts.limits import allow, in_words
from game.api.answers import TYPE
from game.api.api_request import ApiRequest, endpoint
from game.api.endpoint import Endpoint
from game.content.schema import Item, Monster, Place
from game.presenters import entries
from game.rules.errors import GameError

A_MINUTE = 60
A_MINUTE_NAMED = 120
"""Calls a minute from an address, without and with an X-VvW-Client header that says who asks."""


class Items(Endpoint):
    @endpoint(entries.CatalogueSlice[Item], query=entries.ItemFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest) -> HttpResponse:
        """Items by kind, rarity, level and the region that sells them.

        Bonuses in points; crit, dodge and lifesteal in thousandths.
        """
        return _cached(request, entries.items)


class Monsters(Endpoint):
    @endpoint(entries.CatalogueSlice[Monster], query=entries.MonsterFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest) -> HttpResponse:
        """Monsters by kind, rank, level and region, with what they drop (chances in ten-thousandths)."""
        return _cached(request, entries.monsters)


class Locations(Endpoint):
    @endpoint(entries.CatalogueSlice[Place], query=entries.PlaceFilter, open=True, refuses="too_fast")
    def get(self, request: ApiRequest) -> HttpResponse:
        """Places by kind, level and region, with who prowls there."""
        return _cached(request, entries.places)


def _cached(request: ApiRequest, find: Callable[[Any], Any]) -> HttpResponse:
    """The page, or 304 for who has it. The address is the cache's key, so the content's hash is tag enough."""
    _count(request.request)
    tag = f'"{entries.content_hash()}"'
    response = get_conditional_response(request.request, etag=tag)
    if not isinstance(response, HttpResponseNotModified):
        response = HttpResponse(msgspec.json.encode(find(request.query)), content_type=TYPE)
    response["ETag"] = tag
    response["Cache-Control"] = "public, max-age=300"
    return response


def _count(request: HttpRequest) -> None:
    limit = A_MINUTE_NAMED if request.META.get("HTTP_X_VVW_CLIENT", "").strip() else A_MINUTE
    if wait := allow("public-api", network_of(client_address(request)), limit, 60, without_redis=False):
        raise GameError("too_fast", f"At most {limit} calls a minute. Come again in {in_words(wait)}.", retry_after=wait)
