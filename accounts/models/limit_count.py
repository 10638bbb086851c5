"""How often something was tried, kept here only while Redis is away."""

from django.db import models


class LimitCount(models.Model):
    """key: the limit's name and a digest of what it counts; no name, address or number can be read from it."""

    key = models.CharField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="limit_ended")]  # tasks/limits.py: what can go

    def __str__(self) -> str:
        return self.key
