"""What the ranks of a clan below the leader may do, and how much gold they may take out of the bank in 24 hours."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from clans.models.clan import Clan
from clans.rules.rank import CAPABILITIES, CHOSEN_RANKS


class RankRights(models.Model):
    """A row for each rank but the leader's, who may do everything. Changed under the lock of the clan.

    bank_rights_at: when the rank could last take more out of the bank than before. The trigger of migration 0004 writes it, whoever
    changes the row.
    """

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="rights", db_index=False)
    rank = models.CharField(max_length=10, choices=[(rank, rank.capitalize()) for rank in CHOSEN_RANKS])
    capabilities = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    daily_gold = models.BigIntegerField(default=0)
    bank_rights_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "rank rights"
        constraints = [
            models.UniqueConstraint(fields=["clan", "rank"], name="rights_once_per_rank"),
            models.CheckConstraint(condition=Q(rank__in=CHOSEN_RANKS), name="rights_of_a_chosen_rank"),
            models.CheckConstraint(condition=Q(capabilities__contained_by=list(CAPABILITIES)), name="capabilities_are_known"),
            models.CheckConstraint(condition=Q(daily_gold__gte=0), name="daily_gold_never_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} of clan {self.clan_id}"
