"""Messages: say something in a room, take it back, and remember up to where one has read.

Saying is frequent, so it reads once and writes once, without a lock between them. The write names how many messages the account had
written when the limits were read (models/chat.py: ChatWriter). If it has written another one in the meantime, nothing is written, and
the action starts again. The room's row gives the number, and is locked only while the one statement runs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.actions import receipts
from game.actions.actor import Actor
from game.actions.limits import is_paced
from game.actions.muted import check_not_muted
from game.actions.notices import NOTICED, SENT, SentNotice, announce, put_away_about
from game.actions.player_action import ActionContext, action, keyed_request
from game.actions.receipts import StoredAs
from game.actions.transaction import EffectContext, is_conflict
from game.models import ChatMessage
from game.models.chat_message import SHOWN, TAKEN_BACK
from game.models.ids import CharacterId, ChatRoomId
from game.models.notice_choice import CHAT
from game.queries import chat_rooms
from game.queries.chat import no_such_room
from game.queries.chat_sending import BeforeMessage, before_message
from game.rules import chat as rules
from game.rules.chat_words import folded_words
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import statement

ATTEMPTS = 8
"""Other messages of the same account may come first so often."""
_SAY = StoredAs("say_in_room")


class MessageSent(Struct, frozen=True):
    """id, number: of the message."""

    id: int
    room: int
    number: int


class MessageTakenBack(Struct, frozen=True):
    id: int
    room: int


on_room_changed: list[Callable[[ChatRoomId], None]] = []
"""Called after the commit, in the process that wrote a message, took one back or hid one."""


def room_page(room: ChatRoomId) -> str:
    """The room's page, to which its notices lead."""
    return f"/play/chat/{room}/"


def say(actor: Actor, /, *, room: ChatRoomId, text: str) -> MessageSent:
    """Write a message in a room. The same key gets the first answer again.

    GameError: invalid (text), not_found (the room, also one of others; the character), banned, forbidden (muted, a word that staff keep
    out, a room in which one only reads), blocked, level_too_low, too_fast, key_reused. Two statements.
    """
    request = keyed_request(actor, _SAY, {"room": room, "text": text})
    return receipts.first_answer(request, MessageSent, lambda: _say(actor, room, text, request))


say.__dict__["stored_as"] = _SAY


def _say(actor: Actor, room: ChatRoomId, text: str, request: receipts.KeyedRequest) -> MessageSent:
    text = rules.clean_text(text)
    words, names = folded_words(text), rules.mentions_in(text)
    for _ in range(ATTEMPTS):
        read = before_message(actor.character, room, words=words, names=names)
        if read is None:
            raise GameError("not_found", "That character is gone.")
        _check(read, room, text)
        if (sent := _write(actor.character, room, text, read, request)) is not None:
            return sent
    raise GameError("too_fast", "You are saying too much at once. Try again.", field="text", retry_after=1)


def _check(read: BeforeMessage, room: ChatRoomId, text: str) -> None:
    """GameError as in `say`."""
    if not read.kind:
        raise no_such_room()
    if read.banned:
        raise GameError("banned", "This account is suspended.")
    check_not_muted(read, "write in rooms")
    rules.check_level(read.level)
    if not read.writes:
        kind = chat_rooms.chat_room_kinds()[read.kind]
        raise GameError(kind.refused_code, kind.refused_words)
    if read.words:
        raise GameError("forbidden", f"“{read.words[0]}” is not said here. Say it in another way.", field="text")
    if is_paced():
        rules.check_pace(read.last)
        rules.check_repeat(read.last, room, text)
    rules.check_slow(read.last, read.slow_seconds)


def _write(
    character: CharacterId, room: ChatRoomId, text: str, read: BeforeMessage, request: receipts.KeyedRequest
) -> MessageSent | None:
    """None if something that was read has changed; then nothing is written."""
    links = rules.links_in(text, settings.SITE_URL)[: rules.CARDS_MAX]
    told = list(dict.fromkeys([*read.named, *read.told]))
    params: dict[str, Any] = {
        "character": character, "room": room, "text": text, "sent": read.sent, "mentions": list(read.named),
        "battles": [int(link.key) for link in links if link.kind == "battle"],
        "raids": [int(link.key) for link in links if link.kind == "raid"],
    }  # fmt: skip
    if told:
        params |= {"told": told, "kind": CHAT, "notice": _notice(read)}
    if request.key is not None:
        params |= {"by": character, "key": request.key, "action": request.name, "digest": request.digest}
    try:
        with _savepoint():
            row = statement(_statement(bool(told), request.key is not None)).row(**params)
    except OperationalError as error:
        if is_conflict(error):
            return None
        raise
    if row is None:
        return None
    number, place, notices = row
    announce([SentNotice(**notice) for notice in notices])
    tell_room_changed(room)
    return MessageSent(number, room, place)


def _notice(read: BeforeMessage) -> str:
    """Only a private room's notice names the writer: `forget` finds those again (actions/chat_erasure.py)."""
    if read.kind == chat_rooms.PRIVATE:
        return f"{read.name} wrote to you."
    return f"Somebody named you in the room of your {chat_rooms.chat_room_kinds()[read.kind].word}."


def tell_room_changed(room: ChatRoomId) -> None:
    """Tell the listeners once the caller's transaction is committed."""

    def tell() -> None:
        for listener in on_room_changed:
            listener(room)

    EffectContext().after_commit(tell)


@action("take_back_message", MessageTakenBack)
def take_back(context: ActionContext, *, message: int) -> MessageTakenBack:
    """Take back one's own message within TAKE_BACK_SECONDS; the text is not shown any more. Again changes nothing.

    GameError: not_found, forbidden (the time is over, or the staff hid it).
    """
    found = next(iter(context.lock_shared(ChatMessage, [message])), None)
    if found is None or found.author_id != context.character.pk:
        raise GameError("not_found", "There is no such message of yours.", field="id")
    if found.state == SHOWN:
        if (context.now - found.at).total_seconds() > rules.TAKE_BACK_SECONDS:
            minutes = rules.TAKE_BACK_SECONDS // 60
            raise GameError("forbidden", f"A message can be taken back for {minutes} minutes. This one stands.", field="id")
        ChatMessage.objects.filter(pk=message).update(state=TAKEN_BACK)
        tell_room_changed(ChatRoomId(found.room_id))
    elif found.state != TAKEN_BACK:
        raise GameError("forbidden", "The staff have hidden this message.", field="id")
    return MessageTakenBack(message, found.room_id)


def mark_seen(actor: Actor, *, room: ChatRoomId, number: int) -> None:
    """Remember that the character has seen the room up to this message, and put its notices of the room away. Never goes back.
    GameError not_found. Two statements in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SEEN % {"may_read": chat_rooms.may_read()}, [number, actor.character, room])
        if not cursor.fetchall():
            raise no_such_room()
        put_away_about(actor.character, room_page(room), EffectContext().now)


def _savepoint() -> AbstractContextManager[Any]:
    """Within a transaction, a refused write must not abort it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _statement(notices: bool, receipt: bool) -> str:
    """SQL that writes a message: all or nothing. The share lock of the character makes an erasure come before or after: before, nothing is
    written; after, it finds the message. A ban or mute that is committed, or a membership that has ended, writes nothing either."""
    parts = [_AUTHOR % {"account": ACCOUNT, "may_read": chat_rooms.may_read(), "may_write": chat_rooms.may_write()}]
    sent = "'[]'::json"
    if notices:
        parts.append(f"{_GIVEN}, {NOTICED}")
        sent = SENT
    if receipt:
        parts.append(_RECEIPT)
    return f"{', '.join(parts)} SELECT json_build_array(id, number, {sent})::text FROM said"  # noqa: S608 (constants of the code)


# Percent signs of parameters are doubled: the conditions of the kinds of rooms are filled in.
_AUTHOR = """
WITH author AS MATERIALIZED (
    SELECT c.id, c.user_id FROM game_character c JOIN (%(account)s) u ON u.id = c.user_id
    WHERE c.id = %%(character)s AND c.deleted_at IS NULL
        AND (u.muted_until IS NULL OR u.muted_until <= now()) AND (u.banned_until IS NULL OR u.banned_until <= now())
    FOR SHARE OF c
), writer AS (
    INSERT INTO game_chatwriter AS w (user_id, sent) SELECT user_id, 1 FROM author WHERE %%(sent)s::bigint >= 0
    ON CONFLICT (user_id) DO UPDATE SET sent = w.sent + 1 WHERE w.sent = %%(sent)s::bigint RETURNING user_id
), numbered AS (
    UPDATE game_chatroom r SET last = r.last + 1 FROM writer, game_character c
    WHERE r.id = %%(room)s AND c.id = %%(character)s AND %(may_read)s AND %(may_write)s
    RETURNING r.id, r.last, clock_timestamp() AS at
), said AS (
    INSERT INTO game_chatmessage (room_id, author_id, number, text, mentions, battles, raids, at)
    SELECT n.id, %%(character)s::bigint, n.last, %%(text)s::text, %%(mentions)s::bigint[], %%(battles)s::bigint[], %%(raids)s::bigint[], n.at
    FROM numbered n RETURNING id, room_id, number
)"""
# Whoever has an unread notice of the room needs no second one. Served by notices_unread.
_GIVEN = """given AS (
    SELECT t.character_id, %(kind)s::text AS kind, %(notice)s::text AS text, '/play/chat/' || s.room_id || '/' AS link, t.nth
    FROM said s, unnest(%(told)s::bigint[]) WITH ORDINALITY AS t(character_id, nth)
    WHERE NOT EXISTS (SELECT FROM game_notice n WHERE n.character_id = t.character_id AND n.read_at IS NULL
        AND n.link = '/play/chat/' || s.room_id || '/')
)"""
_RECEIPT = """receipt AS (
    INSERT INTO game_receipt (character_id, key, action, digest, answer)
    SELECT %(by)s::bigint, %(key)s::text, %(action)s::text, %(digest)s::bytea,
        json_build_object('id', id, 'room', room_id, 'number', number)::text FROM said
)"""
_SEEN = """
INSERT INTO game_chatseen AS s (room_id, character_id, number)
SELECT r.id, c.id, least(%%s, r.last) FROM game_character c, game_chatroom r
WHERE c.id = %%s AND c.deleted_at IS NULL AND r.id = %%s AND %(may_read)s
ON CONFLICT (room_id, character_id) DO UPDATE SET number = greatest(s.number, excluded.number) RETURNING number
"""
