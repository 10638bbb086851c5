"""What happens when a character leaves the game: its player lets it go, or it is erased. Later apps register what they do then."""

from collections.abc import Callable, Sequence

from game.models.ids import CharacterId

on_departure: list[Callable[[Sequence[CharacterId]], None]] = []
"""Called in the transaction, with these characters locked and before any shared row is."""


def depart(characters: Sequence[CharacterId]) -> None:
    """Tell the listeners. Again for the same characters changes nothing."""
    for listener in on_departure:
        listener(characters)
