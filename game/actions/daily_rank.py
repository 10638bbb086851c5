"""Ranking everybody on every board, once a day."""

from datetime import datetime

from django.db import connection, transaction

from game.models import DailyRank, RankCount
from game.models.ids import CharacterId
from game.queries.board_scores import ScopedBoard, scoped_boards, scores, season_on
from game.queries.missions import day_of

SEEN_DAYS = 60
"""Ranks are stored of who was seen in so many days. Everybody is ranked."""
KEPT_DAYS = 56


def rank_everybody(moment: datetime) -> int:
    """Store everybody's ranks of the moment's day (UTC), unless they are stored, and delete those of KEPT_DAYS ago. One transaction.
    Returns how many characters got rows."""
    day = day_of(moment)
    with transaction.atomic(), connection.cursor() as cursor:
        season = season_on()
        boards = scoped_boards(with_season=season is not None)
        cursor.execute(_TAKE_DAY, {"day": day, "boards": [board.key for board in boards]})
        if (row := cursor.fetchone()) is None:
            return 0
        cursor.execute(_rank(boards), {"count": row[0], "season": season.pk if season else None, "seen_days": SEEN_DAYS})
        [stored] = cursor.fetchone()
        cursor.execute(_DELETE_OLD, {"before": day - KEPT_DAYS + 1})
    return int(stored)


def forget_ranks(characters: list[CharacterId]) -> None:
    """Delete the stored ranks of characters. One statement."""
    DailyRank.objects.filter(count__in=RankCount.objects.values("pk"), character__in=characters).delete()


def _rank(boards: list[ScopedBoard]) -> str:
    """The statement reads each character once; then each board sorts all scores."""
    numbers = range(len(boards))
    ranks = ", ".join(f"CASE WHEN s{n} > 0 THEN row_number() OVER (ORDER BY s{n} DESC, id) ELSE 0 END" for n in numbers)
    totals = ", ".join(f"count(*) FILTER (WHERE s{n} > 0)" for n in numbers)
    return f"""WITH scored AS MATERIALIZED ({scores(boards, ", c.seen_at")}
), ranked AS (
    SELECT id, seen_at, ARRAY[{ranks}]::int[] AS ranks FROM scored
), stored AS (
    INSERT INTO game_dailyrank (count_id, character_id, ranks)
    SELECT %(count)s, id, ranks FROM ranked WHERE seen_at > statement_timestamp() - make_interval(days => %(seen_days)s) RETURNING 1
), counted AS (
    UPDATE game_rankcount SET characters = (SELECT ARRAY[{totals}] FROM scored) WHERE id = %(count)s
)
SELECT count(*) FROM stored"""  # noqa: S608 (constants of the code)


_TAKE_DAY = """INSERT INTO game_rankcount (day, taken_at, boards, characters)
VALUES (%(day)s, clock_timestamp(), %(boards)s, '{}') ON CONFLICT DO NOTHING RETURNING id"""
_DELETE_OLD = """WITH old AS (
    DELETE FROM game_rankcount WHERE day < %(before)s RETURNING id
)
DELETE FROM game_dailyrank r USING old WHERE r.count_id = old.id"""
