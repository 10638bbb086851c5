"""Figures of a clan's bank: what takes signatures, how long each step waits, who may sign, what dues may be."""

from msgspec import Struct

from clans.rules.rank import Rank
from game.rules.errors import GameError

LARGE_GOLD = 50_000
"""What is worth more than so much gold takes signatures. All that a member took out in 24 hours counts together."""
SIGNED_RARITIES = ("epic", "legendary")
"""Items that take signatures, whatever they are worth."""
SIGNATURES = 2
"""Of other members than the one who asks, and of different accounts."""
SIGNER_DAYS = 14
WAIT_HOURS = 24
"""From the last signature to the payout."""
RANK_HOURS = 72
"""A rank's right to take something out begins so long after the member got the rank, or the rank got more rights."""
OPEN_DAYS = 7
"""A withdrawal without enough signatures ends after so many days."""
LIMIT_HOURS = 24
GIVER_LEVEL = 3
ITEMS_MOST = 20
"""Items in one donation."""
DUES_MOST = 10_000
"""Gold a week."""


class Wanted(Struct, frozen=True):
    """What somebody wants out of the bank. worth: gold, or the shop's price of all of it. taken: what he or she took out in the last 24
    hours, by the same measure."""

    worth: int
    taken: int
    rarity: str = ""


def takes_signatures(wanted: Wanted) -> bool:
    return wanted.rarity in SIGNED_RARITIES or wanted.worth + wanted.taken > LARGE_GOLD


def check_daily(wanted: Wanted, daily_gold: int | None, rank: Rank) -> None:
    """GameError forbidden: it is more than the rank may take out in 24 hours."""
    if daily_gold is None or wanted.worth + wanted.taken <= daily_gold:
        return
    left = max(0, daily_gold - wanted.taken)
    raise GameError(
        "forbidden",
        f"As {rank} you may take out {daily_gold:,} gold in {LIMIT_HOURS} hours, things counted at their price in the shop. "
        f"{left:,} are left; this is worth {wanted.worth:,}.",
        field="gold",
    )


def rank_wait(seconds: int) -> int:
    """Seconds until the rank opens the bank; 0 if it does. seconds: since the member has it, and since it has its rights."""
    return max(0, RANK_HOURS * 3600 - seconds)


def check_rank_age(seconds: int) -> None:
    """GameError too_early: the member's rank, or what it may do, is too new. seconds: as in rank_wait."""
    if wait := rank_wait(seconds):
        words = f"A new rank, or a new right of a rank, opens the bank {RANK_HOURS} hours later. Come back then."
        raise GameError("too_early", words, retry_after=wait)


def check_dues(gold: int) -> int:
    """GameError invalid (gold)."""
    if not 0 <= gold <= DUES_MOST:
        raise GameError("invalid", f"Dues are 0 to {DUES_MOST:,} gold a week.", field="gold")
    return gold
