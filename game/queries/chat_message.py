"""One message with its room: for its author, for whoever reports it, and for staff."""

from collections.abc import Sequence

from game.models import ArchivedChatMessage, Character, ChatMember, ChatMessage
from game.models.chat_message import SHOWN
from game.models.ids import CharacterId, ChatRoomId
from game.queries.chat import admitted
from game.queries.chat_rooms import PRIVATE
from game.rules.errors import GameError

StoredMessageRow = ChatMessage | ArchivedChatMessage
"""A message, wherever it is stored."""
AROUND = 10


def find_message(message: int) -> StoredMessageRow | None:
    """With its room and its author. One statement, two if it is archived."""
    for model in (ChatMessage, ArchivedChatMessage):
        found: StoredMessageRow | None = model._default_manager.select_related("room", "author").filter(pk=message).first()
        if found is not None:
            return found
    return None


def access_message(reader: CharacterId, message: int) -> StoredMessageRow:
    """A message that the reader can see now, with its room and its author. Three statements at the most. GameError not_found: there
    is none, the reader may not read its room, or its text is not shown any more."""
    found = find_message(message)
    if found is None or found.state != SHOWN or not admitted([(found.room_id, reader)]):
        raise GameError("not_found", "There is no such message.", field="id")
    return found


def messages_around(message: StoredMessageRow, around: int = AROUND) -> list[StoredMessageRow]:
    """The messages of the same room nearest to this one, which is included: `around` before it and after it, oldest first, with their
    authors and with the texts of those that were taken back or hidden: for staff who decide about a report. Two statements."""
    near = {"room_id": message.room_id, "number__range": (message.number - around, message.number + around)}
    found: dict[int, StoredMessageRow] = {}
    for model in (ArchivedChatMessage, ChatMessage):
        found |= {row.number: row for row in model._default_manager.filter(**near).select_related("author")}
    return [found[number] for number in sorted(found)]


def is_private(message: StoredMessageRow) -> bool:
    """Staff see the text of a private message only if it was reported."""
    return message.room.kind == PRIVATE


def members_of(room: int) -> Sequence[Character]:
    """The characters of a private room. One statement."""
    return list(
        Character.objects.filter(pk__in=ChatMember.objects.filter(room_id=ChatRoomId(room)).values("character")).order_by("pk")
    )
