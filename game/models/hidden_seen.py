"""A user who does not want friends to see when he or she was last in the city. Without a row, they see it."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class HiddenSeen(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="hidden_seen"
    )
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"hidden by user {self.pk}"
