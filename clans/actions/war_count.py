"""Counting the deeds of wars. The caller holds the locks of the wars, so each deed is counted once: those after `counted_to`, up to a
moment at which every transaction that wrote one is committed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from clans.models.ids import WarId
from clans.queries.war_sources import WarSource, war_sources
from clans.rules.war import COUNTED_AFTER_SECONDS, REPEAT_PERCENT

FLOOR_MINUTES = 5
"""Ids rise with time, but two statements at once can take them in another order than their moments. Rows that are so much older than the
last count are not read again; no statement takes so long."""


def count_deeds(wars: Sequence[WarId], now: datetime) -> None:
    """Count what happened since the last count, write scores, and a point of the curve where a score changed. One statement for each source
    and one more, however many wars and fighters there are."""
    if not wars:
        return
    params: dict[str, Any] = {"wars": list(wars), "upto": now - timedelta(seconds=COUNTED_AFTER_SECONDS)}
    with connection.cursor() as cursor:
        for source in war_sources().values():
            cursor.execute(_deeds(source), params | {"source": source.slug})
        cursor.execute(_SCORES, params)


def _deeds(source: WarSource) -> str:
    worth, among = "e.points", ""
    if source.repeats:
        percents = " ".join(f"WHEN {n} THEN {percent}" for n, percent in enumerate(REPEAT_PERCENT, 1))
        among = """, row_number() OVER (PARTITION BY e.war_id, least(e.character_id, e.opponent), greatest(e.character_id, e.opponent)
            ORDER BY e.at, e.id) AS nth"""
        worth = f"CASE WHEN e.opponent IS NULL THEN e.points ELSE e.points * (CASE e.nth {percents} ELSE 0 END) / 100 END"
    return f"""
WITH f AS (
    SELECT f.id AS fighter, f.war_id, f.character_id, f.left_at, w.begins_at, w.counted_to, least(w.ends_at, %(upto)s) AS upto,
        {"0::bigint" if source.repeats else "coalesce((w.floors ->> %(source)s)::bigint, 0)"} AS floor
    FROM clans_war w JOIN clans_warfighter f ON f.war_id = w.id WHERE w.id = ANY (%(wars)s)
), deeds AS MATERIALIZED (
    SELECT f.*, d.id, d.at, d.points, d.opponent FROM f CROSS JOIN LATERAL ({source.deeds}) d WHERE d.at > f.begins_at
), e AS (SELECT e.*{among} FROM deeds e
), sums AS (
    SELECT e.fighter, sum({worth}) AS points FROM e
    WHERE e.at > e.counted_to AND e.at <= e.upto AND (e.left_at IS NULL OR e.at < e.left_at) GROUP BY e.fighter
), counted AS (
    UPDATE clans_warfighter c SET points = c.points + s.points FROM sums s WHERE c.id = s.fighter AND s.points > 0
), floors AS (
    SELECT war_id, max(id) AS floor FROM deeds WHERE at <= upto - interval '{FLOOR_MINUTES} minutes' GROUP BY war_id
)
UPDATE clans_war w SET floors = w.floors || jsonb_build_object(%(source)s::text, l.floor) FROM floors l WHERE w.id = l.war_id
"""  # noqa: S608 (constants of the code)


# Served by fighters_of_war.
_SCORES = """
WITH wars AS (
    SELECT id, places, least(ends_at, %(upto)s) AS upto FROM clans_war WHERE id = ANY (%(wars)s) AND counted_to < least(ends_at, %(upto)s)
), best AS (
    SELECT f.side_id, f.points, w.places, row_number() OVER (PARTITION BY f.side_id ORDER BY f.points DESC, f.id) AS nth
    FROM wars w JOIN clans_warfighter f ON f.war_id = w.id
), scores AS (SELECT side_id, sum(points) AS score FROM best WHERE nth <= places GROUP BY side_id
), before AS (SELECT s.id, s.score FROM clans_warside s JOIN wars w ON w.id = s.war_id
), after AS (
    UPDATE clans_warside s SET score = n.score FROM scores n JOIN before b ON b.id = n.side_id WHERE s.id = n.side_id
    RETURNING s.war_id, s.side, s.score, s.score <> b.score AS changed
), drawn AS (
    INSERT INTO clans_warscore (war_id, at, attacker, defender)
    SELECT w.id, w.upto, max(a.score) FILTER (WHERE a.side = 'attacker'), max(a.score) FILTER (WHERE a.side = 'defender')
    FROM wars w JOIN after a ON a.war_id = w.id GROUP BY w.id, w.upto HAVING bool_or(a.changed) ORDER BY w.id
    ON CONFLICT DO NOTHING
)
UPDATE clans_war c SET counted_to = w.upto FROM wars w WHERE c.id = w.id
"""
