"""Battles: a character's recent ones, and the check of one by playing it again."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import Struct

from game.models import ArchivedBattle, Battle
from game.queries.archive import StoredBattleRow
from game.queries.dice_seed import server_seed_of
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.dice import Dice, commitment
from game.rules.versions import VERSIONS, BattleRules
from vvw_site.foundation.database.statement import Statement


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
    """A character's latest battles, newest first. One statement, which looks into the archive only if the live ones are too few."""
    return _RECENT.rows(character=character, limit=limit)


def battles_by_id(battles: Collection[int]) -> dict[int, StoredBattleRow]:
    """Those that exist, with their seeds and characters. One statement, and one more if some are not live."""
    live: dict[int, StoredBattleRow] = {**Battle.objects.select_related("seed", "character").in_bulk(battles)}
    if missing := [number for number in battles if number not in live]:
        live |= ArchivedBattle.objects.select_related("seed", "character").in_bulk(missing)
    return live


_COLUMNS = "m.id, m.monster, m.won, m.xp, m.gold, m.place, m.at"
# Served by battles_of_character and archived_battles_of_character.
_RECENT = Statement(
    f"""WITH live AS MATERIALIZED (
    SELECT {_COLUMNS} FROM game_battle m WHERE m.character_id = %(character)s ORDER BY m.id DESC LIMIT %(limit)s::int
), archived AS (
    SELECT {_COLUMNS} FROM game_archivedbattle m WHERE m.character_id = %(character)s
        AND (SELECT count(*) FROM live) < %(limit)s::int AND NOT EXISTS (SELECT FROM game_battle b WHERE b.id = m.id)
    ORDER BY m.id DESC LIMIT %(limit)s::int
)
SELECT json_build_array({_COLUMNS})::text FROM (SELECT * FROM live UNION ALL SELECT * FROM archived) m
ORDER BY m.id DESC LIMIT %(limit)s::int""",  # noqa: S608 (constants of the code)
    RecentBattle,
)


def inputs_of(battle: StoredBattleRow) -> BattleInputs:
    return msgspec.convert(battle.inputs, BattleInputs)


def outcome_of(battle: StoredBattleRow) -> HuntOutcome:
    return msgspec.convert(battle.outcome, HuntOutcome)


class Verdict(Struct, frozen=True):
    """What a replay has shown. state: "true", "false", "sealed" (the seed is still in use) or "old" (unknown rules)."""

    state: Literal["true", "false", "sealed", "old"]
    reason: str


def verdict(battle: StoredBattleRow, *, sealed_too: bool = False) -> Verdict:
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
    blows = len(replayed.fight.blows)
    return Verdict("true", f"{blows} blow{'s' * (blows != 1)}, all as stored")


def _xp_fits(battle: StoredBattleRow, level: int, worth: int, rules: BattleRules) -> bool:
    """Whether the xp given is what the kill is worth. At the last level, or on reaching it, less is given.

    level: the hunter's, before the hunt.
    """
    at_the_last_level = level + battle.levels >= rules.level_max
    return battle.xp == worth or (at_the_last_level and 0 <= battle.xp < worth)
