"""A hunter's hit on the boss of a raid. The hit is written first; the fold then gives it its number."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.models.ids import RaidHitId


class RaidHit(models.Model):
    """number: its place in the raid's own order. counted: the damage that the boss still had as health. hp_after: the boss's then.

    late: it came after the killing blow, or after the end; refunded_at: its energy was given back. inputs: rules.raid_hit.HitInputs.
    raid has no constraint in the database, because checking one would lock the raid's row, which all hunters share.
    """

    if TYPE_CHECKING:
        id: models.BigAutoField[int, RaidHitId]
    raid = models.ForeignKey("game.Raid", on_delete=models.PROTECT, related_name="hits", db_index=False, db_constraint=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="raid_hit_rows", db_index=False)
    damage = models.PositiveIntegerField()
    lost = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10)
    seed = models.ForeignKey("game.DiceSeed", on_delete=models.PROTECT, related_name="hits", db_index=False)
    nonce = models.PositiveIntegerField()
    inputs = models.JSONField()
    at = models.DateTimeField(db_default=Now())
    number = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField(null=True)
    hp_after = models.BigIntegerField("health after", null=True)
    late = models.BooleanField(default=False)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["raid", "number"], condition=Q(number__isnull=False), name="a_hit_has_its_number"),
            models.UniqueConstraint(fields=["seed", "nonce"], name="a_nonce_is_used_for_one_hit"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, counted__isnull=True, hp_after__isnull=True, late=False)
                | Q(number__isnull=False, counted__isnull=False, hp_after__isnull=False),
                name="a_numbered_hit_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(refunded_at__isnull=True) | Q(number__isnull=False), name="only_numbered_hits_refund"
            ),
        ]
        indexes = [
            # actions/raid_fold.py: hits that have no number yet
            models.Index(fields=["raid", "id"], name="hits_to_number", condition=Q(number__isnull=True)),
            # actions/raid_pay.py: energy to give back
            models.Index(fields=["raid", "character"], name="hits_to_refund", condition=Q(late=True, refunded_at__isnull=True)),
            # queries/raid_hit.py: the hunter's last hit, and his or her own hits; the foreign key
            models.Index(fields=["character", "-id"], name="hits_of_character"),
        ]

    def __str__(self) -> str:
        return f"hit {self.pk}"
