"""The proof of a raid: nothing of it was lost, doubled or counted wrongly. `make drill-raid` and tests run it."""

from game.models.ids import RaidId
from game.queries.archive import all_hits
from vvw_site.foundation.database.statement import Statement


def raid_problems(raid: RaidId) -> list[str]:
    """What does not hold about a raid, a sentence each; empty when all holds. It reads all hits of the raid."""
    return _STATEMENT.rows(raid=raid, reference=f"raid:{raid}")


# Numbers, sums and the killing blow; totals, updates, rewards and payments. A reward of an erased account is paid without a movement.
_HITS = all_hits("h.raid_id = %(raid)s AND h.number IS NOT NULL")
_STATEMENT = Statement(
    f"""SELECT DISTINCT to_json(problem)::text FROM (WITH r AS (SELECT * FROM game_raid WHERE id = %(raid)s),
h AS (SELECT *, sum(damage) OVER (ORDER BY number) AS running FROM {_HITS} numbered),
paid AS (
    SELECT destination, count(*) FILTER (WHERE asset = 'gold') AS gold_moves, sum(quantity) FILTER (WHERE asset = 'gold') AS gold,
        count(*) FILTER (WHERE asset <> 'gold') AS trophies
    FROM game_transfer WHERE reason = 'raid' AND reference = %(reference)s::text GROUP BY 1
), w AS (SELECT * FROM game_raidreward WHERE raid_id = %(raid)s)
SELECT 'the numbers have gaps' FROM h HAVING count(*) <> coalesce(max(number), 0)
UNION ALL SELECT 'the counted damage is not the health that is gone' FROM r
    WHERE (SELECT coalesce(sum(counted), 0) FROM h) <> health - hp OR vampire + werewolf <> health - hp
UNION ALL SELECT 'a hit counted more than it did, or not what was left' FROM h, r
    WHERE NOT h.late AND h.counted <> greatest(0, least(h.damage, r.health - (h.running - h.damage)))
UNION ALL SELECT 'a late hit counted' FROM h WHERE late AND counted <> 0
UNION ALL SELECT 'the killing blow is not the hit at which the sum reaches the health' FROM r
    WHERE killing_hit IS DISTINCT FROM (SELECT id FROM h WHERE NOT late AND running >= r.health ORDER BY number LIMIT 1)
UNION ALL SELECT 'the number of counted hits is wrong' FROM r WHERE counted <> (SELECT count(*) FROM h WHERE NOT late)
UNION ALL SELECT 'the totals of the hunters are not those of their hits' WHERE EXISTS (
    SELECT FROM (SELECT character_id, count(*) AS hits, sum(counted) AS damage FROM h WHERE NOT late GROUP BY 1) s
    FULL JOIN (SELECT * FROM game_raidhunter WHERE raid_id = %(raid)s) t USING (character_id)
    WHERE s.hits IS DISTINCT FROM t.hits OR s.damage IS DISTINCT FROM t.damage)
UNION ALL SELECT 'the number of hunters is wrong' FROM r WHERE hunters <> (SELECT count(DISTINCT character_id) FROM h WHERE NOT late)
UNION ALL SELECT 'the updates have gaps or doubles' FROM r
    WHERE (SELECT array_agg(seq ORDER BY seq) FROM game_raidfold WHERE raid_id = r.id)
        IS DISTINCT FROM (SELECT array_agg(n) FROM generate_series(1, r.seq) n)
UNION ALL SELECT 'the rewards are not one for each hunter' FROM r WHERE state <> 'open' AND EXISTS (
    SELECT FROM (SELECT * FROM game_raidhunter WHERE raid_id = %(raid)s) t FULL JOIN w USING (character_id)
    WHERE t.hits IS DISTINCT FROM w.hits OR t.damage IS DISTINCT FROM w.damage)
UNION ALL SELECT 'there are rewards before the end' FROM r WHERE state = 'open' AND EXISTS (SELECT FROM w)
UNION ALL SELECT 'a paid reward is not one movement of its gold' FROM w JOIN game_character c ON c.id = w.character_id
    LEFT JOIN paid ON paid.destination = 'character:' || w.character_id
    WHERE w.paid_at IS NOT NULL AND c.user_id IS NOT NULL
        AND (coalesce(paid.gold_moves, 0) <> 1 OR paid.gold <> w.gold OR coalesce(paid.trophies, 0) <> (w.trophy <> '')::int)
UNION ALL SELECT 'something was paid without a reward' FROM paid LEFT JOIN w ON paid.destination = 'character:' || w.character_id
    WHERE w.paid_at IS NULL) AS found(problem)""",  # noqa: S608 (constants of the code)
    str,
)
