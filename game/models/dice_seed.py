"""The seeds of a character's dice. The hash is shown first, the seed itself when the next seed replaces it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class DiceSeed(models.Model):
    """While its dice still roll, a seed is stored encrypted only (encrypted_seed); server_seed, 64 hex digits, is empty
    until the seed is revealed. next_nonce counts the fights fought with it.

    The seed after it is drawn with it (encrypted_next) and its hash, next_commit, is shown too: so the player can choose
    his or her part of the next dice knowing that ours was fixed before.
    """

    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="seeds")
    server_seed = models.CharField(max_length=64, blank=True, default="")
    encrypted_seed = models.CharField(max_length=255, blank=True, default="")
    commit = models.CharField(max_length=64)
    encrypted_next = models.CharField(max_length=255, blank=True, default="")
    next_commit = models.CharField(max_length=64)
    client_seed = models.CharField(max_length=64)
    next_nonce = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["character"], condition=Q(revealed_at__isnull=True), name="one_live_seed"),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=True, server_seed="") | Q(revealed_at__isnull=False, encrypted_seed="", encrypted_next=""),
                name="a_live_seed_is_stored_encrypted",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"seed {self.commit[:12]}"
