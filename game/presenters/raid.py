"""A raid as its page shows it: gathering, fighting, or ended."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from game.content import catalogue
from game.content.names import monster_name
from game.content.raid_windows import boss_of, windows_after
from game.content.schema import Item, RaidBoss
from game.models import Character
from game.presenters.raid_frames import title_of
from game.presenters.raid_phases import PhaseView, phase_views
from game.queries.raid import RaidView
from game.queries.raid_page import OwnPart, OwnReward, RaidExtras
from game.rules import tuning
from game.rules.raid import ENDED, RaidState, expected_hunters, percent_left
from game.rules.raid_fold import LatestHit

NEXT_RAIDS = 3
MEDALS = 3


class TopLine(Struct, frozen=True):
    rank: int
    name: str
    damage: int
    own: bool


class NextRaid(Struct, frozen=True):
    boss: str
    title: str
    opens_at: datetime


class RaidPage(Struct, frozen=True):
    """title, name, region, level: of the boss. call, fall, escape: its texts, "" if it left the content.

    lost: health that is gone; kept: health that it had lost before, in an earlier raid. percent: of its health that is left, as a
    number for the drawn bar; kept_percent: where that bar began. vampire, werewolf: share of the damage in percent, None before
    the first hit. own: the viewer's counted hits, None without one. expected: hunters, from earlier raids at this hour.
    hits_for_tired: how many hits a full energy bar allows. live: what raid.js starts from.
    """

    raid: RaidView
    state: RaidState
    ended: bool
    settled: bool
    title: str
    name: str
    region: str
    level: int
    call: str
    fall: str
    escape: str
    phases: list[PhaseView]
    lost: int
    kept: int
    percent: float
    kept_percent: float
    health_percent: int
    vampire: int | None
    werewolf: int | None
    leaders: list[TopLine]
    latest: list[LatestHit]
    own: OwnPart | None
    reward: OwnReward | None
    trophy: Item | None
    expected: int
    reminded: int
    next_raids: list[NextRaid]
    starts_in: int
    ends_in: int
    hit_energy: int
    hits_for_tired: int
    least_hits: int
    live: dict[str, Any]


def raid_page(raid: RaidView, extras: RaidExtras, viewer: Character | None) -> RaidPage:
    content = catalogue()
    known, monster = content.raid_bosses.get(raid.boss), content.monsters.get(raid.boss)
    state, me = raid.state, viewer.name if viewer else None
    vampire = raid.vampire_percent
    phases = phase_views(raid)
    return RaidPage(
        raid=raid, state=state, ended=state in ENDED, settled=raid.stored_state in ENDED, title=title_of(raid.boss),
        name=monster_name(raid.boss), region=content.regions[monster.region].name if monster else "",
        level=monster.level if monster else 0, call=_text(known, "call"), fall=_text(known, "fall"),
        escape=_text(known, "escape"), phases=phases, lost=raid.health - raid.hp, kept=raid.hp_max - raid.health,
        percent=_percent(raid.hp, raid.hp_max), kept_percent=_percent(raid.health, raid.hp_max),
        health_percent=percent_left(raid.hp, raid.hp_max),
        vampire=vampire, werewolf=None if vampire is None else 100 - vampire,
        leaders=[TopLine(rank, one.name, one.damage, one.name == me) for rank, one in enumerate(raid.top, 1)], latest=raid.latest,
        own=extras.own, reward=extras.reward, trophy=content.items.get(extras.reward.trophy) if extras.reward else None,
        expected=expected_hunters(extras.attendance), reminded=extras.reminded, next_raids=_next_raids(raid.now),
        starts_in=_seconds(raid.starts_at, raid.now), ends_in=_seconds(raid.ends_at, raid.now),
        hit_energy=tuning.RAID_HIT_ENERGY, hits_for_tired=tuning.ENERGY_MAX // tuning.RAID_HIT_ENERGY,
        least_hits=tuning.RAID_LEAST_HITS, live=_live(raid, state, phases, extras.own, me),
    )  # fmt: skip


def _live(raid: RaidView, state: RaidState, phases: list[PhaseView], own: OwnPart | None, me: str | None) -> dict[str, Any]:
    """Times are seconds since 1970, by the database's clock; pause is in milliseconds."""
    return {
        "id": raid.id, "state": state, "settled": raid.stored_state in ENDED, "seq": raid.seq, "now": raid.now.timestamp(),
        "starts": raid.starts_at.timestamp(), "ends": raid.ends_at.timestamp(), "hp": raid.hp, "hp_max": raid.hp_max,
        "phase": raid.phase, "counted": raid.counted, "name": monster_name(raid.boss), "me": me, "hits": own.hits if own else 0,
        "damage": own.damage if own else 0, "rank": own.rank if own else None, "pause": tuning.RAID_HIT_PAUSE_MS,
        "phases": [
            {"kind": p.kind, "name": p.name, "text": p.text, "effect": p.effect, "numeral": p.numeral} for p in phases
        ],
    }  # fmt: skip


def _text(boss: RaidBoss | None, field: str) -> str:
    return str(getattr(boss, field)) if boss is not None else ""


def _percent(part: int, whole: int) -> float:
    """Rounded down, so that a full bar is full health; more than nothing as long as there is any."""
    return max(0.3 if part else 0.0, part * 1000 // max(1, whole) / 10)


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, round((until - now).total_seconds()))


def _next_raids(now: datetime) -> list[NextRaid]:
    bosses = list(catalogue().raid_bosses)
    coming = [(boss_of(window, bosses), window.opens_at) for window in windows_after(now, NEXT_RAIDS)]
    return [NextRaid(boss, title_of(boss), opens_at) for boss, opens_at in coming]
