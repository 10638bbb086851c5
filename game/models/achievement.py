"""Achievements: what a character has earned, what is counted for it, how far the fold is, and how rare each is."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class EarnedAchievement(models.Model):
    """achievement: the slug of the content. gold: of the reward, as it was when it was earned. paid_at: when the letter with the gold
    was sent; None without gold, too."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, int]
    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="achievements", db_index=False)
    achievement = models.CharField(max_length=60)
    earned_at = models.DateTimeField(db_default=Now())
    gold = models.PositiveIntegerField(default=0, db_default=0)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # queries/achievements.py: all of a character
            models.UniqueConstraint(fields=["character", "achievement"], name="an_achievement_is_earned_once"),
        ]
        # actions/achievement_pay.py: what has to be paid
        indexes = [
            models.Index(fields=["id"], name="achievements_to_pay", condition=Q(gold__gt=0, paid_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.achievement} of {self.character_id}"


class AchievementProgress(models.Model):
    """What the fold has counted for a character. counts: by key (content/schema.py: Achievement.key). positions: by the name of a
    source (queries/achievement_sources.py), the id up to which its rows are counted."""

    character = models.OneToOneField(
        "game.Character", on_delete=models.CASCADE, related_name="achievement_progress", primary_key=True
    )
    counts = models.JSONField(default=dict)
    positions = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"progress of {self.character_id}"


class AchievementFold(models.Model):
    """How far the fold is, in the one row that it locks. horizon: every transaction below this number had ended when the last walk
    over the characters began, so only rows that were written by later ones have to be looked at; None: all. walk_horizon, after: of
    the walk that is on, and the id up to which it has come. content: hash of the content whose goals were applied."""

    horizon = models.BigIntegerField(null=True)
    walk_horizon = models.BigIntegerField(null=True)
    after = models.BigIntegerField(default=0, db_default=0)
    content = models.CharField(max_length=16, blank=True, default="", db_default="")
    walked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(models.Value(1), name="one_fold_of_achievements")]

    def __str__(self) -> str:
        return "fold of achievements"


class AchievementRarity(models.Model):
    """How many have an achievement, as the job counted last. players: characters that have hunted."""

    achievement = models.CharField(max_length=60, primary_key=True)
    holders = models.PositiveIntegerField()
    players = models.PositiveIntegerField()
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "achievement rarities"

    def __str__(self) -> str:
        return f"{self.achievement}: {self.holders}"
