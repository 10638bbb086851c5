"""Rooms: the list, messages of one, saying something and taking it back."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import chat
from game.actions.chat_rooms import open_private
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import NO_NUL, Line
from game.models.ids import ChatRoomId
from game.queries.chat import StoredMessage, messages_of, rooms_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError

PAGE = 50
Number = Annotated[int, Meta(ge=0, lt=10**18)]
MessageText = Annotated[str, Meta(min_length=1, max_length=255, pattern=NO_NUL)]


class RoomEntry(Struct, frozen=True):
    """kind: `faction`, `private` or `clan`. title: a faction, the name of the other one, or a clan's. last: number of the last message;
    seen: up to which you have seen. slow_seconds: so long you wait between two messages of yours. writes: whether you may write."""

    id: int
    kind: str
    title: str
    last: int
    seen: int
    at: datetime | None
    slow_seconds: int
    writes: bool


class RoomList(Struct, frozen=True):
    rooms: list[RoomEntry]


class RoomToOpen(Struct, frozen=True, forbid_unknown_fields=True, rename={"name": "with"}):
    """with: a character's name."""

    name: Line


class OpenedRoom(Struct, frozen=True):
    id: int


class MessagesQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """before: the last messages with a lower number; after: the first ones with a higher number. Not both."""

    before: Number | UnsetType = UNSET
    after: Number | UnsetType = UNSET


class MessageEntry(Struct, frozen=True, rename={"sender": "from"}):
    """number: counts the messages of the room. from: null if the author left. state: `shown`, or `taken_back`, `hidden` or `erased` with
    an empty text. mentions: names of those whom it names."""

    number: int
    id: int
    sender: str | None
    text: str
    state: str
    at: datetime
    mentions: list[str]


class MessageList(Struct, frozen=True):
    """Oldest first. Messages of people whom you have blocked are left out, so that numbers may be missing. more: whether there are further
    ones in the same direction."""

    messages: list[MessageEntry]
    more: bool


class NewMessage(Struct, frozen=True, forbid_unknown_fields=True):
    text: MessageText


class SaidMessage(Struct, frozen=True):
    id: int
    number: int


class SeenUpTo(Struct, frozen=True, forbid_unknown_fields=True):
    number: Number


class RoomsEndpoint(Endpoint):
    @endpoint(RoomList)
    def get(self, request: ApiRequest[None]) -> RoomList:
        """The rooms of the character, at most 60."""
        found = rooms_of(request.character.id)
        return RoomList([RoomEntry(r.id, r.kind, r.title, r.last, r.seen, r.at, r.slow_seconds, r.writes) for r in found])

    @endpoint(OpenedRoom, status=201, body=RoomToOpen, changes=True, refuses="banned forbidden blocked level_too_low too_fast")
    def post(self, request: ApiRequest[RoomToOpen]) -> OpenedRoom:
        """Open the private room with somebody; the same one each time."""
        to = recipient_named(request.body.name, deleted=None).id
        return OpenedRoom(open_private(request.actor, to=to).room)


class MessagesEndpoint(Endpoint):
    @endpoint(MessageList, query=MessagesQuery)
    def get(self, request: ApiRequest[MessagesQuery], id: int) -> MessageList:
        """50 messages of a room, the newest ones without `before` and `after`. Nothing counts as seen by it."""
        ask = request.query
        if ask.before is not UNSET and ask.after is not UNSET:
            raise GameError("invalid", "Give `before` or `after`, not both.", field="after")
        before, after = (None if ask.before is UNSET else ask.before), (None if ask.after is UNSET else ask.after)
        found = messages_of(request.character.id, ChatRoomId(id), limit=PAGE + 1, before=before, after=after)
        page = found[:PAGE] if after is not None else found[-PAGE:]
        return MessageList([_entry(message) for message in page], len(found) > PAGE)

    @endpoint(SaidMessage, status=201, body=NewMessage, changes=True, refuses="banned forbidden blocked level_too_low too_fast")
    def post(self, request: ApiRequest[NewMessage], id: int) -> SaidMessage:
        """Say something in a room: three messages in five seconds at the most."""
        sent = chat.say(request.actor, room=ChatRoomId(id), text=request.body.text)
        return SaidMessage(sent.id, sent.number)


class MessageEndpoint(Endpoint):
    @endpoint(changes=True, refuses="forbidden")
    def delete(self, request: ApiRequest[None], id: int) -> None:
        """Take back your own message within five minutes, by its id; it then shows as taken back."""
        chat.take_back(request.actor, message=id)


class ChatSeenEndpoint(Endpoint):
    @endpoint(body=SeenUpTo, changes=True)
    def post(self, request: ApiRequest[SeenUpTo], id: int) -> None:
        """Remember that you have seen the room up to this number. It never goes back."""
        chat.mark_seen(request.actor, room=ChatRoomId(id), number=request.body.number)


def _entry(message: StoredMessage) -> MessageEntry:
    return MessageEntry(
        message.number, message.id, message.name, message.text, message.state, message.at, message.mentions
    )  # fmt: skip
