"""The one statement that ends a season for all its characters: ranks, the hall of fame, rewards, and the next season's baselines.

It reads what characters did once, so all of these come from the same moment: what a character wins before it counts in the
season that ends, what it wins after it in the next one, and nothing in both. It locks no character.
"""

from collections.abc import Iterable

from django.db import connection
from msgspec import Struct

from game.models.ids import SeasonId
from game.queries.board_kinds import BoardKind
from game.queries.season_figures import FIGURES, HAS_SOMETHING, figure_sql
from game.rules.season_reward import PLACES, REWARDS


class Frozen(Struct, frozen=True):
    """How many rows were written."""

    results: int = 0
    ranks: int = 0
    rewards: int = 0
    baselines: int = 0


def freeze(ended: SeasonId, opened: SeasonId, boards: list[BoardKind]) -> Frozen:
    """Write the results of the season that ends and the baselines of the one that begins. One statement, in the caller's
    transaction, under the lock of the season's row."""
    with connection.cursor() as cursor:
        cursor.execute(freeze_sql(boards), {
            "season": ended, "opened": opened, "places": PLACES, "first": [r.first for r in REWARDS],
            "last": [r.last for r in REWARDS], "gold": [r.gold for r in REWARDS], "title": [r.title for r in REWARDS],
        })  # fmt: skip
        return Frozen(*cursor.fetchone())


def write_baselines(season: SeasonId) -> int:
    """The baselines of a season that begins without an earlier one. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_BASELINES, {"opened": season})
        return int(cursor.rowcount)


def freeze_sql(boards: list[BoardKind]) -> str:
    """The statement for these boards. A score that is not above 0 has no rank; of equal ones the older character comes first."""
    numbers = range(len(boards))
    scores, ranks = ", ".join(f"s{n}" for n in numbers), ", ".join(f"r{n}" for n in numbers)
    boards_rows = ", ".join(f"('{board.slug}', r{n}, s{n})" for n, board in enumerate(boards))
    return f"""WITH {figure_sql(boards, _paced("c.id"))}, placed AS MATERIALIZED (
    {_ranked(f"SELECT id, {scores} FROM figure WHERE is_ranked AND greatest({scores}) > 0", numbers)}
), result AS (
    INSERT INTO game_seasonresult (season_id, character_id, ranks, scores)
    SELECT %(season)s, id, ARRAY[{ranks}], ARRAY[{", ".join(f"greatest(s{n}, 0)" for n in numbers)}]
    FROM (SELECT * FROM placed WHERE {_paced()} ORDER BY id) placed WHERE {_paced()}
), place AS (
    INSERT INTO game_seasonrank (season_id, board, rank, character_id, name, score)
    SELECT %(season)s, v.board, v.rank, p.id, (SELECT name FROM game_character c WHERE c.id = p.id), v.score
    FROM placed p CROSS JOIN LATERAL (VALUES {boards_rows}) v(board, rank, score)
    WHERE least({ranks}) <= %(places)s -- before a row is made for each board, those without any place are left out
        AND v.rank <= %(places)s
    RETURNING board, rank, character_id
), reward AS (
    INSERT INTO game_seasonreward (season_id, board, rank, character_id, gold, title)
    SELECT %(season)s, p.board, p.rank, p.character_id, g.gold, g.title
    FROM place p JOIN unnest(%(first)s::int[], %(last)s::int[], %(gold)s::int[], %(title)s::text[]) g(first, last, gold, title)
        ON p.rank BETWEEN g.first AND g.last
    RETURNING 1
), baseline AS (
    INSERT INTO game_seasonbaseline (season_id, character_id, experience, kills, gold_earned, raid_damage)
    SELECT %(opened)s, id, experience, kills, gold_earned, raid_damage FROM figure WHERE {HAS_SOMETHING} AND {_paced()}
)
SELECT (SELECT count(*) FROM placed), (SELECT count(*) FROM place), (SELECT count(*) FROM reward),
    (SELECT count(*) FROM figure WHERE {HAS_SOMETHING})"""  # noqa: S608 (constants of the code)


def _ranked(rows: str, numbers: Iterable[int]) -> str:
    """SQL: these rows with a rank by each of these scores. Each sort is a step of its own, whose rows come to it with pauses."""
    for n in numbers:
        ranks = f"CASE WHEN s{n} > 0 THEN row_number() OVER (ORDER BY s{n} DESC, id)::int END AS r{n}"
        rows = f"SELECT *, {ranks} FROM ({rows}) by{n} WHERE {_paced()}"  # noqa: S608 (constants of the code)
    return rows


def _paced(id_: str = "id") -> str:
    """SQL: true. At every 500th id the statement sleeps for a millisecond, in each of its parts, so that a million rows leave most
    of a core to those who play. A lower priority of the database process was tried instead: with processes in groups of their own it
    has no effect."""
    return f"({id_} %% 500 <> 0 OR pg_sleep(0.001) IS NOT NULL)"


_FIRST_BASELINES = f"""INSERT INTO game_seasonbaseline (season_id, character_id, experience, kills, gold_earned, raid_damage)
SELECT %(opened)s, id, experience, kills, gold_earned, raid_damage
FROM (SELECT c.id, {FIGURES} FROM game_character c WHERE c.user_id IS NOT NULL) figure WHERE {HAS_SOMETHING}"""  # noqa: S608
