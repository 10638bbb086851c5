"""Who is in a clan, with which rank."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan
from clans.models.ids import MemberId
from clans.rules.rank import RANKS


class Member(models.Model):
    """A row is made, changed and deleted under the lock of its clan. Joining and leaving hold the character's lock as well, so whoever holds
    either lock can rely on the membership. rank_at: since when it has the rank."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, MemberId]
    clan = models.ForeignKey(Clan, on_delete=models.PROTECT, related_name="members", db_index=False)
    character = models.OneToOneField("game.Character", on_delete=models.PROTECT, related_name="clan_member")
    rank = models.CharField(max_length=10, choices=[(rank, rank.capitalize()) for rank in RANKS])
    joined_at = models.DateTimeField(db_default=Now())
    rank_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clan"], condition=Q(rank="leader"), name="one_leader_per_clan"),
            models.CheckConstraint(condition=Q(rank__in=RANKS), name="member_rank_is_known"),
        ]
        # queries/members.py: the members of a clan
        indexes = [models.Index(fields=["clan", "id"], name="members_of_clan")]

    def __str__(self) -> str:
        return f"member {self.pk} of clan {self.clan_id}"
