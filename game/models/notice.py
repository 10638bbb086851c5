"""A line that a player should see: what staff did, what was given back, what expired."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Notice(models.Model):
    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="notices", db_index=False)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["character", "-id"], name="notices_of_character"),
            models.Index(fields=["character"], name="notices_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
