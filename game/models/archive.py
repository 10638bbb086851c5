"""Battles and hits in raids that are older than 90 days. actions/archive.py moves them here; addresses and numbers stay.

The columns are those of the live tables, and a test compares them. queries/archive.py reads both tables as one. Characters and
seeds are never deleted, and the live rows had these keys checked. Here the keys have no constraint in the database: checking one
would lock the character, whom an erasure may have locked while it waits for the battle that is being copied.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from game.models.ids import RaidHitId


class ArchivedBattle(models.Model):
    """A battle as it was in game_battle, under the same id. Everything in it is described in models/battle.py."""

    id = models.BigIntegerField("ID", primary_key=True)
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="archived_battles", db_index=False, db_constraint=False
    )
    place = models.CharField(max_length=60)
    monster = models.CharField(max_length=60)
    won = models.BooleanField()
    xp = models.PositiveIntegerField("XP")
    gold = models.PositiveIntegerField()
    levels = models.PositiveSmallIntegerField(default=0, help_text="Levels won by it.")
    seed = models.ForeignKey(
        "game.DiceSeed", on_delete=models.PROTECT, related_name="archived_battles", db_index=False, db_constraint=False
    )
    nonce = models.PositiveIntegerField()
    rules_version = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=16)
    inputs = models.JSONField()
    outcome = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seed", "nonce"], name="an_archived_nonce_is_used_once")]
        # queries/battle.py; queries/stats_counting.py
        indexes = [models.Index(fields=["character", "-id"], name="archived_battles_of_character")]

    def __str__(self) -> str:
        return f"battle {self.pk}"


class ArchivedRaidHit(models.Model):
    """A hit as it was in game_raidhit, under the same id (models/raid_hit.py). Only hits of raids that are settled and paid come
    here, so each has its number, and the energy of late ones was given back."""

    if TYPE_CHECKING:
        pk: RaidHitId
    id = models.BigIntegerField("ID", primary_key=True)
    raid = models.ForeignKey(
        "game.Raid", on_delete=models.PROTECT, related_name="archived_hits", db_index=False, db_constraint=False
    )
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="archived_hits", db_index=False, db_constraint=False
    )
    damage = models.PositiveIntegerField()
    lost = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10)
    seed = models.ForeignKey(
        "game.DiceSeed", on_delete=models.PROTECT, related_name="archived_hits", db_index=False, db_constraint=False
    )
    nonce = models.PositiveIntegerField()
    inputs = models.JSONField()
    at = models.DateTimeField()
    number = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    hp_after = models.BigIntegerField("health after")
    late = models.BooleanField(default=False)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["raid", "number"], name="an_archived_hit_has_its_number"),
            models.UniqueConstraint(fields=["seed", "nonce"], name="an_archived_nonce_is_used_for_one_hit"),
            models.CheckConstraint(
                condition=Q(late=False) | Q(refunded_at__isnull=False), name="an_archived_hit_owes_no_energy"
            ),
        ]
        # the personal data of a character
        indexes = [models.Index(fields=["character", "-id"], name="archived_hits_of_character")]

    def __str__(self) -> str:
        return f"hit {self.pk}"
