"""The catalogues that were in force, and since when."""

from django.db import models
from django.db.models.functions import Now


class ContentVersion(models.Model):
    hash = models.CharField(max_length=16, unique=True)
    counts = models.JSONField()
    loaded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.hash
