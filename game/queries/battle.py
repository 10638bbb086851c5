"""Battles: a character's recent ones, and the check of one by playing it again."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from game.models import Battle
from game.queries.dice_seed import server_seed_of
from game.rules import RULES_VERSION, tuning
from game.rules.dice import Dice, commitment
from game.rules.hunt import BattleInputs, HuntOutcome, replay_hunt
from vvw_site.foundation.database.rows import Rows


class RecentBattle(Struct, frozen=True, array_like=True):
    """A battle in a list. monster, place: slugs. xp, gold: what the hunter was given."""

    pk: int
    monster: str
    won: bool
    xp: int
    gold: int
    place: str
    at: datetime


def recent_battles(character: int, limit: int = 8) -> list[RecentBattle]:
    """A character's latest battles, newest first. One statement."""
    return _RECENT.find(character=character, limit=limit)


_RECENT = Rows(RecentBattle, Battle, "WHERE m.character_id = %(character)s ORDER BY m.id DESC LIMIT %(limit)s")


def inputs_of(battle: Battle) -> BattleInputs:
    return msgspec.convert(battle.inputs, BattleInputs)


def outcome_of(battle: Battle) -> HuntOutcome:
    return msgspec.convert(battle.outcome, HuntOutcome)


class Verdict(Struct, frozen=True):
    """What running a battle again has shown. state: "true", "false", "sealed" (the seed is still in use) or "old"."""

    state: Literal["true", "false", "sealed", "old"]
    reason: str


def verdict(battle: Battle, *, sealed_too: bool = False) -> Verdict:
    """Run a battle again from its stored inputs alone. A live seed stays secret unless `sealed_too` (for the operator)."""
    if battle.rules_version != RULES_VERSION:
        return Verdict("old", f"fought under rules {battle.rules_version}, these are rules {RULES_VERSION}")
    if battle.seed.revealed_at is None and not sealed_too:
        return Verdict("sealed", "the seed is still in use; it is shown once the next one takes over")
    server_seed = server_seed_of(battle.seed)
    if commitment(server_seed) != battle.seed.commit:
        return Verdict("false", "the seed is not the one that was committed to")
    stored = outcome_of(battle)
    met, hunted = replay_hunt(inputs_of(battle), Dice(server_seed, battle.seed.client_seed, battle.nonce))
    if met != battle.monster or met != stored.monster:
        return Verdict("false", f"the dice meet {met}, the battle tells of {battle.monster}")
    if hunted != stored:
        return Verdict("false", "the fight goes another way than the battle tells")
    if (battle.won, battle.gold) != (hunted.fight.won, hunted.gold) or not _xp_fits(battle, hunted):
        return Verdict("false", "the reward is another than the battle tells")
    return Verdict("true", f"{len(hunted.fight.blows)} blows, all as told")


def _xp_fits(battle: Battle, hunted: HuntOutcome) -> bool:
    """What the kill is worth is what was given; only who stands at the last level, or reached it, was given less."""
    at_the_top = inputs_of(battle).hunter.level + battle.levels >= tuning.LEVEL_MAX
    return battle.xp == hunted.xp or (at_the_top and 0 <= battle.xp < hunted.xp)
