"""A season of eight weeks. Its ladders count from the baselines of its characters."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from game.models.ids import SeasonId


class Season(models.Model):
    """number: from 1, without a gap. ended_at: when the rollover froze its ranks; None while it is on. end_requested_at: when the
    staff asked for its end before its time; the audit says who and why. All times are UTC.

    boards: the slugs of the boards (queries/board_kinds.py) that were frozen, in the order of the arrays of its results.
    """

    if TYPE_CHECKING:
        id: models.BigAutoField[int, SeasonId]
    number = models.PositiveIntegerField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_requested_at = models.DateTimeField(null=True)
    boards = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at"), number__gte=1), name="season_times_in_order"),
            models.UniqueConstraint(models.Value(1), condition=Q(ended_at__isnull=True), name="one_season_is_on"),
        ]

    def __str__(self) -> str:
        return f"season {self.number}"


class SeasonBaseline(models.Model):
    """What a character had when the season began. A character without one began in the season, or had nothing yet: all that it
    has counts.

    experience: all XP since level 1 (rules/levels.py: total_xp). A million rows are written at once, in the order of this key, which is their only
    index. The foreign keys are not checked by the database: each check would lock the row of a character that plays. Neither characters nor
    seasons are deleted.
    """

    pk = models.CompositePrimaryKey("season", "character")
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    character = models.ForeignKey(
        "game.Character", on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    experience = models.BigIntegerField()
    kills = models.BigIntegerField()
    gold_earned = models.BigIntegerField()
    raid_damage = models.BigIntegerField()

    def __str__(self) -> str:
        return f"baseline of {self.character_id} in season {self.season_id}"
