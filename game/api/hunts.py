"""Hunts and stored battles."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from game.actions.hunt import hunt
from game.actions.hunt_series import hunt_series
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.queries.access import access_battle
from game.rules.hunt_answer import HuntAnswer, HuntSeriesAnswer


class HuntBody(Struct, frozen=True, forbid_unknown_fields=True):
    """location: slug of a place; `GET places` lists them. times: hunt so often in one action, 1 to 10; without it, one hunt."""

    location: Annotated[Slug, Meta(examples=["old-mill"])]
    times: int | None = None


class StoredBattle(Struct, frozen=True):
    """A battle with all its inputs. server_seed: null while the seed is in use.

    xp: experience given, 0 at the last level. outcome.xp: experience that the kill is worth at any level.

    From server_seed, client_seed, nonce and inputs anybody can compute the same battle again; /fairness/ explains each roll.
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
        HuntAnswer | HuntSeriesAnswer, status=201, body=HuntBody, changes=True,
        refuses="level_too_low not_enough_energy too_fast",
    )  # fmt: skip
    def post(self, request: ApiRequest[HuntBody]) -> HuntAnswer | HuntSeriesAnswer:
        """Hunt at a place: meet one of its monsters and fight it. At most one hunt in 800 ms.

        With `times` the answer has `hunts`, each as without it, and `stopped_by`. It stops after a hunt that brings something that does
        not stack (`find`), that leaves less than half of full health (`hurt`) or too little energy (`energy`), else after as many as
        asked for (`times`). The pause afterwards is as long as those of all its hunts.

        `rounds` lists the blows: [round, actor, action, outcome, amount, [your health, the monster's health]].
        """
        wish = request.body
        if wish.times is None:
            return hunt(request.actor, place=wish.location)
        return hunt_series(request.actor, place=wish.location, times=wish.times)


class BattleEndpoint(Endpoint):
    @endpoint(StoredBattle, plays=False)
    def get(self, request: ApiRequest[None], id: int) -> StoredBattle:
        """A stored battle with all its inputs. Battles are public: every player can read each of them."""
        battle = access_battle(id)
        seed = battle.seed
        return StoredBattle(
            id=battle.pk, character=battle.character.name, place=battle.place, monster=battle.monster, won=battle.won,
            xp=battle.xp, gold=battle.gold, levels=battle.levels, at=battle.at, commit=seed.commit,
            client_seed=seed.client_seed, server_seed=seed.server_seed or None, nonce=battle.nonce,
            rules_version=battle.rules_version, content_hash=battle.content_hash, inputs=battle.inputs,
            outcome=battle.outcome,
        )  # fmt: skip
