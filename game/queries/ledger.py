"""Reading the ledger: a holder's log, and the proof that balances and movements agree."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from game.models import Transfer
from game.models.holder import of
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD

# The conditions of partial indexes, as constants of the statement. Statements are planned once for all their values: where
# such a condition is a value (`source__startswith="character:"`), Postgres cannot know it and reads the whole ledger.
FROM_A_CHARACTER = RawSQL("game_transfer.source LIKE 'character:%%'", [], output_field=BooleanField())
TO_A_CHARACTER = RawSQL("game_transfer.destination LIKE 'character:%%'", [], output_field=BooleanField())
OF_AN_UPGRADE = RawSQL("game_transfer.reason = 'upgrade'", [], output_field=BooleanField())

_GOLD = """
SELECT c.id, c.gold, coalesce(b.sum, 0) FROM game_character c FULL JOIN (
    SELECT holder, sum(quantity) FROM (
        SELECT destination AS holder, quantity FROM game_transfer WHERE asset = 'gold' AND destination LIKE 'character:%%'
        UNION ALL
        SELECT source, -quantity FROM game_transfer WHERE asset = 'gold' AND source LIKE 'character:%%'
    ) m GROUP BY holder
) b ON b.holder = 'character:' || c.id WHERE c.gold IS DISTINCT FROM coalesce(b.sum, 0)
"""
_ITEMS = """
SELECT coalesce(h.holder, b.holder), coalesce(h.item, b.asset), coalesce(h.sum, 0), coalesce(b.sum, 0) FROM (
    SELECT 'character:' || character_id AS holder, item, sum(quantity) FROM game_holding GROUP BY character_id, item
) h FULL JOIN (
    SELECT holder, asset, sum(quantity) FROM (
        SELECT destination AS holder, asset, quantity FROM game_transfer WHERE asset <> 'gold'
            AND destination LIKE 'character:%%'
        UNION ALL
        SELECT source, asset, -quantity FROM game_transfer WHERE asset <> 'gold' AND source LIKE 'character:%%'
    ) m GROUP BY holder, asset
) b ON b.holder = h.holder AND b.asset = h.item WHERE coalesce(h.sum, 0) <> coalesce(b.sum, 0)
"""
_INSTANCES = """
SELECT h.id, h.item, h.character_id, t.destination FROM game_holding h LEFT JOIN (
    SELECT DISTINCT ON (holding) holding, destination, asset FROM game_transfer WHERE holding IS NOT NULL
    ORDER BY holding, id DESC
) t ON t.holding = h.id
WHERE NOT h.stacked AND (t.destination IS DISTINCT FROM 'character:' || h.character_id OR t.asset IS DISTINCT FROM h.item)
"""


def _gold() -> list[str]:
    rows = _rows(_GOLD)
    return [f"{of(c)} holds {have} gold, its movements say {due}" for c, have, due in rows]


def _items() -> list[str]:
    rows = _rows(_ITEMS)
    return [f"{holder} holds {have} of {item}, its movements say {due}" for holder, item, have, due in rows]


def _instances() -> list[str]:
    rows = _rows(_INSTANCES)
    return [f"instance {i} ({item}) lies with {of(c)}, moved last to {to}" for i, item, c, to in rows]


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


CHECKS: dict[str, Callable[[], list[str]]] = {"gold": _gold, "stacks and things": _items, "who has each thing": _instances}
"""The checks of the proof, one statement each."""


def problems() -> list[str]:
    """Where a balance and its movements differ, a sentence each; empty when the ledger holds. Reads all of it."""
    return [problem for check in CHECKS.values() for problem in check()]


def log_of(character: CharacterId, limit: int = 50, before: int | None = None) -> list[Transfer]:
    """A character's movements, newest first; `before` an id for the next page. One statement."""
    holder = of(character)
    both = []
    for side in (sent_by(holder), received_by(holder)):
        rows = Transfer.objects.filter(side)
        if before is not None:
            rows = rows.filter(pk__lt=before)
        both.append(rows.order_by("-pk")[:limit])
    return list(both[0].union(both[1], all=True).order_by("-pk")[:limit])


def sent_by(character: str) -> Q:
    """The movements from a character, by its code as a holder; from their index, newest first."""
    return Q(FROM_A_CHARACTER, source=character)


def received_by(character: str) -> Q:
    return Q(TO_A_CHARACTER, destination=character)


def of_gold() -> Q:
    """The movements of gold."""
    return Q(asset=GOLD)


def history_of(holding: HoldingId) -> Q:
    """The movements and upgrades of one instance. From two indexes."""
    return Q(holding=holding) | Q(OF_AN_UPGRADE, reference=f"holding:{holding}")
