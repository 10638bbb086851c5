"""The state of the outbox, for metrics."""

from datetime import datetime

from django.db.models import Count, Min, Q
from msgspec import Struct

from accounts.models.outbox import OutboxMessage


class OutboxState(Struct, frozen=True):
    """waiting: mails that will be sent or tried again. overdue: seconds since the oldest of them was due. given_up: mails
    that failed and are not tried again."""

    waiting: int
    overdue: float
    given_up: int


def outbox_state(now: datetime) -> OutboxState:
    """One statement, over the partial index of unsent mails."""
    alive = Q(failed_at=None)
    found = OutboxMessage.objects.filter(sent_at=None).aggregate(
        waiting=Count("pk", filter=alive), oldest=Min("due_at", filter=alive), given_up=Count("pk", filter=~alive)
    )
    oldest = found["oldest"]
    overdue = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    return OutboxState(found["waiting"], overdue, found["given_up"])
