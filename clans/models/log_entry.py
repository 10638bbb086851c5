"""The log of a clan: every change to its members, ranks, capabilities and settings."""

from django.db import models
from django.db.models.functions import Now

from clans.models.clan import Clan

KINDS = (
    "founded", "disbanded", "joined", "left", "expelled", "promoted", "demoted", "handed_over", "succeeded", "rights", "admission",
    "charter", "crest", "invited", "link", "renamed",
    "withdrawal_asked", "withdrawal_signed", "withdrawal_stopped", "withdrawal_paid", "withdrawal_void", "dues", "lent", "loan_ended",
    "webhook",
)  # fmt: skip


class ClanLogEntry(models.Model):
    """kind: one of KINDS. actor: who did it; None for the city (a job, staff). subject: to whom. detail: what changed, by name."""

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="log", db_index=False)
    kind = models.CharField(max_length=20)
    actor = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "clan log entries"
        # queries/log.py: the newest entries of a clan
        indexes = [models.Index(fields=["clan", "-id"], name="log_of_clan")]

    def __str__(self) -> str:
        return f"{self.kind} in clan {self.clan_id}"
