"""A page of a character's log: movements of gold and items."""

from collections.abc import Mapping

from msgspec import Struct

from game.models import Letter, Transfer
from game.models.holder import of
from game.models.ids import CharacterId
from game.presenters.correspondent import Correspondent, other_side
from game.presenters.letter import is_kept

_LETTER = "letter:"


class LoggedLetter(Struct, frozen=True):
    """The letter of a movement. id: None where the character has deleted its copy."""

    id: int | None
    who: Correspondent
    is_mine: bool


class LogLine(Struct, frozen=True):
    """came: whether the character received it. letter: None for other movements, and where the letter is gone."""

    moved: Transfer
    came: bool
    letter: LoggedLetter | None


class LogPage(Struct, frozen=True):
    """lines: newest first. next: id before which the next page begins."""

    lines: list[LogLine]
    next: int | None


def letters_in(movements: list[Transfer]) -> set[int]:
    """The ids of the letters that the movements name."""
    return {letter for m in movements if (letter := _letter_of(m)) is not None}


def log_page(
    movements: list[Transfer], character: CharacterId, size: int, letters: Mapping[int, Letter] | None = None
) -> LogPage:
    """movements: up to `size` and one more, which says that there is another page. letters: by id, those of letters_in."""
    shown, named = movements[:size], letters or {}
    lines = [_line(m, character, named.get(_letter_of(m) or 0)) for m in shown]
    return LogPage(lines, shown[-1].pk if len(movements) > size else None)


def _line(moved: Transfer, character: CharacterId, letter: Letter | None) -> LogLine:
    logged = None
    if letter is not None:
        kept = letter.pk if is_kept(letter, character) else None
        logged = LoggedLetter(kept, other_side(letter, character), letter.sender_id == character)
    return LogLine(moved, moved.destination == of(character), logged)


def _letter_of(moved: Transfer) -> int | None:
    number = moved.reference.removeprefix(_LETTER)
    return int(number) if moved.reference.startswith(_LETTER) and number.isdecimal() else None
