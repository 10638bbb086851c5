"""Holders of the ledger as codes: "character:12", "escrow:7", "faucet:hunt", "sink:shop"."""

from game.models.ids import CharacterId

CHARACTER = "character:"


def of(character: CharacterId) -> str:
    """The code of a character."""
    return f"{CHARACTER}{character}"


def is_character(holder: str) -> bool:
    return holder.startswith(CHARACTER)


def character_of(holder: str) -> CharacterId | None:
    """The character that a code names; None for every other holder."""
    return CharacterId(int(holder[len(CHARACTER) :])) if holder.startswith(CHARACTER) else None
