"""The fold of achievements: it counts what characters have done since it last saw them, and writes what they have earned by it.

It walks over the characters by their ids, batch by batch, and looks only at rows that a transaction since its last walk has written:
every action of a player writes the row of its character, if only to lock it (locking.py). Each batch is one transaction: counts,
achievements, notices and the position of the walk are committed together, so a process that dies anywhere has done whole batches,
and a second run at the same time finds the row of the fold locked and goes away.
"""

import time
from collections.abc import Callable
from typing import Any

import msgspec
from django.db import connection
from msgspec import Struct

from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import in_transaction
from game.content import catalogue
from game.content.schema import Achievement
from game.models.ids import CharacterId
from game.models.notice_choice import REWARD
from game.queries.achievement_sources import CountSource, count_sources, is_counted

BATCH = 1_000
"""Characters of one transaction."""
ROWS = 40_000
"""So many rows of a source are read in one statement at most, about."""
MOST_SECONDS = 120.0
"""A run stops after that; the next one goes on."""
PAGE = "/play/achievements/"


class FoldCount(Struct):
    """characters: looked at. earned: achievements. is_finished: the walk has come to its end."""

    characters: int = 0
    earned: int = 0
    is_finished: bool = False


class FoldedBatch(Struct, frozen=True, array_like=True):
    """What a statement of the fold did. earned: slugs by character. unfinished: characters of which some rows are not counted yet."""

    earned: list[tuple[CharacterId, list[str]]]
    unfinished: list[CharacterId]


class _Walk(Struct, frozen=True):
    horizon: int | None
    after: int


def fold_achievements(
    *, seconds: float = MOST_SECONDS, batch: int = BATCH, on_batch: Callable[[FoldCount], None] = lambda _: None
) -> FoldCount | None:
    """Fold until the walk is at its end or the time is over. None if another fold is running. on_batch: is told how far it is."""
    count, ends = FoldCount(), time.monotonic() + seconds
    in_transaction(_open)
    while not count.is_finished:
        found = in_transaction(lambda: _fold_batch(batch))
        if found is None:
            return None
        count = FoldCount(count.characters + found.characters, count.earned + found.earned, found.is_finished)
        on_batch(count)
        if time.monotonic() > ends:
            break
    return count


def _open() -> None:
    """The row of the fold, committed before it is locked: a second fold must find it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO game_achievementfold (after) SELECT 0 WHERE NOT EXISTS (SELECT FROM game_achievementfold) ON CONFLICT DO NOTHING"
        )


def _fold_batch(batch: int) -> FoldCount | None:
    """The next batch of the walk. Four statements, one more if somebody has earned something, and one for each ROWS rows that are left."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"content": catalogue().hash})
        row = cursor.fetchone()
        if row is None:
            return None
        walk = _Walk(*row)
        cursor.execute(_NEXT, {"horizon": walk.horizon, "after": walk.after, "batch": batch})
        ids = [CharacterId(pk) for (pk,) in cursor.fetchall()]
        earned = _fold(ids) if ids else {}
        _tell(earned)
        is_finished = len(ids) < batch
        cursor.execute(_ENDED if is_finished else _WALKED, {"after": ids[-1] if ids else 0})
    return FoldCount(len(ids), sum(map(len, earned.values())), is_finished)


def _fold(characters: list[CharacterId]) -> dict[CharacterId, list[str]]:
    """Count these characters, whose rows stay locked against an erasure until the commit. What each has earned by it."""
    goals = [one for one in catalogue().achievements.values() if is_counted(one.key)]
    sources, earned, left = count_sources(), dict[CharacterId, list[str]](), characters
    params = _params_of(sources, goals)
    statement = fold_sql(sources)
    while left:
        with connection.cursor() as cursor:
            cursor.execute(statement, params | {"ids": left, "most": max(20, ROWS // len(left))})
            found = msgspec.json.decode(cursor.fetchone()[0], type=FoldedBatch)
        for character, slugs in found.earned:
            earned.setdefault(character, []).extend(slugs)
        left = found.unfinished
    return earned


def _params_of(sources: tuple[CountSource, ...], goals: list[Achievement]) -> dict[str, Any]:
    params: dict[str, Any] = {
        "slugs": [one.slug for one in goals], "keys": [one.key for one in goals], "targets": [one.target for one in goals],
        "gold": [one.gold for one in goals],
    }  # fmt: skip
    for source in sources:
        params |= source.params()
    return params


def _tell(earned: dict[CharacterId, list[str]]) -> None:
    """One notice for each character, however many it has earned."""
    notify_all([NewNotice(character, REWARD, words_of(slugs), PAGE) for character, slugs in sorted(earned.items())])


def words_of(slugs: list[str]) -> str:
    """The notice of these achievements."""
    known = catalogue().achievements
    names = [f"“{known[slug].name}”" for slug in slugs]
    titles = [title for slug in slugs if (title := known[slug].title)]
    if len(names) == 1:
        text = f"The clerks have written down an achievement: {names[0]}."
    else:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        text = f"The clerks have written down {len(names)} achievements: {', '.join(names[:3])}{more}."
    if not titles:
        return text
    return f"{text} You may call yourself {titles[0]}." if len(titles) == 1 else f"{text} {len(titles)} titles come with them."


def fold_sql(sources: tuple[CountSource, ...]) -> str:
    """The statement that counts the characters %(ids)s. It selects `FoldedBatch` as JSON.

    An erasure writes the name of a character, which waits for FOR KEY SHARE; a hunt does not. An erasure that was first has taken the
    user out of the row, and the character is left out (forget.py deletes what the fold wrote, after it has waited).
    """
    parts = ", ".join(f"source_{n} AS MATERIALIZED ({one.complete_sql})" for n, one in enumerate(sources))
    found = " UNION ALL ".join(
        f"SELECT character_id, key, n, '{one.counted_as}' AS counted_as FROM source_{n} WHERE key <> ''"  # noqa: S608
        for n, one in enumerate(sources)
    )  # fmt: skip
    adding = [(n, one.name) for n, one in enumerate(sources) if one.counted_as == "adds"]
    read = " UNION ALL ".join(
        f"SELECT character_id, '{name}' AS source, n, last FROM source_{n} WHERE key = ''"  # noqa: S608
        for n, name in adding
    )  # fmt: skip
    return f"""WITH known AS MATERIALIZED (
    SELECT c.*, coalesce(p.counts, '{{}}') AS counts, coalesce(p.positions, '{{}}') AS positions
    FROM ({_LOCKED}) c LEFT JOIN game_achievementprogress p ON p.character_id = c.id
), {parts}, read AS MATERIALIZED ({read}
), counted AS (
    SELECT f.character_id, jsonb_object_agg(f.key, CASE f.counted_as
        WHEN 'adds' THEN coalesce((k.counts->>f.key)::bigint, 0) + f.n
        WHEN 'most' THEN greatest((k.counts->>f.key)::bigint, f.n) ELSE f.n END) AS counts
    FROM ({found}) f JOIN known k ON k.id = f.character_id WHERE f.n > 0 GROUP BY 1
), moved AS (
    SELECT character_id, jsonb_object_agg(source, last) AS positions FROM read GROUP BY 1
), after AS MATERIALIZED (
    SELECT k.id, k.counts AS before, k.counts || coalesce(c.counts, '{{}}') AS counts,
        k.positions AS positions_before, k.positions || coalesce(m.positions, '{{}}') AS positions
    FROM known k LEFT JOIN counted c ON c.character_id = k.id LEFT JOIN moved m ON m.character_id = k.id
), stored AS (
    INSERT INTO game_achievementprogress (character_id, counts, positions)
    SELECT id, counts, positions FROM after WHERE counts <> before OR positions <> positions_before
    ON CONFLICT (character_id) DO UPDATE SET counts = excluded.counts, positions = excluded.positions
), earned AS (
    INSERT INTO game_earnedachievement (character_id, achievement, gold)
    SELECT a.id, g.slug, g.gold
    FROM after a JOIN unnest(%(slugs)s::text[], %(keys)s::text[], %(targets)s::bigint[], %(gold)s::int[])
        WITH ORDINALITY AS g(slug, key, target, gold, nth) ON (a.counts->>g.key)::bigint >= g.target
    WHERE NOT EXISTS (SELECT FROM game_earnedachievement e WHERE e.character_id = a.id AND e.achievement = g.slug)
    ORDER BY a.id, g.nth ON CONFLICT DO NOTHING RETURNING id, character_id, achievement
)
SELECT json_build_array(
    coalesce((SELECT json_agg(json_build_array(character_id, achievements)) FROM (
        SELECT character_id, json_agg(achievement ORDER BY id) AS achievements FROM earned GROUP BY 1) e), '[]'),
    coalesce((SELECT json_agg(DISTINCT character_id) FROM read WHERE n >= %(most)s::int), '[]'))::text"""  # noqa: S608 (constants of the code)


_LOCKED = """SELECT c.id, c.level, c.kills, c.hunts, c.raid_damage, c.streak_days FROM game_character c
    WHERE c.id = ANY (%(ids)s::bigint[]) AND c.user_id IS NOT NULL AND c.deleted_at IS NULL ORDER BY c.id FOR KEY SHARE"""
# A walk that begins notes the oldest transaction that is still running: what is older is committed, and the walk sees it. With other
# goals, or after a restore into a database with lower numbers, a walk over everybody begins.
_TAKE = """UPDATE game_achievementfold f SET content = %(content)s::text, after = CASE WHEN f.content = %(content)s::text THEN f.after ELSE 0 END,
    walk_horizon = CASE WHEN f.content = %(content)s::text AND f.after > 0 THEN f.walk_horizon
        ELSE pg_snapshot_xmin(pg_current_snapshot())::text::bigint END,
    horizon = CASE WHEN f.content = %(content)s::text AND f.horizon <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint THEN f.horizon END
FROM (SELECT id FROM game_achievementfold FOR UPDATE SKIP LOCKED) mine WHERE f.id = mine.id RETURNING f.horizon, f.after"""
# Ages are counted back from now, so rows that no transaction since the horizon has written are the older ones. A row whose number
# is so old that it has come round counts as new.
_NEXT = """SELECT c.id FROM game_character c
WHERE c.id > %(after)s::bigint AND c.user_id IS NOT NULL AND c.deleted_at IS NULL
    AND (%(horizon)s::bigint IS NULL OR age(c.xmin) <= age((%(horizon)s::bigint)::text::xid8::xid))
ORDER BY c.id LIMIT %(batch)s::int"""
_WALKED = "UPDATE game_achievementfold SET after = %(after)s::bigint"
_ENDED = (
    "UPDATE game_achievementfold SET after = 0, horizon = walk_horizon, walk_horizon = NULL, walked_at = statement_timestamp()"
)
