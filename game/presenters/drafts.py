"""The list of a character's drafts."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from game.models import StoredDraft
from game.rules.mail import DRAFTS_MOST

BEGINNING = 120


class DraftLine(Struct, frozen=True):
    """beginning: of the text."""

    id: int
    to: str
    subject: str
    beginning: str
    saved_at: datetime


class DraftsPage(Struct, frozen=True):
    drafts: list[DraftLine]
    unread_letters: int
    most: int = DRAFTS_MOST


def drafts_page(drafts: Sequence[StoredDraft], unread: int) -> DraftsPage:
    lines = [DraftLine(d.pk, d.to, d.subject[:80], " ".join(d.text.split())[:BEGINNING], d.saved_at) for d in drafts]
    return DraftsPage(lines, unread)
