"""Many characters with figures for boards and seasons, made by SQL alone: they hold nothing and cannot log in.

Their figures are skewed as a world's are: most have little, a few have much. One account in a hundred is suspended, and one
character in a hundred is deleted. Half of them were seen in the last 60 days.
"""

import sys

from django.db import connection
from rich.progress import track

from game.queries.board_kinds import TOTAL_XP

CHUNK = 50_000


def make_characters(count: int) -> int:
    """Make the missing ones up to `count`, in transactions of CHUNK. Returns how many were made. A stopped run can be repeated."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user WHERE username ~ '^many[0-9]+$'")
        [before] = cursor.fetchone()
        firsts = range(before + 1, count + 1, CHUNK)
        for first in track(firsts, "characters", disable=not sys.stdout.isatty(), transient=True):
            cursor.execute(_MAKE, {"first": first, "last": min(first + CHUNK - 1, count)})
        cursor.execute("VACUUM ANALYZE accounts_user, game_character")
    return max(0, count - int(before))


def begin_season(number: int = 1) -> int:
    """Make a season that began four weeks ago, unless it exists, with a baseline for seven characters in eight. Returns its id."""
    with connection.cursor() as cursor:
        cursor.execute(_SEASON, {"number": number})
        cursor.execute(_BASELINES, {"number": number})
        cursor.execute("VACUUM ANALYZE game_seasonbaseline")
        cursor.execute("SELECT id FROM game_season WHERE number = %s", [number])
        [season] = cursor.fetchone()
    return int(season)


_MAKE = """WITH account AS (
    INSERT INTO accounts_user (username, password, email, is_superuser, is_staff, is_active, is_guest, date_joined, ban_reason,
        banned_until)
    SELECT 'many' || lpad(g::text, 7, '0'), '!', '', false, false, true, false, now(), '',
        CASE WHEN random() < 0.01 THEN now() + interval '1 year' END
    FROM generate_series(%(first)s::int, %(last)s::int) g
    RETURNING id, substr(username, 5) AS digits
), figure AS (
    SELECT id, digits, digits::int AS nth, random() AS luck, random() AS zeal FROM account
)
INSERT INTO game_character (user_id, name, skeleton, faction, class_slug, emblem, level, xp, gold, unspent, strength, dexterity,
    intellect, vitality, luck, wisdom, energy, hp, loadout, place, hunts, kills, raid_damage, raid_hits, gold_earned, streak_days,
    streak_day, seen_at, deleted_at)
SELECT id, 'Many' || digits, 'many' || translate(digits, '01345789', 'oleastbg'),
    CASE WHEN nth %% 2 = 0 THEN 'vampire' ELSE 'werewolf' END, CASE WHEN nth %% 2 = 0 THEN 'courtblade' ELSE 'redclaw' END,
    nth %% 24, 1 + floor(59 * zeal ^ 3), floor(luck * 50 * (1 + 59 * zeal ^ 3)), 0, 0, 10, 10, 10, 10, 10, 10, 300, 1000000, '{}',
    'old-mill', floor(30000 * zeal ^ 3), floor(20000 * zeal ^ 3 * (0.5 + luck / 2)),
    CASE WHEN luck < 0.5 THEN 0 ELSE floor(500000 * zeal ^ 2 * luck) END, 0, floor(9000000 * zeal ^ 3 * luck), 0, 0,
    now() - random() * interval '120 days', CASE WHEN random() < 0.01 THEN now() END
FROM figure"""
_SEASON = """INSERT INTO game_season (number, starts_at, ends_at)
VALUES (%(number)s, date_trunc('day', now()) - interval '28 days', date_trunc('day', now()) + interval '28 days')
ON CONFLICT DO NOTHING"""
_BASELINES = f"""INSERT INTO game_seasonbaseline (season_id, character_id, experience, kills, gold_earned, raid_damage)
SELECT s.id, c.id, ({TOTAL_XP}) * 2 / 3, c.kills * 2 / 3, c.gold_earned * 2 / 3, c.raid_damage / 2
FROM game_season s, game_character c WHERE s.number = %(number)s AND c.id %% 8 > 0
ON CONFLICT DO NOTHING"""
