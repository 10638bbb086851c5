"""The proof of the ledger: each balance is the sum of its movements, each instance lies where it moved last, nothing waits in an
escrow without a purpose.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

# %(holders)s limits a check to some holders; NULL checks all of them.
_AMONG = "(%(holders)s::text[] IS NULL OR holder = ANY (%(holders)s::text[]))"
_MOVED = """
    SELECT holder, asset, sum(quantity) FROM (
        SELECT destination AS holder, asset, quantity::numeric FROM game_transfer
        UNION ALL
        SELECT source, asset, -quantity::numeric FROM game_transfer
    ) m WHERE holder !~ '^(faucet|sink):' AND {of_asset} AND {among} GROUP BY holder, asset
"""
_GOLD = f"""
SELECT coalesce(b.holder, m.holder), coalesce(b.gold, 0), coalesce(m.sum, 0) FROM (
    SELECT * FROM (
        SELECT 'character:' || id AS holder, gold FROM game_character
        UNION ALL
        SELECT kind || ':' || id, gold FROM game_ledgeraccount
    ) balance WHERE {_AMONG}
) b FULL JOIN ({_MOVED.format(of_asset="asset = 'gold'", among=_AMONG)}) m ON m.holder = b.holder
WHERE coalesce(b.gold, 0) <> coalesce(m.sum, 0)
"""  # noqa: S608
_HOLDER = "coalesce('character:' || h.character_id, a.kind || ':' || a.id)"
_ITEMS = f"""
SELECT coalesce(b.holder, m.holder), coalesce(b.item, m.asset), coalesce(b.sum, 0), coalesce(m.sum, 0) FROM (
    SELECT holder, item, sum(quantity) FROM (
        SELECT {_HOLDER} AS holder, h.item, h.quantity FROM game_holding h LEFT JOIN game_ledgeraccount a ON a.id = h.account_id
    ) held WHERE holder IS NOT NULL AND {_AMONG} GROUP BY holder, item
) b FULL JOIN ({_MOVED.format(of_asset="asset <> 'gold'", among=_AMONG)}) m ON m.holder = b.holder AND m.asset = b.item
WHERE coalesce(b.sum, 0) <> coalesce(m.sum, 0)
"""  # noqa: S608
# An instance without a holder is with the world: its last movement went there.
_INSTANCES = f"""
SELECT h.id, h.item, coalesce(h.holder, 'the world'), t.destination FROM (
    SELECT h.id, h.item, {_HOLDER} AS holder
    FROM game_holding h LEFT JOIN game_ledgeraccount a ON a.id = h.account_id WHERE NOT h.stacked
) h LEFT JOIN (
    SELECT DISTINCT ON (holding) holding, destination, asset FROM game_transfer WHERE holding IS NOT NULL
    ORDER BY holding, id DESC
) t ON t.holding = h.id
WHERE {_AMONG} AND (t.asset IS DISTINCT FROM h.item OR CASE WHEN h.holder IS NULL
    THEN t.destination IS NULL OR t.destination !~ '^(faucet|sink):' ELSE t.destination IS DISTINCT FROM h.holder END)
"""  # noqa: S608
_HISTORY = """
SELECT holding, id, source, came_to FROM (
    SELECT holding, id, source, lag(destination) OVER (PARTITION BY holding ORDER BY id) AS came_to
    FROM game_transfer WHERE holding IS NOT NULL AND (%(holders)s::text[] IS NULL OR holding IN (
        SELECT holding FROM game_transfer WHERE source = ANY (%(holders)s::text[]) OR destination = ANY (%(holders)s::text[])))
) steps WHERE (came_to IS NULL AND source !~ '^faucet:') OR came_to <> source
"""
# What may have something in an escrow: an open letter. A new kind of escrow (order, trade, auction) adds its table here.
_ESCROWS = """
SELECT a.id, a.gold, (SELECT count(*) FROM game_holding h WHERE h.account_id = a.id) AS items, l.id
FROM game_ledgeraccount a LEFT JOIN game_letter l ON l.escrow_id = a.id AND l.state = 'open'
WHERE a.kind = 'escrow' AND (%(holders)s::text[] IS NULL OR 'escrow:' || a.id = ANY (%(holders)s::text[]))
    AND (a.gold > 0 OR EXISTS (SELECT FROM game_holding h WHERE h.account_id = a.id)) = (l.id IS NULL)
"""

# What is lent lies with a character; the constraint a_lent_item_only_goes_back says the same of each row.
_LENT = """
SELECT h.id, h.item, 'character:' || h.character_id, t.source, a.kind || ':' || a.id
FROM game_holding h JOIN game_ledgeraccount a ON a.id = h.lent_by_id LEFT JOIN LATERAL (
    SELECT source FROM game_transfer WHERE holding = h.id ORDER BY id DESC LIMIT 1
) t ON true
WHERE h.lent_by_id IS NOT NULL AND t.source IS DISTINCT FROM a.kind || ':' || a.id
    AND (%(holders)s::text[] IS NULL OR 'character:' || h.character_id = ANY (%(holders)s::text[]))
"""

_Check = Callable[[Sequence[str] | None], list[str]]


def _gold(holders: Sequence[str] | None) -> list[str]:
    return [f"{holder} holds {have} gold, its movements say {due}" for holder, have, due in _rows(_GOLD, holders)]


def _items(holders: Sequence[str] | None) -> list[str]:
    rows = _rows(_ITEMS, holders)
    return [f"{holder} holds {have} of {item}, its movements say {due}" for holder, item, have, due in rows]


def _instances(holders: Sequence[str] | None) -> list[str]:
    rows = _rows(_INSTANCES, holders)
    return [f"instance {i} ({item}) lies with {holder}, moved last to {to}" for i, item, holder, to in rows]


def _history(holders: Sequence[str] | None) -> list[str]:
    rows = _rows(_HISTORY, holders)
    return [f"instance {i} leaves {source} in movement {line}, but lay with {to}" for i, line, source, to in rows]


def _escrows(holders: Sequence[str] | None) -> list[str]:
    found = []
    for escrow, gold, items, letter in _rows(_ESCROWS, holders):
        if letter is None:
            found.append(f"escrow:{escrow} holds {gold} gold and {items} items, and nothing open names it")
        else:
            found.append(f"escrow:{escrow} of the open letter {letter} is empty")
    return found


def _lent(holders: Sequence[str] | None) -> list[str]:
    return [
        f"instance {i} ({item}) is lent to {holder} by {lender}, but came from {source}"
        for i, item, holder, source, lender in _rows(_LENT, holders)
    ]


def _rows(sql: str, holders: Sequence[str] | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"holders": None if holders is None else list(holders)})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


CHECKS: dict[str, _Check] = {
    "gold": _gold,
    "stacks and items": _items,
    "who has each item": _instances,
    "history of each item": _history,
    "escrows": _escrows,
    "what is lent": _lent,
}
"""The checks of the proof, one statement each. They take the codes of the holders to check; None: everything."""


def register_check(name: str, check: _Check) -> None:
    """Add a check of another app: what its holders may have. One statement."""
    CHECKS[name] = check


def problems(holders: Sequence[str] | None = None) -> list[str]:
    """What does not hold, a sentence each; empty when the ledger holds. holders: their codes; None reads the whole ledger."""
    return [problem for check in CHECKS.values() for problem in check(holders)]
