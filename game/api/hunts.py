"""Hunting, and the battles that came of it."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from game.actions.hunt import hunt
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.queries.access import access_battle
from game.rules.hunt_answer import HuntAnswer


class HuntBody(Struct, frozen=True, forbid_unknown_fields=True):
    """location: a place's slug; GET places lists them."""

    location: Slug


class StoredBattle(Struct, frozen=True):
    """A battle with all that it was fought with. server_seed: null while it is still in use.

    xp: what was given; outcome.xp: what the kill is worth, of which nothing is given at the last level.

    With server_seed, client_seed, nonce and inputs anybody can fight it again to the same blow: /fairness/ tells each roll.
    """

    id: int
    character: str
    place: str
    monster: str
    won: bool
    xp: int
    gold: int
    levels: int
    at: datetime
    commit: str
    client_seed: str
    server_seed: str | None
    nonce: int
    rules_version: int
    content_hash: str
    inputs: dict[str, Any]
    outcome: dict[str, Any]


class HuntsEndpoint(Endpoint):
    @endpoint(
        HuntAnswer, status=201, body=HuntBody, changes=True,
        refuses="level_too_low not_enough_energy too_fast",
    )  # fmt: skip
    def post(self, request: ApiRequest[HuntBody]) -> HuntAnswer:
        """Hunt at a place: meet one of its monsters and fight it, at most once in 800 ms.

        `rounds` holds every blow as [round, actor, action, outcome, amount, [your health, the foe's]].
        """
        return hunt(request.actor, place=request.body.location)


class BattleEndpoint(Endpoint):
    @endpoint(StoredBattle, plays=False)
    def get(self, request: ApiRequest[None], id: int) -> StoredBattle:
        """A stored battle with all its inputs. Battles are public: any player may read any."""
        battle = access_battle(id)
        seed = battle.seed
        return StoredBattle(
            id=battle.pk, character=battle.character.name, place=battle.place, monster=battle.monster, won=battle.won,
            xp=battle.xp, gold=battle.gold, levels=battle.levels, at=battle.at, commit=seed.commit,
            client_seed=seed.client_seed, server_seed=seed.server_seed or None, nonce=battle.nonce,
            rules_version=battle.rules_version, content_hash=battle.content_hash, inputs=battle.inputs,
            outcome=battle.outcome,
        )  # fmt: skip
