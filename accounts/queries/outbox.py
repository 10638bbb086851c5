"""What waits to leave the house."""

from datetime import datetime

from django.db.models import Count, Min, Q
from msgspec import Struct

from accounts.models.outbox import ATTEMPTS, OutboxMessage


class Waiting(Struct, frozen=True):
    """waiting: to be sent, now or again later. overdue: seconds since the oldest of them was due. given_up: tried too often."""

    waiting: int
    overdue: float
    given_up: int


def waiting(now: datetime) -> Waiting:
    """One statement, over the index of what is not sent."""
    alive = Q(attempts__lt=ATTEMPTS)
    found = OutboxMessage.objects.filter(sent_at=None).aggregate(
        waiting=Count("pk", filter=alive), oldest=Min("due_at", filter=alive), given_up=Count("pk", filter=~alive)
    )
    oldest = found["oldest"]
    overdue = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
    return Waiting(found["waiting"], overdue, found["given_up"])
