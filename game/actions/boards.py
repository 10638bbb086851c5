"""Counting the boards every five minutes, and taking characters off them at once."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.actions.locking import check_in_transaction
from game.actions.transaction import EffectContext
from game.models.ids import CharacterId
from game.queries.board import drop, expire
from game.queries.board_scores import IS_RANKED, ScopedBoard, scoped_boards, scores, season_on

LISTED = 1000
"""How many characters a snapshot lists."""
SAMPLE = 30_000
"""The limits of the histogram's parts come from about so many characters; in a smaller world, from all."""
PARTS = [n / 100 for n in range(100)] + [0.99 + n / 1000 for n in range(1, 10)]
"""Where the histogram's parts begin: each has at most about a hundredth of the characters, at the top a thousandth, unless all in
it have the same score."""
_COUNTING, _WRITING = 1_900_001, 1_900_002
"""Numbers of advisory locks: of the one count that runs, and of who changes what boards list."""


class BoardCount(Struct, frozen=True):
    """boards: how many were counted. entries: characters that they list in all."""

    boards: int
    entries: int


def count_boards() -> BoardCount | None:
    """Count all boards anew, in one transaction: readers see the old ones or the new ones. None if another count is running.

    The scores are read once, without a lock on anybody. Whoever was suspended or deleted in the meantime is then taken off.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_COUNTING])
        if not cursor.fetchone()[0]:
            return None
        season = season_on()
        boards = scoped_boards(with_season=season is not None)
        cursor.execute(_count(boards), {
            "season": season.pk if season else None, "number": season.number if season else None, "listed": LISTED, "sample": SAMPLE, "parts": PARTS,
            "boards": [board.kind.slug for board in boards], "scopes": [board.scope for board in boards],
            "steps": [board.step for board in boards],
        })  # fmt: skip
        made, entries = cursor.fetchone()
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
        cursor.execute(_DELETE_OTHERS, {"made": made})
        _take_off(cursor, _NOT_RANKED)
        EffectContext().after_commit(expire)
    return BoardCount(len(boards), entries)


def remove(characters: Iterable[CharacterId]) -> int:
    """Take characters off all boards, in the caller's transaction, and move those behind them up. Returns how many boards change.

    The caller has written before that they are not ranked, so that no count lists them again, and locks nothing afterwards that
    others share: until its commit, a count and everybody else who removes somebody wait. One statement after the lock.
    """
    check_in_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])
        changed = _take_off(cursor, "SELECT unnest(%(characters)s::bigint[])", characters=[*characters])
    if changed:
        EffectContext().after_commit(drop)
    return changed


def _take_off(cursor: Any, who: str, **params: object) -> int:
    cursor.execute(_TAKE_OFF.format(who=who), params)
    changed: int = cursor.fetchone()[0]
    return changed


def _count(boards: list[ScopedBoard]) -> str:
    """The statement of a count. It computes all scores once and keeps them beside; a sample of them gives the limits of the
    histograms' parts, and each board then reads them twice: for its first ones, and for its histogram."""
    numbers = range(len(boards))
    limits = ", ".join(
        f"percentile_disc(%(parts)s::float8[]) WITHIN GROUP (ORDER BY s{n}) FILTER (WHERE s{n} > 0) AS l{n}" for n in numbers
    )
    # Each limit is a part of its own, and the next part begins behind it: a score that many have is not mixed with others.
    edges = ", ".join(f"ARRAY({_EDGES.format(limits=f'l{n}')}) AS e{n}" for n in numbers)
    parts = " UNION ALL ".join(
        f"""SELECT {n + 1} AS nth, min(s{n}) AS low, max(s{n}) AS high, count(*) AS characters FROM scored WHERE s{n} > 0
        GROUP BY width_bucket(s{n}, (SELECT e{n} FROM edges))"""  # noqa: S608
        for n in numbers
    )  # fmt: skip
    first = " UNION ALL ".join(
        f"""(SELECT {n + 1} AS nth, id, s{n} AS score FROM scored WHERE s{n} > 0 ORDER BY s{n} DESC, id LIMIT %(listed)s)"""  # noqa: S608
        for n in numbers
    )  # fmt: skip
    return f"""WITH scored AS MATERIALIZED ({scores(boards)}
), limits AS MATERIALIZED (
    SELECT {limits} FROM scored WHERE random() < %(sample)s::float8 / greatest(1, (SELECT count(*) FROM scored))
), edges AS MATERIALIZED (
    SELECT {edges} FROM limits
), parts AS (
    SELECT nth, sum(characters) AS characters, jsonb_agg(jsonb_build_array(low, high, characters) ORDER BY low) AS histogram
    FROM ({parts}) p GROUP BY nth
), board AS (
    SELECT * FROM unnest(%(boards)s::text[], %(scopes)s::text[], %(steps)s::bigint[]) WITH ORDINALITY AS k(board, scope, step, nth)
), made AS (
    INSERT INTO game_boardsnapshot (board, scope, season, taken_at, characters, removals, histogram)
    SELECT k.board, k.scope, CASE WHEN k.scope = 'season' THEN %(number)s::int END, statement_timestamp(),
        coalesce(p.characters, 0), 0, coalesce(p.histogram, '[]')
    FROM board k LEFT JOIN parts p USING (nth) RETURNING id, board, scope
), entry AS (
    INSERT INTO game_boardentry (snapshot_id, rank, character_id, score, value)
    SELECT m.id, row_number() OVER (PARTITION BY f.nth ORDER BY f.score DESC, f.id), f.id, f.score, f.score / k.step
    FROM ({first}) f JOIN board k USING (nth) JOIN made m USING (board, scope) RETURNING 1
)
SELECT (SELECT array_agg(id) FROM made), (SELECT count(*) FROM entry)"""  # noqa: S608 (constants of the code)


_EDGES = "SELECT DISTINCT v FROM unnest({limits}) x CROSS JOIN LATERAL unnest(ARRAY[x, x + 1]) v ORDER BY v"
_DELETE_OTHERS = """WITH entry AS (
    DELETE FROM game_boardentry WHERE snapshot_id <> ALL (%(made)s::bigint[])
)
DELETE FROM game_boardsnapshot WHERE id <> ALL (%(made)s::bigint[])"""
_NOT_RANKED = f"""SELECT DISTINCT e.character_id FROM game_boardentry e JOIN game_character c ON c.id = e.character_id
    LEFT JOIN ({ACCOUNT}) u ON u.id = c.user_id WHERE ({IS_RANKED}) IS NOT TRUE"""  # noqa: S608
_TAKE_OFF = """WITH gone AS (
    DELETE FROM game_boardentry WHERE character_id IN ({who}) RETURNING snapshot_id, rank
), moved AS (
    UPDATE game_boardentry e
    SET rank = e.rank - (SELECT count(*) FROM gone g WHERE g.snapshot_id = e.snapshot_id AND g.rank < e.rank)
    WHERE e.rank > (SELECT min(g.rank) FROM gone g WHERE g.snapshot_id = e.snapshot_id)
        AND NOT EXISTS (SELECT FROM gone g WHERE g.snapshot_id = e.snapshot_id AND g.rank = e.rank)
), changed AS (
    UPDATE game_boardsnapshot s SET characters = s.characters - g.characters, removals = s.removals + 1
    FROM (SELECT snapshot_id, count(*) AS characters FROM gone GROUP BY 1) g WHERE s.id = g.snapshot_id RETURNING 1
)
SELECT count(*) FROM changed"""
