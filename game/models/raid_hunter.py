"""A hunter's total in a raid."""

from django.db import models
from django.db.models import Q


class RaidHunter(models.Model):
    """A hunter's counted hits and damage, as of the last fold. The keys have no constraint in the database: the fold locks no
    character, and hits have one."""

    raid = models.ForeignKey(
        "game.Raid", on_delete=models.PROTECT, related_name="hunter_rows", db_index=False, db_constraint=False
    )
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="raids", db_index=False, db_constraint=False
    )
    hits = models.PositiveIntegerField()
    damage = models.BigIntegerField()
    level = models.PositiveSmallIntegerField(help_text="The highest at which a hit of the hunter counted.")

    class Meta:
        constraints = [
            # The order also serves all raids of a character.
            models.UniqueConstraint(fields=["character", "raid"], name="one_total_per_hunter"),
            models.CheckConstraint(condition=Q(hits__gt=0, damage__gte=0), name="a_hunter_has_hit"),
        ]
        # queries/raid_hit.py: a rank; actions/raid_settle.py: all hunters
        indexes = [models.Index(fields=["raid", "damage"], name="hunters_by_damage")]

    def __str__(self) -> str:
        return f"hunter {self.character_id} of raid {self.raid_id}"
