"""What the room of a character's notices sends."""

import msgspec

from game.queries.notices import NewestNotices, NumberedNotice


class LiveNotice(msgspec.Struct, frozen=True):
    """A notice as sockets send it. at: ISO 8601. link: a path of this site, or empty."""

    id: int
    kind: str
    text: str
    link: str
    at: str


class NoticesSnapshotFrame(msgspec.Struct, tag="notices.snapshot", tag_field="type", frozen=True):
    """seq: number of the character's last notice, 0 before the first. unread, letters: counted up to 100. latest: unread notices among
    the newest, newest first."""

    seq: int
    sent_at: float
    character: int
    unread: int
    letters: int
    latest: list[LiveNotice]


class NoticesUpdateFrame(msgspec.Struct, tag="notices.update", tag_field="type", frozen=True):
    seq: int
    sent_at: float
    unread: int
    letters: int
    notice: LiveNotice


class NoticesStateFrame(msgspec.Struct, tag="notices.state", tag_field="type", frozen=True):
    """Beside the numbered frames: something was read or deleted."""

    sent_at: float
    unread: int
    letters: int


def notices_snapshot(character: int, found: NewestNotices, sent_at: float) -> NoticesSnapshotFrame:
    latest = [_live(n) for n in found.notices if not n.read]
    return NoticesSnapshotFrame(found.last, sent_at, character, found.unread.notices, found.unread.letters, latest)


def notices_updates(found: NewestNotices, sent_at: float) -> list[NoticesUpdateFrame]:
    """Oldest first."""
    unread = found.unread
    return [NoticesUpdateFrame(n.number, sent_at, unread.notices, unread.letters, _live(n)) for n in reversed(found.notices)]


def notices_state(found: NewestNotices, sent_at: float) -> NoticesStateFrame:
    return NoticesStateFrame(sent_at, found.unread.notices, found.unread.letters)


def _live(notice: NumberedNotice) -> LiveNotice:
    return LiveNotice(notice.id, notice.kind, notice.text, notice.link, notice.at)
