"""What a place on a season's board gets."""

from django.db import models
from django.db.models import Q


class SeasonReward(models.Model):
    """Frozen when the season ended. title: of the place (rules/season_reward.py). paid_at: when the letter with the gold was sent,
    or when it was found that the account is erased, which gets nothing."""

    season = models.ForeignKey("game.Season", on_delete=models.PROTECT, related_name="rewards", db_index=False)
    board = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField()
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="season_rewards", db_index=False)
    gold = models.PositiveIntegerField()
    title = models.CharField(max_length=40)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["character", "season", "board"], name="one_season_reward_per_board"),
            models.UniqueConstraint(fields=["season", "board", "rank"], name="one_season_reward_per_place"),
            models.CheckConstraint(condition=Q(gold__gt=0), name="a_season_reward_is_something"),
        ]
        # actions/season_pay.py: what has to be paid
        indexes = [models.Index(fields=["id"], name="season_rewards_to_pay", condition=Q(paid_at__isnull=True))]

    def __str__(self) -> str:
        return f"reward of {self.character_id} in season {self.season_id}"
