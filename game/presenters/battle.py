"""The page of one battle: its story, its loot, and what a browser needs to check its dice."""

from typing import Any, TypedDict

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Monster, Place
from game.presenters.event import RewardChange, reward_change
from game.presenters.loot import FoundItem, found_items
from game.presenters.story import Round, story
from game.queries.archive import StoredBattleRow
from game.queries.battle import inputs_of, outcome_of
from game.rules import tuning
from game.rules.battle import Fight
from game.rules.sheet import Sheet


class DiceCheck(TypedDict):
    """The stored battle, with which a browser plays it again. server_seed: None while the seed is in use."""

    battle: int
    rules_version: int
    content_hash: str
    commit: str
    server_seed: str | None
    client_seed: str
    nonce: int
    inputs: dict[str, Any]
    outcome: dict[str, Any]
    monster: str


class BattlePage(Struct, frozen=True):
    """place, monster: None when they left the catalogue. hunter, foe: the sheets that the fight began with.

    event: None if none changed the reward.
    """

    battle: StoredBattleRow
    place: Place | None
    monster: Monster | None
    hunter: Sheet
    foe: Sheet
    fight: Fight
    rounds: list[Round]
    loot: list[FoundItem]
    check: DiceCheck
    hunt_energy: int
    event: RewardChange | None


def battle_page(battle: StoredBattleRow) -> BattlePage:
    """battle: with its character and its seed, as access_battle reads it."""
    content, inputs, outcome = catalogue(), inputs_of(battle), outcome_of(battle)
    foe = inputs.monster.sheet
    return BattlePage(
        battle=battle,
        place=content.places.get(battle.place),
        monster=content.monsters.get(battle.monster),
        hunter=inputs.hunter,
        foe=foe,
        fight=outcome.fight,
        rounds=story(inputs.hunter, foe, outcome.fight),
        loot=found_items(outcome.loot),
        check=dice_check(battle),
        hunt_energy=tuning.HUNT_ENERGY,
        event=reward_change(inputs.event),
    )


def dice_check(battle: StoredBattleRow) -> DiceCheck:
    seed = battle.seed
    return {
        "battle": battle.pk, "rules_version": battle.rules_version, "content_hash": battle.content_hash,
        "commit": seed.commit, "server_seed": seed.server_seed or None, "client_seed": seed.client_seed,
        "nonce": battle.nonce, "inputs": battle.inputs, "outcome": battle.outcome, "monster": battle.monster,
    }  # fmt: skip
