"""Puts movements of a bank into the outbox of its webhook, in the transaction that moves them."""

import json
from collections.abc import Mapping, Sequence

from django.db import connection

from clans.models.ids import ClanId
from clans.queries.treasury import worth_of
from game.actions.ledger import Move
from game.models import Character
from game.models.transfer import GOLD


def report(clan: ClanId, moves: Sequence[Move], *, kind: str, actor: Character) -> None:
    """One statement. Nothing is written without a webhook, or when the movements are worth less than its threshold. actor: whose gold and
    things they were or are."""
    _queue({clan: [(move.asset, move.quantity) for move in moves]}, kind, actor)


def report_gold(gold: Mapping[ClanId, int], *, kind: str) -> None:
    """The same for gold of several members, in one line for each clan. One statement."""
    _queue({clan: [(GOLD, quantity)] for clan, quantity in gold.items()}, kind, None)


def _queue(moved: Mapping[ClanId, Sequence[tuple[str, int]]], kind: str, actor: Character | None) -> None:
    """moved: asset and quantity of each movement, by clan."""
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, {
            "kind": kind, "actor": None if actor is None else actor.pk, "clans": list(moved),
            "moves": [json.dumps([{"asset": asset, "quantity": quantity} for asset, quantity in lines]) for lines in moved.values()],
            "worth": [min(sum(worth_of(*line) for line in lines), 2**63 - 1) for lines in moved.values()],
        })  # fmt: skip


# Served by the unique index of the webhook's clan.
_QUEUE = """INSERT INTO clans_webhookreport (webhook_id, kind, actor_id, moves, worth)
SELECT w.id, %(kind)s, %(actor)s, r.moves::jsonb, r.worth
FROM unnest(%(clans)s::bigint[], %(moves)s::text[], %(worth)s::bigint[]) AS r(clan, moves, worth) JOIN clans_webhook w ON w.clan_id = r.clan
WHERE w.disabled_at IS NULL AND w.threshold <= r.worth"""
