"""Deletes old rows. Each step may run twice or stop half-way, because only disk space depends on it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import connection
from django.utils import timezone

from game.actions.batches import in_batches
from game.actions.character import RESTORE_HOURS
from game.actions.forget import forget
from game.actions.letter_copies import delete_copies_of_the_gone, delete_unseen
from game.actions.transaction import TransactionContext
from game.models import ApiToken, Character, DailyMission, Notice, NoticeDigest, RaidReminder
from game.models.ids import CharacterId
from game.queries.missions import day_of

RECEIPT_HOURS = 48
TASK_DAYS = 14
NOTICE_DAYS = 60
REMINDER_HOURS = 24
"""How long a reminder of a raid is kept after its raid opened."""
BATCH = 10_000
FORGET_BATCH = 200
"""Characters that are forgotten in one transaction: all their battles are written, and raids that are on wait for it."""


def sweep(now: datetime | None = None) -> dict[str, int]:
    """Delete old receipts, tokens, missions, notices, digests, reminders of raids, and letters without copies; remove name and owner of
    characters that can no longer be restored. Returns counts by kind."""
    now = now or timezone.now()
    return {
        "receipts": _receipts(now - timedelta(hours=RECEIPT_HOURS)),
        "tokens": ApiToken.objects.filter(expires_at__lt=now).delete()[0],
        "missions": DailyMission.objects.filter(day__lt=day_of(now) - TASK_DAYS).delete()[0],
        "notices": Notice.objects.filter(at__lt=now - timedelta(days=NOTICE_DAYS)).delete()[0],
        "digests": NoticeDigest.objects.filter(day__lt=(now - timedelta(days=NOTICE_DAYS)).date()).delete()[0],
        "reminders": RaidReminder.objects.filter(window__lt=now - timedelta(hours=REMINDER_HOURS)).delete()[0],
        "characters": _forgotten(now - timedelta(hours=RESTORE_HOURS)),
        "copies": delete_copies_of_the_gone(),
        "letters": delete_unseen(),
    }


def _receipts(before: datetime) -> int:
    """In batches, to keep locks and transactions short."""
    total: int = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "DELETE FROM game_receipt WHERE id IN (SELECT id FROM game_receipt WHERE at < %s LIMIT %s)", [before, BATCH]
            )
            deleted: int = cursor.rowcount
            total += deleted
            if deleted < BATCH:
                return total


def _forgotten(before: datetime) -> int:
    """Characters that cannot be restored any more: their names become free; the ledger keeps their ids. One that somebody has locked at
    the moment is left to the next run."""
    late = Character.objects.filter(deleted_at__lt=before, user__isnull=False).order_by("pk")
    forgotten, _ = in_batches(
        list(late.values_list("pk", flat=True)), partial(_forget, before), size=FORGET_BATCH, what="character not forgotten"
    )
    return sum(forgotten)


def _forget(before: datetime, characters: list[CharacterId]) -> int:
    locked = TransactionContext().lock_free_characters(characters).values()
    # Checked again under the locks: the staff may have restored one in the meantime.
    late = [one for one in locked if one.user_id is not None and one.deleted_at is not None and one.deleted_at < before]
    forget(*late)
    return len(late)
