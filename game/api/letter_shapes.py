"""A letter as the API shows it: an entry of a folder, or in full."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct, structs

from game.models import Character, Letter
from game.presenters.letter_goods import goods_of
from game.rules.mail import Attachment


class AttachedItem(Struct, frozen=True):
    """item: its slug. upgrade: how often it was made better. holding: the id of a thing that does not stack, null for a stack."""

    item: str
    quantity: int
    upgrade: int
    holding: int | None


class LetterEntry(Struct, frozen=True, rename={"sender": "from", "recipient": "to"}):
    """A letter in a folder. from: null for the city. read: whether you have read it; null if you sent it. attachments, gold: what
    was sent with it.

    state: where that is. plain: nothing was sent with it; open: it waits until expires_at; claimed; taken_back: by the sender;
    returned: to the sender; passed_on: to the recipient, because the sender is gone.
    """

    id: int
    sender: str | None
    recipient: str
    subject: str
    sent_at: datetime
    read: bool | None
    state: str
    attachments: list[AttachedItem]
    gold: int
    expires_at: datetime | None


class LetterInFull(LetterEntry, frozen=True):
    """answers: id of the letter that it replies to."""

    text: str
    answers: int | None


def entry_of(letter: Letter, reader: Character) -> LetterEntry:
    """reader: one of its two sides. The letter must have been read with the other one (queries/mail.py)."""
    goods = goods_of(letter)
    return LetterEntry(
        letter.pk, _sender_name(letter, reader), reader.name if letter.recipient_id == reader.pk else letter.recipient.name,
        letter.subject, letter.sent_at, _is_read(letter, reader), letter.state, items_of(goods.items), goods.gold,
        letter.expires_at,
    )  # fmt: skip


def in_full(letter: Letter, reader: Character) -> LetterInFull:
    """The same with the text."""
    return LetterInFull(**structs.asdict(entry_of(letter, reader)), text=letter.text, answers=letter.answers_id)


def items_of(attachments: Iterable[Attachment]) -> list[AttachedItem]:
    """Items, without gold."""
    return [AttachedItem(a.asset, a.quantity, a.upgrade, a.holding) for a in attachments]


def _is_read(letter: Letter, reader: Character) -> bool | None:
    """None for the sender, who does not learn whether the letter was read."""
    return None if letter.sender_id == reader.pk else letter.read_at is not None


def _sender_name(letter: Letter, reader: Character) -> str | None:
    if letter.sender_id == reader.pk:
        return reader.name
    return None if letter.sender is None else letter.sender.name
