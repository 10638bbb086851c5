"""A fold of a raid: what one update counted."""

from django.db import models
from django.db.models.functions import Now


class RaidFold(models.Model):
    """An update that was sent: the raid's curve, and its replay. hits: how many it numbered, up to `number`."""

    raid = models.ForeignKey("game.Raid", on_delete=models.PROTECT, related_name="folds", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())
    hp = models.BigIntegerField()
    number = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    vampire = models.BigIntegerField()
    werewolf = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["raid", "seq"], name="one_fold_per_seq")]

    def __str__(self) -> str:
        return f"fold {self.seq} of raid {self.raid_id}"
