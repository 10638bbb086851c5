"""Holders of the ledger as codes: "character:12", "escrow:7", "clan:3", "faucet:hunt", "sink:shop".

A character and an account (an escrow or a clan, models/ledger_account.py) have balances. The world (faucets and sinks) has none.
"""

from game.models.ids import AccountId, CharacterId

CHARACTER, ESCROW, CLAN = "character:", "escrow:", "clan:"
WORLD = ("faucet:", "sink:")


def of(character: CharacterId) -> str:
    """The code of a character."""
    return f"{CHARACTER}{character}"


def of_escrow(account: AccountId) -> str:
    """The code of an escrow."""
    return f"{ESCROW}{account}"


def of_clan(account: AccountId) -> str:
    """The code of a clan's account."""
    return f"{CLAN}{account}"


def is_character(holder: str) -> bool:
    return holder.startswith(CHARACTER)


def is_world(holder: str) -> bool:
    return holder.startswith(WORLD)


def character_of(holder: str) -> CharacterId | None:
    """The character that a code names; None for every other holder."""
    return CharacterId(int(holder[len(CHARACTER) :])) if holder.startswith(CHARACTER) else None


def account_of(holder: str) -> AccountId | None:
    """The account that a code names; None for characters and the world."""
    if holder.startswith((ESCROW, CLAN)):
        return AccountId(int(holder.partition(":")[2]))
    return None
