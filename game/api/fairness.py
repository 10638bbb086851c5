"""The dice: the hash that was committed to, one's own part, and the seeds that are shown."""

from typing import Annotated

from msgspec import Meta, Struct

from game.actions.fairness import Revealed, reveal_seed
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.queries.fairness import Seed, seeds_of


class Rotation(Struct, frozen=True, forbid_unknown_fields=True):
    """client_seed: one's own part of the next dice; without it the present one stays."""

    client_seed: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{0,64}$")] = ""


class DiceState(Struct, frozen=True):
    """commit: SHA-256 of the server seed in use; next_commit: of the one after it, drawn already.

    nonce: the number of the next fight. revealed: the latest old seeds.
    """

    commit: str
    next_commit: str
    client_seed: str
    nonce: int
    revealed: list[Seed]


class FairnessEndpoint(Endpoint):
    @endpoint(DiceState)
    def get(self, request: ApiRequest[None]) -> DiceState:
        """The dice of the next fight as far as they are public, and the seeds that were revealed."""
        live, *revealed = seeds_of(request.character.pk)
        return DiceState(live.commit, live.next_commit, live.client_seed, live.fights, revealed)


class RotateEndpoint(Endpoint):
    @endpoint(Revealed, body=Rotation, changes=True)
    def post(self, request: ApiRequest[Rotation]) -> Revealed:
        """Reveal the seed in use and commit to a new one."""
        return reveal_seed(request.actor, client_seed=request.body.client_seed)
