"""What the ledger's proof checks of clans: a clan that ended has nothing and has lent nothing, and only members have what it lends."""

from collections.abc import Sequence

from django.db import connection

_BANKS = """
SELECT 'clan:' || c.account_id, 'the clan ended, and its bank holds something'
FROM clans_clan c JOIN game_ledgeraccount a ON a.id = c.account_id
WHERE c.disbanded_at IS NOT NULL AND (a.gold > 0 OR EXISTS (SELECT FROM game_holding h WHERE h.account_id = a.id))
    AND (%(holders)s::text[] IS NULL OR 'clan:' || c.account_id = ANY (%(holders)s::text[]))
UNION ALL
SELECT 'clan:' || c.account_id, 'instance ' || h.id || ' is lent to character:' || h.character_id || ', who is no member'
FROM game_holding h JOIN clans_clan c ON c.account_id = h.lent_by_id
WHERE h.lent_by_id IS NOT NULL AND NOT EXISTS (SELECT FROM clans_member m WHERE m.clan_id = c.id AND m.character_id = h.character_id)
    AND (%(holders)s::text[] IS NULL OR 'clan:' || c.account_id = ANY (%(holders)s::text[]))
"""


def bank_problems(holders: Sequence[str] | None) -> list[str]:
    """A sentence each. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_BANKS, {"holders": None if holders is None else list(holders)})
        return [f"{holder}: {problem}" for holder, problem in cursor.fetchall()]
