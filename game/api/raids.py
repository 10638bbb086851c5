"""Raids: the state that everybody may see, and a hit."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from msgspec import Struct, json

from game.actions.raid_hit import hit
from game.api import responses
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.models.ids import RaidId
from game.presenters.raid_frames import RaidSnapshotFrame, snapshot_frame
from game.presenters.raid_hits import hit_check
from game.queries.raid import RaidView, access_raid, current_raid
from game.queries.raid_hits import stored_hit
from game.rules.errors import GameError
from game.rules.raid_answer import RaidHitAnswer


class CurrentRaidEndpoint(Endpoint):
    @endpoint(RaidSnapshotFrame, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None]) -> HttpResponse:
        """The raid for which hunters gather or fight, as in the socket's snapshot. 404 if there is none. With ETag."""
        raid = current_raid()
        if raid is None:
            raise GameError("not_found", "There is no such raid.")
        return _state(request, raid)


class RaidEndpoint(Endpoint):
    @endpoint(RaidSnapshotFrame, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None], id: int) -> HttpResponse:
        """A raid, as in the socket's snapshot. With ETag: 304 if nothing changed."""
        return _state(request, access_raid(RaidId(id)))


class StoredRaidHit(Struct, frozen=True):
    """A hit with all its inputs. number: its place in the raid. counted: the part of the damage that the boss still had as health.

    late: it came after the killing blow or after the end. server_seed: null while the seed is in use.
    character: null if the hunter has left. From server_seed, client_seed, nonce and inputs anybody can compute outcome again;
    /fairness/ explains each roll.
    """

    raid: int
    boss: str
    number: int
    character: str | None
    faction: str
    at: datetime
    commit: str
    client_seed: str
    server_seed: str | None
    nonce: int
    rules_version: int
    inputs: dict[str, Any]
    outcome: dict[str, Any]
    counted: int
    hp_after: int
    late: bool


class RaidHitEndpoint(Endpoint):
    @endpoint(StoredRaidHit, open=True, refuses="not_found")
    def get(self, request: ApiRequest[None], id: int, number: int) -> StoredRaidHit:
        """A hit with all its inputs, by its number in the raid. Hits are public: everybody can read each of them."""
        hit = stored_hit(RaidId(id), number)
        return StoredRaidHit(
            boss=hit.boss, character=None if hit.hunter.is_erased else hit.hunter.name, faction=hit.hunter.faction, at=hit.at,
            **hit_check(hit),
        )  # fmt: skip


class RaidHitsEndpoint(Endpoint):
    @endpoint(
        RaidHitAnswer, status=201, changes=True,
        refuses="not_found raid_not_started raid_over defeated not_enough_energy too_fast",
    )  # fmt: skip
    def post(self, request: ApiRequest[None], id: int) -> RaidHitAnswer:
        """Hit the boss; at most one hit in 2 s. seq, hp and rank are as of the last fold, so usually without this hit."""
        return hit(request.actor, raid=RaidId(id))


def _state(request: ApiRequest[None], raid: RaidView) -> HttpResponse:
    etag = f'"{raid.id}-{raid.seq}-{raid.state}"'
    # A proxy that compresses makes the tag a weak one, which is compared as well.
    response = get_conditional_response(request.http, etag=etag)
    if not isinstance(response, HttpResponseNotModified):
        response = responses.success(json.encode(snapshot_frame(raid)), 200)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
