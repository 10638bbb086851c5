"""The ledger: every movement of gold and items names its source and its destination. Append-only by trigger."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.content.names import item_name

HOLDER = r"^(character|clan|escrow):[1-9][0-9]*$|^(faucet|sink):[a-z_]+$"
GOLD = "gold"
REASONS = (
    "hunt", "mission", "buy", "sell", "use", "craft", "upgrade", "repair", "start", "demo", "staff", "reversal",
    "letter", "letter_claimed", "letter_returned", "raid", "season", "achievement",
    "clan_founded", "clan_refund", "clan_donation", "clan_dues", "clan_withdrawal", "clan_lent", "clan_loan_ended", "clan_bequest",
)  # fmt: skip
"""Every reason that an action posts for; game/tests/admin/test_transfer.py compares with the code."""

_ACCOUNT_IS_SOURCE = Q(source__startswith="escrow:") | Q(source__startswith="clan:")
_ACCOUNT_IS_DESTINATION = Q(destination__startswith="escrow:") | Q(destination__startswith="clan:")


def amount_in_words(asset: str, quantity: int) -> str:
    """Such as `1,200 gold` or `3 × Cellar Draught`."""
    return f"{quantity:,} gold" if asset == GOLD else f"{quantity:,} × {item_name(asset)}"


class Transfer(models.Model):
    """asset: "gold" or an item's slug. holding: the instance that moved. reference: "battle:12", "mission:7", "letter:5", "audit:3".

    Holders are codes (models/holder.py), not foreign keys: with a foreign key to a shared world account, each hunt would wait
    for the key lock of another. The ledger also outlives the holders that it names.
    """

    source = models.CharField(max_length=40)
    destination = models.CharField(max_length=40)
    asset = models.CharField(max_length=60)
    quantity = models.BigIntegerField()
    holding = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=40)
    reference = models.CharField(max_length=60, blank=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("destination")), name="transfer_goes_somewhere"),
            models.CheckConstraint(condition=Q(source__regex=HOLDER), name="transfer_source_is_a_holder"),
            models.CheckConstraint(condition=Q(destination__regex=HOLDER), name="transfer_destination_is_a_holder"),
            models.CheckConstraint(condition=Q(holding__isnull=True) | Q(quantity=1), name="an_instance_moves_alone"),
        ]
        indexes = [
            # queries/ledger.py: a holder's log, both ways
            models.Index(fields=["source", "-id"], name="transfer_from", condition=Q(source__startswith="character:")),
            models.Index(fields=["destination", "-id"], name="transfer_to", condition=Q(destination__startswith="character:")),
            # queries/ledger.py: the movements of an escrow or a clan, both ways
            models.Index(fields=["source", "-id"], name="transfer_from_account", condition=_ACCOUNT_IS_SOURCE),
            models.Index(fields=["destination", "-id"], name="transfer_to_account", condition=_ACCOUNT_IS_DESTINATION),
            # queries/ledger.py: the history of an instance
            models.Index(fields=["holding", "id"], name="transfer_of_a_thing", condition=Q(holding__isnull=False)),
            # actions/reversal.py: the paid upgrades of an instance; few rows
            models.Index(fields=["reference"], name="transfer_upgrade", condition=Q(reason="upgrade")),
        ]

    def __str__(self) -> str:
        return f"{self.source} -> {self.destination}: {self.quantity} {self.asset}"
