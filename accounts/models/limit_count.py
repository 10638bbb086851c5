"""Counts of rate limits, used only while Redis is down."""

from django.db import models


class LimitCount(models.Model):
    """key: the name of the limit and a digest of what is counted, so no name or address can be read from it."""

    key = models.CharField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="limit_ended")]  # the sweep finds expired rows by it

    def __str__(self) -> str:
        return self.key
