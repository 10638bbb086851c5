"""Prewritten reasons for sanctions, so that the same deed gets the same words. Staff edit them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class SanctionText(models.Model):
    """title: for the staff. text: what the player reads. A retired text is offered no more."""

    title = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=Q(retired_at__isnull=True), name="one_prewritten_text_per_title"
            )
        ]

    def __str__(self) -> str:
        return self.title
