"""The report of several hunts of one action: what came of each, and of all together."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item, Place
from game.models import Character
from game.presenters.hunt import again_in
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
Found = tuple[Item | None, str, int]
"""An item (None when it left the catalogue), its slug, and how many."""


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
    loot: list[Found]


class HuntReport(Struct, frozen=True):
    """xp, gold, loot, levels: of all hunts. why: why no further hunt followed, "" if all were made. place: None when it left the
    catalogue. pause_ms: from the report on, until the next hunt is possible. again_in: seconds until there is energy for one."""

    place: Place | None
    hunts: list[HuntLine]
    won: int
    xp: int
    gold: int
    levels: int
    loot: list[Found]
    why: str
    hunt_energy: int
    more: tuple[int, ...]
    pause_ms: int
    again_in: int
    new_skills: list[NewSkill]


MORE = (5, 10)
"""How often the buttons of pages hunt at once."""


def hunt_report(character: Character, battles: list[StoredBattleRow], stopped_by: str, now: datetime) -> HuntReport:
    hunts = [_line(battle) for battle in battles]
    before = inputs_of(battles[0]).hunter.level
    total: Counter[str] = Counter()
    for hunt in hunts:
        total.update({slug: quantity for _, slug, quantity in hunt.loot})
    return HuntReport(
        place=catalogue().places.get(battles[0].place), hunts=hunts, won=sum(hunt.won for hunt in hunts), xp=sum(hunt.xp for hunt in hunts),
        gold=sum(hunt.gold for hunt in hunts), levels=sum(hunt.levels for hunt in hunts), loot=_found(total.items()),
        why=WHY_STOPPED.get(stopped_by, ""), hunt_energy=tuning.HUNT_ENERGY, more=MORE,
        pause_ms=len(hunts) * tuning.HUNT_PAUSE_MS, again_in=again_in(character, now),
        new_skills=learnt_between(character, before, before + sum(hunt.levels for hunt in hunts)),
    )  # fmt: skip


def _line(battle: StoredBattleRow) -> HuntLine:
    hunter, outcome = inputs_of(battle).hunter, outcome_of(battle)
    return HuntLine(
        battle.pk, battle.monster, monster_name(battle.monster), battle.won, outcome.fight.rounds, battle.xp, battle.gold,
        battle.levels, max(0, outcome.fight.hp[0]), hunter.hp_max, _found(outcome.loot),
    )  # fmt: skip


def _found(loot: Iterable[tuple[str, int]]) -> list[Found]:
    items = catalogue().items
    return [(items.get(slug), slug, quantity) for slug, quantity in loot]
