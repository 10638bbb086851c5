"""The first answer to a request, stored for 48 h, so that a repeated request gets it again."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Receipt(models.Model):
    """digest: BLAKE2b of action and parameters; the same key with another digest is refused. answer: JSON.

    The actor is a character, or a user: somebody who makes a character, or a member of the staff.
    """

    character = models.ForeignKey(
        "game.Character", null=True, on_delete=models.CASCADE, related_name="receipts", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="receipts", db_index=False
    )
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=16)
    answer = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["character", "key"], name="one_answer_per_key"),
            models.UniqueConstraint(fields=["user", "key"], condition=Q(user__isnull=False), name="one_answer_per_key_of_user"),
            models.CheckConstraint(
                condition=Q(character__isnull=True, user__isnull=False) | Q(character__isnull=False, user__isnull=True),
                name="a_receipt_has_one_actor",
            ),
        ]
        # actions/sweep.py; rows are inserted in the order of time, so a BRIN index is enough
        indexes = [BrinIndex(fields=["at"], name="receipt_age", pages_per_range=16)]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
