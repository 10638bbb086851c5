"""The room of a character's notices: only the player's own sockets are in it, and writers only say that something changed."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.queries.session_logins import SessionLogin
from accounts.registries import hooks
from accounts.sessions.open_session import open_session
from game.actions.notices import SentNotice, on_counts_changed, on_noticed
from game.actions.transaction import EffectContext
from game.models.ids import CharacterId
from game.presenters.notice_frames import (
    NoticesSnapshotFrame,
    NoticesStateFrame,
    NoticesUpdateFrame,
    notices_snapshot,
    notices_state,
    notices_updates,
)
from game.queries.access import CHOSEN, access_character
from game.queries.notices import last_numbers, newest_notices
from game.realtime.frames import Frame
from game.realtime.messages import CloseCode, encode
from game.realtime.publish import publish_changes, send_to_hubs
from game.realtime.room import HISTORY
from game.realtime.rooms import Admission, RoomChanges, RoomKind, register

KIND = "notices"
LATEST = 5


def admit(parameters: Mapping[str, Any], cookie: str) -> Admission | CloseCode:
    """The character that the session plays. Two statements, three if Redis has no copy of the session."""
    session = open_session(cookie)
    if session is None:
        return CloseCode.NOT_LOGGED_IN
    character = access_character(session.user, session.data.get(CHOSEN))
    if character is None:
        return CloseCode.NO_SUCH_ROOM
    return Admission(character.pk, SessionLogin(session.row_key, session.user.pk, session.user.credentials_digest))


def snapshot(pk: int) -> Frame | None:
    found = newest_notices(CharacterId(pk), after=0, limit=LATEST)
    return None if found is None else Frame(found.last, encode(notices_snapshot(pk, found, _now())))


def changes(pk: int, after: int) -> RoomChanges | None:
    found = newest_notices(CharacterId(pk), after=after, limit=HISTORY)
    if found is None:
        return None
    updates = [Frame(update.seq, encode(update)) for update in notices_updates(found, _now())]
    return RoomChanges(updates, encode(notices_state(found, _now())))


def numbers(pks: list[int]) -> dict[int, int]:
    return last_numbers([CharacterId(pk) for pk in pks])


def tell_noticed(sent: Sequence[SentNotice]) -> None:
    publish_changes(KIND, dict.fromkeys(notice.character for notice in sent))


def tell_counts(characters: Sequence[CharacterId]) -> None:
    publish_changes(KIND, characters)


def tell_ended(row_keys: list[str]) -> None:
    """Sockets of these sessions are closed, in any process. Whether they have ended is read there."""
    send_to_hubs({"type": "hub.ended", "sessions": row_keys, "users": []})


def tell_all_ended(users: Sequence[int]) -> None:
    """The same for all sessions of these users, after the commit."""
    EffectContext().after_commit(lambda: send_to_hubs({"type": "hub.ended", "sessions": [], "users": list(users)}))


def _now() -> float:
    return round(time.time(), 3)


register(KIND, RoomKind(
    "ws/notices/", snapshot, (NoticesSnapshotFrame, NoticesUpdateFrame, NoticesStateFrame), admit, changes, numbers,
))  # fmt: skip
on_noticed.append(tell_noticed)
on_counts_changed.append(tell_counts)
hooks.on_sessions_deleted.append(tell_ended)
hooks.on_sessions_ended.append(tell_all_ended)
