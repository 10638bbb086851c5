"""Whom a player does not want to hear from. A block is between accounts, so it holds for all their characters."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Block(models.Model):
    """user blocks `blocked`, whom he or she knows as `character`: other characters of that account are not named to anybody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks", db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocked_by")
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="blocks_of")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # queries/blocks.py: all of a user's
            models.UniqueConstraint(fields=["user", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(condition=~Q(user=F("blocked")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"
