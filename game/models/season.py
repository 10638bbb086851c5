"""A season of eight weeks. Its ladders count from the baselines of its characters."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from game.models.ids import SeasonId


class Season(models.Model):
    """number: from 1, without a gap. ended_at: when the rollover froze its ranks; None while it is on. All times are UTC."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, SeasonId]
    number = models.PositiveIntegerField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at"), number__gte=1), name="season_times_in_order"),
            models.UniqueConstraint(models.Value(1), condition=Q(ended_at__isnull=True), name="one_season_is_on"),
        ]

    def __str__(self) -> str:
        return f"season {self.number}"


class SeasonBaseline(models.Model):
    """What a character had when the season began. A character without one began in the season: all that it has counts.

    experience: all XP since level 1 (rules/levels.py: total_xp).
    """

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="+", db_index=False)
    experience = models.BigIntegerField()
    kills = models.BigIntegerField()
    gold_earned = models.BigIntegerField()
    raid_damage = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["character", "season"], name="one_baseline_per_season")]

    def __str__(self) -> str:
        return f"baseline {self.pk}"
