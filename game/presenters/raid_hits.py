"""The pages of a raid's hits: the list, and one hit with what a browser needs to check its dice."""

from datetime import datetime
from typing import Any, TypedDict

from msgspec import Struct

from game.content import catalogue
from game.presenters.correspondent import GONE, Correspondent
from game.presenters.names import monster_name
from game.presenters.raid_frames import title_of
from game.queries.raid import RaidView
from game.queries.raid_hits import RaidHitRow, RaidHitsPage, RaidHunterRow, StoredHit
from game.rules.raid_v1 import PHASE_PERCENT

OUTCOMES = {"hit": "hit", "crit": "critical hit", "dodge": "dodged"}
PHASES = {
    "plain": "It was an ordinary phase, in which a hit does all of its damage.",
    "adds": f"Helpers stood in the way, so a hit did {PHASE_PERCENT['adds']} % of its damage.",
    "weak_spot": f"A weak spot was open, so a hit did {PHASE_PERCENT['weak_spot']} % of its damage.",
    "enrage": "It was enraged, and struck back at each hunter who struck it.",
}
"""By kind of phase. The percents are those of rules 1."""


def hunter_named(hunter: RaidHunterRow) -> Correspondent:
    """An erased hunter is not named."""
    if hunter.is_erased:
        return Correspondent(GONE)
    return Correspondent(hunter.name, hunter.emblem, not hunter.is_deleted)


class HitLine(Struct, frozen=True):
    """A line of the list. note: what is to be said about what counted; "" if all of it did."""

    number: int
    at: datetime
    who: Correspondent
    faction: str
    damage: int
    outcome: str
    words: str
    counted: int
    note: str
    hp_after: int
    is_killing: bool


class RaidHitsScreen(Struct, frozen=True):
    """newer, older: the numbers of the neighbouring pages, None where there is none. has_begun: whether hits can exist."""

    raid: RaidView
    title: str
    boss_name: str
    lines: list[HitLine]
    total: int
    page: int
    pages: int
    newer: int | None
    older: int | None


def raid_hits_screen(raid: RaidView, found: RaidHitsPage, page: int) -> RaidHitsScreen:
    return RaidHitsScreen(
        raid, title_of(raid.boss), monster_name(raid.boss), [_line(hit, raid) for hit in found.hits], found.total, page,
        found.pages, page - 1 if page > 1 else None, page + 1 if page < found.pages else None,
    )  # fmt: skip


def _line(hit: RaidHitRow, raid: RaidView) -> HitLine:
    return HitLine(
        hit.number, hit.at, hunter_named(hit.hunter), hit.hunter.faction, hit.damage, hit.outcome,
        OUTCOMES.get(hit.outcome, hit.outcome), hit.counted, _note(hit), hit.hp_after, hit.number == raid.killing_number,
    )  # fmt: skip


def _note(hit: RaidHitRow) -> str:
    if hit.is_late:
        return "too late"
    return "" if hit.counted == hit.damage else "all that was left"


class HitCheck(TypedDict):
    """The stored hit, with which a browser rolls it again: the fields of docs/fairness.md, section 10."""

    raid: int
    number: int
    rules_version: int
    commit: str
    server_seed: str | None
    client_seed: str
    nonce: int
    inputs: dict[str, Any]
    outcome: dict[str, Any]
    counted: int
    hp_after: int
    late: bool


class RaidHitScreen(Struct, frozen=True):
    """emblem: of the boss. struck: what the hit did, in a sentence. is_killing: the killing blow."""

    hit: StoredHit
    title: str
    boss_name: str
    who: Correspondent
    struck: str
    phase: str
    hp_before: int
    page: int
    check: HitCheck


def raid_hit_screen(hit: StoredHit, page_size: int) -> RaidHitScreen:
    who, boss = hunter_named(hit.hunter), monster_name(hit.boss)
    return RaidHitScreen(
        hit, title_of(hit.boss), boss, who, _struck(hit), PHASES.get(hit.inputs["phase"], hit.inputs["phase"]),
        hit.hp_after + hit.counted, -(-hit.number // page_size), hit_check(hit),
    )  # fmt: skip


def _struck(hit: StoredHit) -> str:
    if hit.outcome == "dodge":
        return "The boss stepped aside, and the hit met air."
    hit_in_words = f"A critical hit for {hit.damage:,}" if hit.outcome == "crit" else f"A hit for {hit.damage:,}"
    if hit.is_late:
        return f"{hit_in_words}, but it came too late to count. Its energy was given back."
    if hit.is_killing:
        known = catalogue().raid_bosses.get(hit.boss)
        return f"{hit_in_words}: the killing blow. {known.fall if known else ''}".strip()
    return f"{hit_in_words}." if hit.counted == hit.damage else f"{hit_in_words}, of which {hit.counted:,} counted."


def hit_check(hit: StoredHit) -> HitCheck:
    return {
        "raid": hit.raid, "number": hit.number, "rules_version": hit.rules_version, "commit": hit.commit,
        "server_seed": hit.server_seed, "client_seed": hit.client_seed, "nonce": hit.nonce, "inputs": hit.inputs,
        "outcome": {"outcome": hit.outcome, "damage": hit.damage, "lost": hit.lost},
        "counted": hit.counted, "hp_after": hit.hp_after, "late": hit.is_late,
    }  # fmt: skip
