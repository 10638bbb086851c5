"""The other side of a letter, as pages name it."""

from msgspec import Struct

from game.models import Character, Letter
from game.models.ids import CharacterId

CITY, GONE = "The city", "somebody who left"


class Correspondent(Struct, frozen=True):
    """name: a character's, CITY or GONE. emblem: a character's; None for the other two. is_reachable: whether it has a public
    profile and can be written to."""

    name: str
    emblem: int | None = None
    is_reachable: bool = False

    @property
    def is_city(self) -> bool:
        return self.name == CITY

    @property
    def in_sentence(self) -> str:
        """The name within a sentence."""
        return "the city" if self.is_city else self.name


def correspondent(character: Character | None) -> Correspondent:
    """character: None for the city. An erased one is not named; a deleted one is, because it can be restored."""
    if character is None:
        return Correspondent(CITY)
    if character.user_id is None:
        return Correspondent(GONE)
    return Correspondent(character.name, character.emblem, character.deleted_at is None)


def other_side(letter: Letter, reader: CharacterId) -> Correspondent:
    """The side that is not the reader's. letter: read together with that side."""
    return correspondent(letter.recipient if letter.sender_id == reader else letter.sender)
