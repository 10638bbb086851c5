"""A clan asks somebody to join."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan


class Invitation(models.Model):
    """made_by: the member who invited. After DECLINED, this clan cannot invite the character for 30 days."""

    PENDING, ACCEPTED, DECLINED, WITHDRAWN, LAPSED = "pending", "accepted", "declined", "withdrawn", "lapsed"
    STATES = (PENDING, ACCEPTED, DECLINED, WITHDRAWN, LAPSED)

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="invitations", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="clan_invitations", db_index=False)
    made_by = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=PENDING, choices=[(s, s) for s in STATES])
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "clan"], condition=Q(state="pending"), name="one_pending_invitation_per_clan"
            ),
            models.CheckConstraint(
                condition=Q(state="pending") ^ Q(ended_at__isnull=False), name="an_ended_invitation_says_when"
            ),
        ]
        indexes = [
            # queries/joining.py: what a clan sent, the newest first
            models.Index(fields=["clan", "-id"], name="invitations_of_clan"),
            # queries/joining.py: what a character got
            models.Index(fields=["character", "-id"], name="invitations_of_character"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
