"""What the room of a chat sends."""

import msgspec

from game.queries.chat import RoomChange, StoredMessage


class LiveMessage(msgspec.Struct, frozen=True):
    """A message as sockets send it. author: a character's id; name: null if it left. text: "" if state is not "shown". at: ISO 8601.
    html: the same as a list item of the page."""

    number: int
    id: int
    author: int
    name: str | None
    text: str
    state: str
    at: str
    html: str


class ChatSnapshotFrame(msgspec.Struct, tag="chat.snapshot", tag_field="type", frozen=True):
    """seq: number of the room's last message. It carries no messages: who misses some asks for those after the last one that it has.
    withdrawn: as in chat.state."""

    seq: int
    sent_at: float
    room: int
    withdrawn: list[tuple[int, str]]


class ChatUpdateFrame(msgspec.Struct, tag="chat.update", tag_field="type", frozen=True):
    """The message with the number `seq`. withdrawn: as in chat.state."""

    seq: int
    sent_at: float
    message: LiveMessage
    withdrawn: list[tuple[int, str]]


class ChatSkippedFrame(msgspec.Struct, tag="chat.skipped", tag_field="type", frozen=True):
    """In the place of an update: a message of somebody whom the reader has blocked."""

    seq: int
    sent_at: float


class ChatStateFrame(msgspec.Struct, tag="chat.state", tag_field="type", frozen=True):
    """Beside the numbered frames: something was taken back, hidden or erased. withdrawn: number and state of all such messages among
    the newest 200."""

    sent_at: float
    withdrawn: list[tuple[int, str]]


def chat_snapshot(room: int, found: RoomChange, sent_at: float) -> ChatSnapshotFrame:
    return ChatSnapshotFrame(found.last, sent_at, room, found.withdrawn)


def chat_update(message: StoredMessage, html: str, withdrawn: list[tuple[int, str]], sent_at: float) -> ChatUpdateFrame:
    live = LiveMessage(
        message.number, message.id, message.author, message.name, message.text, message.state, message.at.isoformat(), html
    )
    return ChatUpdateFrame(message.number, sent_at, live, withdrawn)
