"""A line that a player should see: a letter came, a raid begins, a reward, what staff did."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Notice(models.Model):
    """kind: models/notice_choice.py. number: counts the notices of its character, without a gap; the room of the character's
    notices sends them by it. Notices from before have none."""

    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=20, default="staff", db_default="staff")
    number = models.BigIntegerField(null=True)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "number"], name="a_notice_has_a_number_of_its_own", condition=Q(number__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["character", "-id"], name="notices_of_character"),
            # queries/notices.py: a page of one kind
            models.Index(fields=["character", "kind", "-id"], name="notices_of_kind"),
            # actions/friends_forget.py: those of friends that name a character, by the link to it
            models.Index(fields=["link"], name="notices_of_friends", condition=Q(kind="friend")),
            # the number of unread notices, and the newest of them
            models.Index(fields=["character", "-id"], name="notices_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
