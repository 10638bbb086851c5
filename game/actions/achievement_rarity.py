"""How many players have each achievement: counted by a job, so that no request counts it."""

from django.db import connection

from game.content import catalogue


def count_rarity() -> int:
    """Count all achievements of the content anew, in one statement. Returns how many are held by somebody.

    Players are characters that have hunted. Two at once write the same; ON CONFLICT lets the second one wait for the first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"slugs": sorted(catalogue().achievements)})
        held: int = cursor.fetchone()[0]
        return held


_COUNT = """WITH player AS (
    SELECT count(*) AS players FROM game_character WHERE user_id IS NOT NULL AND deleted_at IS NULL AND hunts > 0
), held AS (
    SELECT achievement, count(*) AS holders FROM game_earnedachievement GROUP BY 1
), written AS (
    INSERT INTO game_achievementrarity (achievement, holders, players, counted_at)
    SELECT s.slug, coalesce(h.holders, 0), greatest(p.players, coalesce(h.holders, 0)), statement_timestamp()
    FROM player p, unnest(%(slugs)s::text[]) s(slug) LEFT JOIN held h ON h.achievement = s.slug
    ORDER BY s.slug
    ON CONFLICT (achievement) DO UPDATE SET holders = excluded.holders, players = excluded.players, counted_at = excluded.counted_at
    RETURNING holders
)
SELECT count(*) FILTER (WHERE holders > 0) FROM written"""
