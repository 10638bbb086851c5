"""One character asks another to be its friend, its mentor or its pupil."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

FRIEND, MENTOR, PUPIL = "friend", "mentor", "pupil"
KINDS = (FRIEND, MENTOR, PUPIL)
"""What the asked one would be to the asker."""


class FriendRequest(models.Model):
    """An accepted request is deleted. closed_at: when it was declined or taken back; the row then stays for a week, in which the
    asker cannot ask the same again (rules/friends.py)."""

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    asker = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="friend_requests_sent", db_index=False)
    asked = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="friend_requests")
    at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # queries/friends.py: what a character asked, and whether it asked this one
            models.UniqueConstraint(fields=["asker", "asked", "kind"], name="one_asks_another_once"),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="nobody_asks_themselves"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="kind_of_request_is_known"),
        ]
        indexes = [
            # actions/friends_job.py: closed ones that are a week old
            models.Index(fields=["closed_at"], name="friend_requests_closed", condition=Q(closed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"friend request {self.pk}"
