"""Types of ids, so that the type checker refuses one in the place of another."""

from typing import NewType

ClanId = NewType("ClanId", int)
MemberId = NewType("MemberId", int)
WithdrawalId = NewType("WithdrawalId", int)
