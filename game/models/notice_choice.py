"""Where a player wants notices of a kind: on the page, also in a daily mail, or nowhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q

LETTER, RAID_BEGINS, RAID_PAYS, MISSIONS, REWARD, STAFF = "letter", "raid_begins", "raid_pays", "missions", "reward", "staff"
CLAN, FRIEND, CHAT = "clan", "friend", "chat"
KINDS = (LETTER, RAID_BEGINS, RAID_PAYS, MISSIONS, REWARD, CLAN, FRIEND, CHAT, STAFF)
"""The kinds of notices. What staff did is always on the page."""
PAGE, MAIL, NONE = "page", "mail", "none"
CHANNELS = (PAGE, MAIL, NONE)
"""Of a kind without a row, notices are on the page."""


class NoticeChoice(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices", db_index=False)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_choice_per_kind_of_notice"),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="notice_channel_is_known"),
            models.CheckConstraint(condition=~Q(kind=STAFF, channel=NONE), name="notices_of_staff_are_always_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.channel}"
