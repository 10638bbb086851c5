"""Somebody asks to be taken into a clan."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan


class Application(models.Model):
    """Pending until it is decided, taken back, or lapses because the character joined a clan. Changed under the lock of its clan, or of its
    character, which every end of it holds."""

    PENDING, ACCEPTED, REFUSED, WITHDRAWN, LAPSED = "pending", "accepted", "refused", "withdrawn", "lapsed"
    STATES = (PENDING, ACCEPTED, REFUSED, WITHDRAWN, LAPSED)

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="applications", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="clan_applications", db_index=False)
    text = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default=PENDING, choices=[(s, s) for s in STATES])
    asked_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["character", "clan"], condition=Q(state="pending"), name="one_pending_application_per_clan"
            ),
            models.CheckConstraint(
                condition=Q(state="pending") ^ Q(decided_at__isnull=False), name="an_ended_application_says_when"
            ),
        ]
        indexes = [
            # queries/joining.py: what waits in a clan, the oldest first
            models.Index(fields=["clan", "id"], name="applications_of_clan", condition=Q(state="pending")),
            # queries/joining.py: a character's own
            models.Index(fields=["character", "-id"], name="applications_of_character"),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"
