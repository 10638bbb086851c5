"""What a holder of the ledger holds: stacks of equal items, and wearable items as instances."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.content.vocabulary import SLOTS
from game.models.ids import HoldingId


class Holding(models.Model):
    """A balance of the ledger. Only actions.ledger moves rows; slot is set while a character wears an instance.

    An instance stays the same row wherever it goes. Its holder is a character, an account (escrow or clan), or, with neither
    set, the world: it was sold, disassembled or taken, and comes back as it was when that is reversed.

    An account can lend an instance to a character (actions/lend.py of clans). It stays the account's property: it moves only back.

    A fight writes no wear: durability is the fights left at the moment of worn_from, the wearer's count of fights when
    it was put on or last repaired. queries/sheet.py computes what is left now; actions/wear.py writes it.
    """

    if TYPE_CHECKING:
        id: models.BigAutoField[int, HoldingId]
    character = models.ForeignKey(
        "game.Character", null=True, on_delete=models.PROTECT, related_name="holdings", db_index=False
    )
    account = models.ForeignKey(
        "game.LedgerAccount", null=True, on_delete=models.PROTECT, related_name="holdings", db_index=False
    )
    item = models.CharField(max_length=60)
    quantity = models.BigIntegerField(default=1)
    stacked = models.BooleanField()
    slot = models.CharField(max_length=10, null=True, blank=True, choices=[(s, s) for s in SLOTS])
    durability = models.PositiveSmallIntegerField(default=0)
    worn_from = models.PositiveIntegerField(null=True, help_text="The wearer's hunts when durability was true; none: not worn.")
    upgrade = models.PositiveSmallIntegerField(default=0)
    lent_by = models.ForeignKey(
        "game.LedgerAccount", null=True, on_delete=models.PROTECT, related_name="lent", db_index=False,
        help_text="The account whose property it is. The character can wear it, and it moves only back there.",
    )  # fmt: skip
    acquired_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quantity_never_negative"),
            models.CheckConstraint(condition=Q(stacked=True) | Q(quantity=1), name="an_instance_is_one"),
            models.CheckConstraint(condition=Q(stacked=False) | Q(slot__isnull=True), name="a_stack_is_not_worn"),
            models.UniqueConstraint(fields=["character", "item"], condition=Q(stacked=True), name="one_stack_per_item"),
            models.UniqueConstraint(
                fields=["account", "item"],
                condition=Q(stacked=True, account__isnull=False),
                name="one_stack_per_item_of_account",
            ),
            models.CheckConstraint(
                condition=Q(character__isnull=True) | Q(account__isnull=True), name="an_item_has_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(stacked=False) | Q(character__isnull=False) | Q(account__isnull=False), name="a_stack_has_a_holder"
            ),
            models.CheckConstraint(condition=Q(slot__isnull=True) | Q(character__isnull=False), name="only_characters_wear"),
            # A movement to the world or to an account other than the lender would leave this set: sale, letter, craft, and all to come.
            models.CheckConstraint(
                condition=Q(lent_by__isnull=True) | Q(character__isnull=False, stacked=False),
                name="a_lent_item_only_goes_back",
            ),
            models.UniqueConstraint(fields=["character", "slot"], condition=Q(slot__isnull=False), name="one_item_per_slot"),
        ]
        indexes = [
            # queries/inventory.py: all that one character holds; also serves the foreign key
            models.Index(fields=["character", "item"], name="holding_of_character"),
            # queries/escrow.py: all that one account holds; also serves the foreign key
            models.Index(fields=["account", "item"], name="holding_of_account", condition=Q(account__isnull=False)),
            # queries/escrow.py: what an account has lent; also serves the foreign key
            models.Index(fields=["lent_by", "character"], name="holding_lent", condition=Q(lent_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.item}"

    @property
    def holder(self) -> str | None:
        """The holder's code; None: the world has it. Reads the account's row, if an account holds it."""
        if self.character_id is not None:
            return f"character:{self.character_id}"
        return self.account.code if self.account is not None else None
