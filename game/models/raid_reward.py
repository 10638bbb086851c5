"""What a hunter gets for a raid."""

from django.db import models
from django.db.models import Q


class RaidReward(models.Model):
    """What a hunter gets, frozen when the raid was settled. energy: of all hits, if the raid was called off. trophy: an item's
    slug, for the killing blow."""

    raid = models.ForeignKey("game.Raid", on_delete=models.PROTECT, related_name="rewards", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="raid_rewards", db_index=False)
    rank = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    damage = models.BigIntegerField()
    share = models.PositiveSmallIntegerField(help_text="Thousandths of the damage.")
    gold = models.PositiveIntegerField()
    energy = models.PositiveIntegerField(default=0)
    trophy = models.CharField(max_length=60, blank=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["character", "raid"], name="one_reward_per_hunter"),
            models.UniqueConstraint(fields=["raid", "rank"], name="one_hunter_per_rank"),
        ]
        # actions/raid_pay.py: what has to be paid
        indexes = [models.Index(fields=["raid", "id"], name="rewards_to_pay", condition=Q(paid_at__isnull=True))]

    def __str__(self) -> str:
        return f"reward of {self.character_id} in raid {self.raid_id}"
