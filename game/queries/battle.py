"""Battles: the recent ones of a character, and the verdict on one."""

from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from game.content.names import monster_name
from game.models import Battle
from game.queries.dice_seed import server_seed_of
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.dice import Dice, commitment
from game.rules.versions import VERSIONS, BattleRules
from vvw_site.foundation.database.rows import Rows


class BattleSummary(Struct, frozen=True):
    """A battle in a list. monster, place: slugs; name: the monster's."""

    id: int
    monster: str
    name: str
    won: bool
    xp: int
    gold: int
    place: str
    at: datetime


def recent(character: int, limit: int = 8) -> list[BattleSummary]:
    """A character's latest battles. One statement."""
    return [
        BattleSummary(row.pk, row.monster, monster_name(row.monster), row.won, row.xp, row.gold, row.place, row.at)
        for row in _RECENT.find(character=character, limit=limit)
    ]


class _BattleRow(Struct, array_like=True):
    pk: int
    monster: str
    won: bool
    xp: int
    gold: int
    place: str
    at: datetime


_RECENT = Rows(_BattleRow, Battle, "WHERE m.character_id = %(character)s ORDER BY m.id DESC LIMIT %(limit)s")


def inputs_of(battle: Battle) -> BattleInputs:
    return msgspec.convert(battle.inputs, BattleInputs)


def outcome_of(battle: Battle) -> HuntOutcome:
    return msgspec.convert(battle.outcome, HuntOutcome)


class Verdict(Struct, frozen=True):
    """What a replay has shown. state: "true", "false", "sealed" (the seed is still in use) or "old" (unknown rules)."""

    state: Literal["true", "false", "sealed", "old"]
    reason: str


def verdict(battle: Battle, *, sealed_too: bool = False) -> Verdict:
    """Replay a battle from its stored inputs alone, under the version of the rules that it was fought under.

    A live seed stays secret unless `sealed_too` (for the operator).
    """
    rules = VERSIONS.get(battle.rules_version)
    if rules is None:
        return Verdict("old", f"fought under rules {battle.rules_version}, which are not known here")
    if battle.seed.revealed_at is None and not sealed_too:
        return Verdict("sealed", "the seed is still in use; it is shown once the next one takes over")
    server_seed = server_seed_of(battle.seed)
    if commitment(server_seed) != battle.seed.commit:
        return Verdict("false", "the seed is not the one that was committed to")
    stored, inputs = outcome_of(battle), inputs_of(battle)
    met, replayed = rules.replay_hunt(inputs, Dice(server_seed, battle.seed.client_seed, battle.nonce))
    if met != battle.monster or met != stored.monster:
        return Verdict("false", f"the dice meet {met}, the stored battle has {battle.monster}")
    if replayed != stored:
        return Verdict("false", "the replayed fight differs from the stored one")
    xp_fits = _xp_fits(battle, inputs.hunter.level, replayed.xp, rules)
    if (battle.won, battle.gold) != (replayed.fight.won, replayed.gold) or not xp_fits:
        return Verdict("false", "the replayed reward differs from the stored one")
    return Verdict("true", f"{len(replayed.fight.blows)} blows, all as stored")


def _xp_fits(battle: Battle, level: int, worth: int, rules: BattleRules) -> bool:
    """Whether the xp given is what the kill is worth. At the last level, or on reaching it, less is given.

    level: the hunter's, before the hunt.
    """
    at_the_last_level = level + battle.levels >= rules.level_max
    return battle.xp == worth or (at_the_last_level and 0 <= battle.xp < worth)
