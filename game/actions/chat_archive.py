"""Messages older than 90 days move to the archive, as battles do (actions/archive.py)."""

import time
from datetime import datetime

from game.actions.archive import BATCH, MOST_BATCHES, MOST_SECONDS, ArchivedTable, move
from game.models import ArchivedChatMessage, ChatMessage
from game.queries.archive import due_before

COLUMNS = tuple(str(field.column) for field in ArchivedChatMessage._meta.concrete_fields)
MESSAGES = ArchivedTable(ChatMessage, ArchivedChatMessage, COLUMNS, "true")


def archive_messages(now: datetime, *, most_batches: int = MOST_BATCHES, batch: int = BATCH) -> str:
    """Move what is due. Returns one line."""
    ends = time.monotonic() + MOST_SECONDS
    moved = move(MESSAGES, due_before(now), lambda batches: batches < most_batches and time.monotonic() < ends, batch)
    parts = [f"{moved.moved:,} messages moved"]
    if moved.differing:
        parts.append(f"{moved.differing:,} stay because their copy differs or they were locked")
    if not moved.is_finished:
        parts.append("the next run goes on")
    return "; ".join(parts)
