"""The record of an ended raid: its curve, its board, when each phase began, what was paid, and what the replay plays."""

from typing import Any

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item
from game.presenters.correspondent import Correspondent
from game.presenters.raid_chart import NUMERALS, RaidChart, clock, raid_chart
from game.presenters.raid_frames import title_of
from game.presenters.raid_hits import hunter_named
from game.queries.raid import RaidView
from game.queries.raid_record import POINTS, BoardLine, CurvePoint, RaidBoard, RaidCurve


class RecordLine(Struct, frozen=True):
    """A hunter on the board. share: thousandths of the damage. trophy: None without one."""

    rank: int
    who: Correspondent
    faction: str
    hits: int
    damage: int
    share: int
    gold: int
    trophy: Item | None


class RecordPhase(Struct, frozen=True):
    """began: when, in words."""

    numeral: str
    kind: str
    name: str
    below: int
    began: str
    came: bool


class RecordRow(Struct, frozen=True):
    """A line of the table that tells what the replay shows. percent: of full health."""

    time: str
    hp: int
    percent: int
    hits: int


class RaidRecord(Struct, frozen=True):
    """is_settled: the last hits are counted and the rewards frozen; until then the board is empty. lasted: of the fight, in words.

    vampire, werewolf: percent of the damage, None without any. chart: None if the fight never began. replay: for raid_replay.js.
    """

    raid: RaidView
    title: str
    is_settled: bool
    lasted: str
    chart: RaidChart | None
    phases: list[RecordPhase]
    rows: list[RecordRow]
    board: list[RecordLine]
    rewards: int
    gold: int
    energy: int
    paid: int
    killer: Correspondent | None
    killing_number: int | None
    killing_damage: int | None
    killing_time: str
    vampire: int | None
    werewolf: int | None
    replay: dict[str, Any]


def record_of(raid: RaidView, curve: RaidCurve, board: RaidBoard) -> RaidRecord:
    """The record of a raid that has ended. curve, board: from queries.raid_record."""
    seconds, points = fight_seconds(raid), _points(raid, curve)
    phases = [(phase.kind, phase.name) for phase in raid.phases]
    fought = raid.ended_at is None or raid.ended_at > raid.starts_at
    vampire = raid.vampire_percent
    return RaidRecord(
        raid=raid, title=title_of(raid.boss), is_settled=raid.stored_state != "open", lasted=clock(seconds),
        chart=raid_chart(
            points, phases, _band_starts(curve.begun), seconds=seconds, hp_max=raid.hp_max, killed_at=curve.killed_at
        ) if fought else None,
        phases=_phases(raid, curve.begun), rows=[_row(point, raid) for point in points],
        board=[_line(line) for line in board.lines], rewards=board.rewards, gold=board.gold, energy=board.energy,
        paid=board.paid, killer=hunter_named(board.killer) if board.killer else None, killing_number=board.killing_number,
        killing_damage=board.killing_damage, killing_time="" if curve.killed_at is None else clock(curve.killed_at),
        vampire=vampire, werewolf=None if vampire is None else 100 - vampire,
        replay=_replay(raid, curve, board, points, seconds),
    )  # fmt: skip


def fight_seconds(raid: RaidView) -> float:
    """How long the fight lasted. A raid that was settled late ended when its time was over."""
    end = raid.ends_at if raid.ended_at is None else min(raid.ended_at, raid.ends_at)
    return max(1.0, (end - raid.starts_at).total_seconds())


def _points(raid: RaidView, curve: RaidCurve) -> list[CurvePoint]:
    """The curve from the start on, with a point of its own for the start and for the end."""
    return [CurvePoint(0, raid.health, 0, 0, 0), *curve.points][:POINTS]


def _band_starts(begun: list[float | None]) -> list[float | None]:
    """Of the phases that had begun before the fight did, only the last one is drawn."""
    at_start = max((index for index, start in enumerate(begun) if start == 0), default=0)
    return [None if index < at_start else start for index, start in enumerate(begun)]


def _phases(raid: RaidView, begun: list[float | None]) -> list[RecordPhase]:
    at_start = max((index for index, start in enumerate(begun) if start == 0), default=0)
    found = []
    for index, (phase, start) in enumerate(zip(raid.phases, begun, strict=True)):
        if index < at_start:
            words = "was past it before the fight"
        elif start == 0:
            words = "from the start"
        else:
            words = "never came" if start is None else f"began at {clock(start)}"
        found.append(
            RecordPhase(NUMERALS[index], phase.kind, phase.name, phase.below, words, start is not None and index >= at_start)
        )
    return found


def _row(point: CurvePoint, raid: RaidView) -> RecordRow:
    return RecordRow(clock(point.at), point.hp, round(point.hp * 100 / raid.hp_max), _hits(point, raid))


def _hits(point: CurvePoint, raid: RaidView) -> int:
    """How many hits had counted. Late ones have the last numbers."""
    return min(point.number, raid.counted)


def _line(line: BoardLine) -> RecordLine:
    return RecordLine(
        line.rank, hunter_named(line.hunter), line.hunter.faction, line.hits, line.damage, line.share, line.gold,
        catalogue().items.get(line.trophy),
    )  # fmt: skip


def _replay(raid: RaidView, curve: RaidCurve, board: RaidBoard, points: list[CurvePoint], seconds: float) -> dict[str, Any]:
    """points: [seconds, health, hits]. hunters: names of the first ten. parts: [hunter, point, damage], what each of them did up to
    that point and after the one before. phases: [seconds, name] of those that came."""
    places = {line.hunter.character: index for index, line in enumerate(board.lines)}
    return {
        "seconds": round(seconds, 1), "hp_max": raid.hp_max,
        "points": [[round(p.at, 1), p.hp, _hits(p, raid)] for p in points],
        "hunters": [hunter_named(line.hunter).name for line in board.lines],
        "parts": [[places[p.character], p.point + 1, p.damage] for p in curve.parts if p.character in places],
        "phases": [
            [round(start, 1), phase.name]
            for phase, start in zip(raid.phases, _band_starts(curve.begun), strict=True) if start is not None
        ],
    }  # fmt: skip
