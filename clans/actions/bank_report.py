"""Puts movements of a bank into the outbox of its webhook, in the transaction that moves them."""

import json
from collections.abc import Sequence

from django.db import connection

from clans.models.ids import ClanId
from clans.queries.treasury import worth_of
from game.actions.ledger import Move
from game.models import Character


def report(clan: ClanId, moves: Sequence[Move], *, kind: str, actor: Character | None) -> None:
    """One statement. Nothing is written without a webhook, or when the movements are worth less than its threshold. actor: whose gold and
    things they were or are; None: of several members, or the city."""
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, {
            "clan": clan, "kind": kind, "actor": None if actor is None else actor.pk,
            "moves": json.dumps([{"asset": move.asset, "quantity": move.quantity} for move in moves]),
            "worth": min(sum(worth_of(move.asset, move.quantity) for move in moves), 2**63 - 1),
        })  # fmt: skip


# Served by the unique index of the webhook's clan.
_QUEUE = """INSERT INTO clans_webhookreport (webhook_id, kind, actor_id, moves, worth)
SELECT id, %(kind)s, %(actor)s, %(moves)s::jsonb, %(worth)s FROM clans_webhook
WHERE clan_id = %(clan)s AND disabled_at IS NULL AND threshold <= %(worth)s"""
