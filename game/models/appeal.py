"""A player's appeal against a sanction. There is one for each sanction, and somebody else of the staff decides it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Appeal(models.Model):
    """sanctioned_by: who imposed the sanction, so that the database can refuse the same person as the judge. answer: as the player
    reads it."""

    OPEN, UPHELD, DISMISSED = "open", "upheld", "dismissed"
    STATES = {OPEN: "waits for an answer", UPHELD: "upheld", DISMISSED: "dismissed"}

    sanction = models.OneToOneField("game.Sanction", on_delete=models.PROTECT, related_name="appeal")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, default=OPEN, choices=list(STATES.items()))
    sanctioned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="appeals_decided"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(sanctioned_by__isnull=True) | ~Q(decided_by=F("sanctioned_by")),
                name="nobody_judges_an_appeal_against_themselves",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="a_decided_appeal_says_when",
            ),
        ]
        # admin/appeal.py: those that wait
        indexes = [models.Index(fields=["id"], name="appeals_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
