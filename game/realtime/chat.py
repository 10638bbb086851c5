"""The rooms in which characters talk: only their members' sockets are in them, and writers only say that something changed.

A message of an account is not sent to sockets of readers who have blocked it: they get a frame with its number alone.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from accounts.queries.session_logins import SessionLogin
from accounts.sessions.open_session import open_session
from game.actions.chat import on_room_changed
from game.actions.chat_rooms import on_members_changed
from game.models.ids import CharacterId, ChatRoomId
from game.presenters.chat import message_view
from game.presenters.chat_frames import (
    ChatSkippedFrame,
    ChatSnapshotFrame,
    ChatStateFrame,
    ChatUpdateFrame,
    chat_snapshot,
    chat_update,
)
from game.queries.access import CHOSEN, access_character
from game.queries.chat import StoredMessage, admitted, changes_of, last_numbers
from game.realtime.frames import Frame
from game.realtime.messages import CloseCode, encode
from game.realtime.publish import publish_changes, publish_members_changed
from game.realtime.room import HISTORY
from game.realtime.rooms import Admission, RoomChanges, RoomKind, register

KIND = "chat"


def admit(parameters: Mapping[str, Any], cookie: str) -> Admission | CloseCode:
    """The character that the session plays, if it may read the room. Three statements, four if Redis has no copy of the session."""
    session = open_session(cookie)
    if session is None:
        return CloseCode.NOT_LOGGED_IN
    character = access_character(session.user, session.data.get(CHOSEN))
    found = admitted([(parameters["pk"], character.pk)]) if character is not None else []
    if not found:
        return CloseCode.NO_SUCH_ROOM
    login = SessionLogin(session.row_key, session.user.pk, session.user.credentials_digest)
    return Admission(found[0].room, login, found[0].character, frozenset(found[0].hides))


def members(pairs: list[tuple[int, int]]) -> dict[tuple[int, int], frozenset[int]]:
    return {(found.room, found.character): frozenset(found.hides) for found in admitted(pairs)}


def snapshot(pk: int) -> Frame | None:
    found = changes_of(ChatRoomId(pk), after=0, limit=0)
    return None if found is None else Frame(found.last, encode(chat_snapshot(pk, found, _now())))


def changes(pk: int, after: int) -> RoomChanges | None:
    found = changes_of(ChatRoomId(pk), after, HISTORY)
    if found is None:
        return None
    now = _now()
    updates = [_frame(message, pk, found.withdrawn, now) for message in found.messages]
    return RoomChanges(updates, encode(ChatStateFrame(now, found.withdrawn)))


def numbers(pks: list[int]) -> dict[int, int]:
    return last_numbers(pks)


def tell_changed(room: ChatRoomId) -> None:
    publish_changes(KIND, [room])


def tell_members(characters: Sequence[CharacterId]) -> None:
    publish_members_changed(KIND, characters)


def _frame(message: StoredMessage, room: int, withdrawn: list[tuple[int, str]], now: float) -> Frame:
    """The list item is the page's own, without what only one reader sees."""
    view = message_view(message, settings.SITE_URL)
    html = render_to_string("game/parts/chat_line.html", {"m": view, "room": {"id": room}}).strip()
    update = encode(chat_update(message, html, withdrawn, now))
    return Frame(message.number, update, message.account, encode(ChatSkippedFrame(message.number, now)))


def _now() -> float:
    return round(time.time(), 3)


register(KIND, RoomKind(
    "ws/chat/<id:pk>/", snapshot, (ChatSnapshotFrame, ChatUpdateFrame, ChatSkippedFrame, ChatStateFrame), admit, changes, numbers,
    members,
))  # fmt: skip
on_room_changed.append(tell_changed)
on_members_changed.append(tell_members)
