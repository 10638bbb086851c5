"""A large withdrawal from a clan's bank: it takes signatures, and then waits. Small ones are only movements of the ledger."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan
from clans.models.ids import WithdrawalId


class Withdrawal(models.Model):
    """Changed under the lock of its clan. What it asks for stays in the bank, and is checked again when it is paid.

    asset: "gold" or an item's slug. holding: the instance. due_at: when it is paid; None until it has its signatures. why: why it came to
    nothing.
    """

    ASKED, WAITING, PAID, STOPPED, VOID = "asked", "waiting", "paid", "stopped", "void"
    STATES = {
        ASKED: "needs signatures", WAITING: "signed, waits", PAID: "paid", STOPPED: "stopped", VOID: "came to nothing",
    }  # fmt: skip
    OPEN = (ASKED, WAITING)

    if TYPE_CHECKING:
        id: models.BigAutoField[int, WithdrawalId]
    clan = models.ForeignKey(Clan, on_delete=models.PROTECT, related_name="withdrawals", db_index=False)
    asked_by = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="withdrawals", db_index=False)
    asset = models.CharField(max_length=60)
    quantity = models.BigIntegerField()
    holding = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, default=ASKED, choices=list(STATES.items()))
    why = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "waiting", "paid", "stopped", "void"]), name="withdrawal_state_is_known"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_withdrawal_asks_for_something"),
            models.CheckConstraint(
                condition=~Q(state="asked", due_at__isnull=False) & ~Q(state__in=["waiting", "paid"], due_at__isnull=True),
                name="a_signed_withdrawal_says_when_it_is_due",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "waiting"], ended_at__isnull=True)
                | Q(state__in=["paid", "stopped", "void"], ended_at__isnull=False),
                name="an_ended_withdrawal_says_when",
            ),
            # actions/withdraw.py: an open one of each member; also serves the foreign key
            models.UniqueConstraint(
                fields=["asked_by"], condition=Q(state__in=["asked", "waiting"]), name="one_open_withdrawal_per_member"
            ),
        ]
        indexes = [
            # queries/bank.py: the newest of a clan
            models.Index(fields=["clan", "-id"], name="withdrawals_of_clan"),
            # actions/pay_out.py: what is due
            models.Index(fields=["due_at"], name="withdrawals_due", condition=Q(state="waiting")),
            models.Index(fields=["asked_at"], name="withdrawals_unsigned", condition=Q(state="asked")),
            models.Index(fields=["asked_by", "-id"], name="withdrawals_of_character"),
        ]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class WithdrawalSignature(models.Model):
    """user: the account that signed, so that no account signs twice with two characters."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="signatures", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signatures")
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["withdrawal", "user"], name="one_signature_per_account")]

    def __str__(self) -> str:
        return f"signature {self.pk}"
