"""Ranks of a clan and what each may do. The leader may do everything; the other three hold capabilities that the clan chooses."""

from typing import Literal, get_args

Rank = Literal["leader", "officer", "veteran", "initiate"]
RANKS: tuple[Rank, ...] = get_args(Rank)
"""The highest first."""
CHOSEN_RANKS: tuple[Rank, ...] = RANKS[1:]
"""Those whose capabilities a clan chooses."""

Capability = Literal[
    "invite",
    "accept",
    "expel",
    "promote",
    "charter",
    "admission",
    "ranks",
    "circular",
    "ledger",
    "withdraw",
    "lend",
    "sign",
    "stop",
    "dues",
    "perks",
    "war",
    "webhook",
]
CAPABILITIES: dict[Capability, str] = {
    "invite": "invite people and make share links",
    "accept": "accept and refuse applications",
    "expel": "expel members of a lower rank",
    "promote": "promote and demote members below the own rank",
    "charter": "change charter and crest",
    "admission": "choose how people join",
    "ranks": "change what lower ranks may do",
    "circular": "write to all members",
    "ledger": "see every movement of the bank",
    "withdraw": "take gold and things out of the bank",
    "lend": "lend things of the bank",
    "sign": "sign large withdrawals",
    "stop": "stop a withdrawal that waits",
    "dues": "set the weekly dues",
    "perks": "buy perks for the clan",
    "war": "declare war",
    "webhook": "report movements of the bank to an address",
}
"""What a rank may be given, in words that follow "may"."""

DEFAULTS: dict[Rank, frozenset[Capability]] = {
    "officer": frozenset(
        {"invite", "accept", "expel", "promote", "charter", "circular", "ledger", "withdraw", "lend", "sign", "stop"}
    ),
    "veteran": frozenset({"invite", "withdraw", "sign"}),
    "initiate": frozenset(),
}
"""What the ranks of a new clan may do."""
DEFAULT_DAILY_GOLD: dict[Rank, int] = {"officer": 25_000, "veteran": 2_500, "initiate": 0}
"""Gold that a member of the rank may take out of the bank in 24 hours, in a new clan."""


def is_above(one: Rank, other: Rank) -> bool:
    return RANKS.index(one) < RANKS.index(other)


def may_change(actor: Rank, target: Rank, wanted: Rank) -> bool:
    """Whether a member with the capability "promote" may give this rank: target and wanted rank are both below the own one.
    Leadership is handed over, never given by promotion."""
    return is_above(actor, target) and is_above(actor, wanted)


def may_grant(own: frozenset[Capability], before: frozenset[Capability], after: frozenset[Capability]) -> bool:
    """Whether somebody with these capabilities may change a rank's from `before` to `after`: everything that is given or taken is his or
    her own."""
    return (before ^ after) <= own
