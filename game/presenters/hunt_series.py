"""The report of several hunts of one action: what came of each, and of all together."""

from collections import Counter
from datetime import datetime, timedelta
from math import ceil

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Place
from game.models import Character
from game.presenters.loot import FoundItem, found_items
from game.presenters.names import monster_name
from game.presenters.new_skills import learnt_between
from game.queries.archive import StoredBattleRow
from game.queries.battle import inputs_of, outcome_of
from game.rules import tuning
from game.rules.loadout import NewSkill

WHY_STOPPED = {
    "find": "You stopped to look at what you found.",
    "hurt": "You stopped because you were hurt: less than half of your health was left.",
    "energy": "You stopped because you were too tired for another hunt.",
    "times": "",
}


class HuntLine(Struct, frozen=True):
    """One hunt. monster: slug. hp, of hp_max: the hunter's when the fight was over. loot: what it brought."""

    battle: int
    monster: str
    name: str
    won: bool
    rounds: int
    xp: int
    gold: int
    levels: int
    hp: int
    hp_max: int
    loot: list[FoundItem]


class HuntReport(Struct, frozen=True):
    """xp, gold, loot, levels: of all hunts. why: why no further hunt followed, "" if all were made. place: None when it left the
    catalogue. pause_ms: from now on, until the next hunt is possible."""

    place: Place | None
    hunts: list[HuntLine]
    won: int
    xp: int
    gold: int
    levels: int
    loot: list[FoundItem]
    why: str
    hunt_energy: int
    pause_ms: int
    new_skills: list[NewSkill]


def hunt_report(character: Character, battles: list[StoredBattleRow], stopped_by: str, now: datetime) -> HuntReport:
    hunts = [_line(battle) for battle in battles]
    before = inputs_of(battles[0]).hunter.level
    total: Counter[str] = Counter()
    for hunt in hunts:
        total.update({slug: quantity for _, slug, quantity in hunt.loot})
    return HuntReport(
        place=catalogue().places.get(battles[0].place), hunts=hunts, won=sum(hunt.won for hunt in hunts), xp=sum(hunt.xp for hunt in hunts),
        gold=sum(hunt.gold for hunt in hunts), levels=sum(hunt.levels for hunt in hunts), loot=found_items(total.items()),
        why=WHY_STOPPED.get(stopped_by, ""), hunt_energy=tuning.HUNT_ENERGY, pause_ms=_pause(character, now),
        new_skills=learnt_between(character, before, before + sum(hunt.levels for hunt in hunts)),
    )  # fmt: skip


def _pause(character: Character, now: datetime) -> int:
    """Milliseconds that are left of the pause after the character's last action of hunting."""
    if character.hunted_at is None:
        return 0
    over = character.hunted_at + timedelta(milliseconds=character.hunted_times * tuning.HUNT_PAUSE_MS)
    return max(0, ceil((over - now) / timedelta(milliseconds=1)))


def _line(battle: StoredBattleRow) -> HuntLine:
    hunter, outcome = inputs_of(battle).hunter, outcome_of(battle)
    return HuntLine(
        battle.pk, battle.monster, monster_name(battle.monster), battle.won, outcome.fight.rounds, battle.xp, battle.gold,
        battle.levels, max(0, outcome.fight.hp[0]), hunter.hp_max, found_items(outcome.loot),
    )  # fmt: skip
