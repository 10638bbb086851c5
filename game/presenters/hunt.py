"""The hunt page, and what it shows after a hunt."""

from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Monster, Place
from game.models import Character
from game.presenters.battle_lines import BattleLine, battle_lines
from game.presenters.event import RewardChange, reward_change
from game.presenters.loot import FoundItem, found_items
from game.presenters.next_step import NextStep, next_step
from game.presenters.odds import Odds, hunter_now, odds_by_place
from game.presenters.places import Area, regions_for
from game.queries.battle import RecentBattle
from game.queries.sheet import Worn, needs_repair
from game.rules import tuning
from game.rules.hunt_answer import HuntAnswer
from game.rules.sheet import Derived

RECENT_SHOWN = 6


class HuntPage(Struct, frozen=True):
    """regions: one of them is chosen. last: the place of the last hunt. needs_repair: worn things that wear out soon.
    odds: at each open place of the chosen region, by slug. step: what the player does best next, None before the first hunt."""

    regions: list[Area]
    odds: dict[str, Odds]
    step: NextStep | None
    last: Place | None
    recent: list[BattleLine]
    needs_repair: list[Worn]
    hunt_energy: int


def hunt_page(
    character: Character, worn: dict[str, Worn], stats: Derived, recent: list[RecentBattle], region: str, now: datetime
) -> HuntPage:
    """region: slug of the region to show; another word shows the region of the last hunt. recent: RECENT_SHOWN of them are shown."""
    hunter, regions = hunter_now(character, stats, now), regions_for(character, region)
    shown = [ground.place.slug for area in regions if area.chosen for ground in area.places if ground.open]
    return HuntPage(
        regions=regions,
        odds=odds_by_place(hunter, shown),
        step=next_step(character, hunter, recent),
        last=catalogue().places.get(character.place),
        recent=battle_lines(recent[:RECENT_SHOWN]),
        needs_repair=needs_repair(worn.values()),
        hunt_energy=tuning.HUNT_ENERGY,
    )


class HuntResultView(Struct, frozen=True):
    """What the page shows beside the answer. recent: the hunt as the newest line of the latest fights. event: what changed the
    reward, or None."""

    loot: list[FoundItem]
    monster: Monster
    place: Place
    hunt_energy: int
    recent: list[BattleLine]
    event: RewardChange | None


def hunt_result(answer: HuntAnswer, place: str, now: datetime) -> HuntResultView:
    content, monster = catalogue(), answer.monster
    return HuntResultView(
        loot=found_items((loot.item, loot.quantity) for loot in answer.loot),
        monster=content.monsters[monster.slug],
        place=content.places[place],
        hunt_energy=tuning.HUNT_ENERGY,
        recent=[BattleLine(answer.battle_id, monster.slug, monster.name, answer.won, answer.xp, answer.gold, place, now)],
        event=reward_change(answer.event),
    )


def hunt_in(full_in: int) -> int:
    """Seconds until there is energy for a hunt, from those until it is full; 0 if there is."""
    above = tuning.ENERGY_MAX - tuning.HUNT_ENERGY  # points that come after the first ones that are needed
    return max(0, full_in - above * tuning.ENERGY_SECONDS)


def hunt_in_words(answer: HuntAnswer) -> str:
    """A hunt in one sentence, for a form that was sent twice."""
    name = answer.monster.name
    return f"You beat {name}: {answer.xp:,} XP and {answer.gold:,} gold." if answer.won else f"{name} beat you."
