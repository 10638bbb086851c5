"""What the members of a clan did together in a raid, as a part of its contribution."""

from django.db import models

from clans.models.clan import Clan


class ClanRaidShare(models.Model):
    """points: of contribution. Written once for each raid and clan, for who was a member when the raid ended."""

    raid = models.ForeignKey("game.Raid", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="raid_shares", db_index=False)
    points = models.PositiveIntegerField()

    class Meta:
        # queries/clan_level.py: the sum of a clan; and which raids are counted
        constraints = [models.UniqueConstraint(fields=["clan", "raid"], name="one_share_per_raid_and_clan")]

    def __str__(self) -> str:
        return f"share of clan {self.clan_id} in raid {self.raid_id}"
