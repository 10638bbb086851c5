"""What is attached to a letter, prepared for display: the gold, and the items."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from game.models import Letter
from game.models.transfer import GOLD
from game.rules.mail import Attachment


class LetterGoods(Struct, frozen=True):
    """items: instances, and stacks without a holding."""

    gold: int
    items: list[Attachment]


def goods(attachments: Iterable[Attachment]) -> LetterGoods:
    """The attachments, with the gold apart from the items."""
    listed = list(attachments)
    return LetterGoods(sum(a.quantity for a in listed if a.asset == GOLD), [a for a in listed if a.asset != GOLD])


def goods_of(letter: Letter) -> LetterGoods:
    """What was attached when the letter was sent; Letter.state says where it is now."""
    return goods(attachments_of(letter))


def attachments_of(letter: Letter) -> list[Attachment]:
    """As they were when the letter was sent."""
    return msgspec.convert(letter.attachments, list[Attachment])
