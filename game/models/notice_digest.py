"""The daily mail with a user's notices: one row per user and day, so that no second run sends it twice."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class NoticeDigest(models.Model):
    """notices: how many the mail told of."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    notices = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"digest of {self.day}"
