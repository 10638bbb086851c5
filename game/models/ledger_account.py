"""The ledger's account of a holder that is not a character: an escrow or a clan. Its gold is here, its items are holdings."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from game.models.ids import AccountId


class LedgerAccount(models.Model):
    """The holder's code is "<kind>:<id>" (models/holder.py). Characters have their gold in their own row."""

    ESCROW, CLAN = "escrow", "clan"

    if TYPE_CHECKING:
        id: models.BigAutoField[int, AccountId]
    kind = models.CharField(max_length=10, choices=[(ESCROW, "Escrow"), (CLAN, "Clan")])
    gold = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gold__gte=0), name="account_gold_never_negative"),
            models.CheckConstraint(condition=Q(kind__in=["escrow", "clan"]), name="account_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The holder's code."""
        return f"{self.kind}:{self.pk}"
