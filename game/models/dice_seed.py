"""The seeds of a character's dice: the hash is shown before, the seed itself when the next one takes over."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class DiceSeed(models.Model):
    """server_seed: 64 hex digits, secret while revealed_at is empty. next_nonce counts the fights fought with it.

    The seed after it is drawn with it and its hash, next_commit, is shown too: so the player can choose his part of the
    next dice knowing that ours was fixed before.
    """

    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="seeds")
    server_seed = models.CharField(max_length=64)
    commit = models.CharField(max_length=64)
    next_server_seed = models.CharField(max_length=64)
    next_commit = models.CharField(max_length=64)
    client_seed = models.CharField(max_length=64)
    next_nonce = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["character"], condition=Q(revealed_at__isnull=True), name="one_live_seed"),
        ]

    def __str__(self) -> str:
        return f"seed {self.commit[:12]}"
