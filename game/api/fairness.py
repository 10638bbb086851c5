"""Provably fair dice: the committed hashes, the client seed, and the revealed seeds."""

from typing import Annotated

from msgspec import Meta, Struct

from game.actions.fairness import Revealed, reveal_seed
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.queries.fairness import Seed, seeds_of


class Rotation(Struct, frozen=True, forbid_unknown_fields=True):
    """client_seed: the player's part of the next dice. If it is empty, the current one stays."""

    client_seed: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{0,64}$")] = ""


class DiceState(Struct, frozen=True):
    """commit: SHA-256 of the current server seed. next_commit: SHA-256 of the next one, which is already drawn.

    nonce: number of the next fight. revealed: the latest old seeds.
    """

    commit: str
    next_commit: str
    client_seed: str
    nonce: int
    revealed: list[Seed]


class FairnessEndpoint(Endpoint):
    @endpoint(DiceState)
    def get(self, request: ApiRequest[None]) -> DiceState:
        """The public part of the dice of the next fight, and the revealed seeds."""
        live, *revealed = seeds_of(request.character.pk)
        return DiceState(live.commit, live.next_commit, live.client_seed, live.fights, revealed)


class RotateEndpoint(Endpoint):
    @endpoint(Revealed, body=Rotation, changes=True)
    def post(self, request: ApiRequest[Rotation]) -> Revealed:
        """Reveal the current server seed and continue with the next one."""
        return reveal_seed(request.actor, client_seed=request.body.client_seed)
