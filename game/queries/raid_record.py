"""What a raid leaves behind: its curve with what the first ten did meanwhile, the board, and what was paid.

The curve of a settled raid never changes, so it is kept in the cache; names and payments are read each time.
"""

from datetime import datetime

from msgspec import Struct

from game.models.ids import RaidId
from game.queries.archive import all_hits, one_hit
from game.queries.raid import RaidView
from game.queries.raid_hits import HUNTER, RaidHunterRow
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import stale_while_revalidate

POINTS = 200
"""Points of a curve at the most."""
KEPT_SECONDS = 86_400


class CurvePoint(Struct, frozen=True, array_like=True):
    """at: seconds since the fight began. number: of the last hit that had been numbered. vampire, werewolf: damage so far."""

    at: float
    hp: int
    number: int
    vampire: int
    werewolf: int


class DamagePart(Struct, frozen=True, array_like=True):
    """What a hunter's hits between two points came to. point: the index of the later one."""

    character: int
    point: int
    damage: int


class RaidCurve(Struct, frozen=True, array_like=True):
    """begun: for each phase the seconds at which it began, None if it never did. killed_at: of the killing blow.

    parts: damage of the first ten, by point.
    """

    points: list[CurvePoint]
    begun: list[float | None]
    killed_at: float | None
    parts: list[DamagePart]


class BoardLine(Struct, frozen=True, array_like=True):
    """A frozen reward with its hunter. share: thousandths of the damage."""

    rank: int
    hunter: RaidHunterRow
    hits: int
    damage: int
    share: int
    gold: int
    trophy: str


class RaidBoard(Struct, frozen=True, array_like=True):
    """rewards: how many hunters have one; gold, energy: of all of them. paid: how many are paid. killer: of the killing blow; hit: its
    number."""

    lines: list[BoardLine]
    rewards: int
    gold: int
    energy: int
    paid: int
    killer: RaidHunterRow | None
    killing_number: int | None
    killing_damage: int | None


def raid_curve(raid: RaidView) -> RaidCurve:
    """One statement, or none if the cache has the curve of a settled raid. Two seconds that it is not settled are not cached."""
    if raid.stored_state == "open":
        return _curve(raid.id, raid.ends_at)
    key = f"raid curve {raid.id}"
    return stale_while_revalidate(key, RaidCurve, KEPT_SECONDS, lambda: _curve(raid.id, raid.ended_at or raid.ends_at))


def _curve(raid: RaidId, ended: datetime) -> RaidCurve:
    found: RaidCurve = _CURVE.row(raid=raid, ended=ended, buckets=POINTS - 2)
    return found


def raid_board(raid: RaidId) -> RaidBoard:
    """The first ten of a settled raid, and what it paid. One statement."""
    found: RaidBoard = _BOARD.row(raid=raid)
    return found


# The last fold of each of so many stretches of time. Time never goes back, even if the clock did. A hit belongs to the first point
# whose number is at least its own. Served by one_fold_per_seq, one_hunter_per_rank and a_hit_has_its_number.
_CURVE = Statement(
    f"""WITH raid AS (
    SELECT *, greatest(1, extract(epoch FROM least(%(ended)s::timestamptz, ends_at) - starts_at))::float8 AS seconds
    FROM game_raid WHERE id = %(raid)s
), folds AS (
    SELECT f.*, r.seconds, max(least(r.seconds, greatest(0, extract(epoch FROM f.at - r.starts_at)))::float8)
        OVER (ORDER BY f.seq) AS since FROM game_raidfold f JOIN raid r ON r.id = f.raid_id
), points AS (
    SELECT DISTINCT ON (bucket) seq, since, hp, number, vampire, werewolf
    FROM (SELECT *, least(%(buckets)s::int - 1, floor(since * %(buckets)s::int / seconds)) AS bucket FROM folds) f
    ORDER BY bucket, seq DESC
), numbers AS (
    SELECT array_agg(number ORDER BY seq) AS list FROM points
)
SELECT json_build_array(
    coalesce((SELECT json_agg(json_build_array(since, hp, number, vampire, werewolf) ORDER BY seq) FROM points), '[]'),
    (SELECT json_agg((
        SELECT CASE WHEN r.health * 100 <= (p.phase->>'below')::int * r.hp_max THEN 0 ELSE (
            SELECT min(f.since) FROM folds f WHERE f.hp * 100 <= (p.phase->>'below')::int * r.hp_max) END
    ) ORDER BY p.place) FROM jsonb_array_elements(r.phases) WITH ORDINALITY AS p(phase, place)),
    CASE WHEN r.killing_hit IS NULL THEN NULL ELSE (SELECT min(f.since) FROM folds f WHERE f.hp = 0) END,
    coalesce((SELECT json_agg(json_build_array(t.character_id, t.point, t.damage)) FROM (
        SELECT h.character_id, width_bucket(h.number - 1, n.list) AS point, sum(h.counted) AS damage
        FROM game_raidreward w JOIN {all_hits("h.raid_id = %(raid)s")} h ON h.character_id = w.character_id, numbers n
        WHERE w.raid_id = r.id AND w.rank <= 10 AND h.number IS NOT NULL AND NOT h.late AND n.list IS NOT NULL
        GROUP BY 1, 2 ORDER BY 2, 1) t), '[]'))::text
FROM raid r""",  # noqa: S608 (constants of the code)
    RaidCurve,
)
# Served by one_hunter_per_rank and the primary keys.
_BOARD = Statement(
    f"""SELECT json_build_array(
    coalesce((SELECT json_agg(json_build_array(w.rank, {HUNTER}, w.hits, w.damage, w.share, w.gold, w.trophy) ORDER BY w.rank)
        FROM game_raidreward w JOIN game_character c ON c.id = w.character_id WHERE w.raid_id = r.id AND w.rank <= 10), '[]'),
    s.rewards, s.gold, s.energy, s.paid,
    (SELECT {HUNTER} FROM game_character c WHERE c.id = k.character_id), k.number, k.damage)::text
FROM game_raid r LEFT JOIN LATERAL {one_hit("h.id = r.killing_hit")} k ON true, LATERAL (
    SELECT count(*) AS rewards, coalesce(sum(w.gold), 0) AS gold, coalesce(sum(w.energy), 0) AS energy, count(w.paid_at) AS paid
    FROM game_raidreward w WHERE w.raid_id = r.id) s
WHERE r.id = %(raid)s""",  # noqa: S608 (constants of the code)
    RaidBoard,
)
