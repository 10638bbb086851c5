"""A page of the inbox or of the sent folder."""

from datetime import datetime

from msgspec import Struct

from game.models import Letter
from game.models.ids import CharacterId
from game.presenters.correspondent import Correspondent, other_side


class LetterLine(Struct, frozen=True):
    """is_new: received and not read. state: of Letter.STATES. until: when unclaimed attachments go back."""

    id: int
    who: Correspondent
    subject: str
    at: datetime
    is_new: bool
    state: str
    until: datetime | None


class FolderPage(Struct, frozen=True):
    """lines: newest first. next: id before which the next page begins. unread_letters: in the whole inbox."""

    lines: list[LetterLine]
    next: int | None
    unread_letters: int


def folder_page(letters: list[Letter], reader: CharacterId, size: int, unread: int) -> FolderPage:
    """letters: up to `size` and one more, which says that there is another page."""
    shown = letters[:size]
    return FolderPage([_line(letter, reader) for letter in shown], shown[-1].pk if len(letters) > size else None, unread)


def _line(letter: Letter, reader: CharacterId) -> LetterLine:
    return LetterLine(
        id=letter.pk,
        who=other_side(letter, reader),
        subject=letter.subject,
        at=letter.sent_at,
        is_new=letter.read_at is None and letter.recipient_id == reader,
        state=letter.state,
        until=letter.expires_at if letter.is_unclaimed else None,
    )
