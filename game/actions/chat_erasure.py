"""What characters said loses its text when they are erased; the numbers stay, so that rooms have no gaps."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from game.actions.chat import tell_room_changed
from game.models.ids import CharacterId, ChatRoomId
from game.rules.raid_fold import Renamed


def forget_messages_of(names: Mapping[CharacterId, Renamed]) -> None:
    """Three statements. The caller holds the characters' locks, in a transaction. names: the old ones are taken out of the notices of
    private rooms."""
    ids = list(names)
    params: dict[str, Any] = {
        "ids": ids, "names": [name.after for name in names.values()], "known_as": [name.before for name in names.values()],
    }  # fmt: skip
    with connection.cursor() as cursor:
        # The live table first: a message that is archived meanwhile is locked, and its copy is there when the lock is gone.
        cursor.execute(_EMPTY % "game_chatmessage", [ids])
        rooms = {room for (room,) in cursor.fetchall()}
        cursor.execute(_EMPTY % "game_archivedchatmessage", [ids])
        cursor.execute(_UNNAME, params)
    for room in sorted(rooms):
        tell_room_changed(ChatRoomId(room))


# Served by messages_of_author and archived_messages_of_author.
_EMPTY = """UPDATE %s SET text = '', state = 'erased', mentions = '{}', battles = '{}', raids = '{}'
    WHERE author_id = ANY (%%s) AND state <> 'erased' RETURNING room_id"""
# Served by the foreign key of the members and notices_of_character.
_UNNAME = """
UPDATE game_notice n SET text = left(d.name || substr(n.text, length(d.known_as) + 1), 300)
FROM unnest(%(ids)s::bigint[], %(names)s::text[], %(known_as)s::text[]) AS d(id, name, known_as)
    JOIN game_chatmember mine ON mine.character_id = d.id
    JOIN game_chatmember o ON o.room_id = mine.room_id AND o.character_id <> mine.character_id
WHERE n.character_id = o.character_id AND n.link = '/play/chat/' || mine.room_id || '/' AND starts_with(n.text, d.known_as || ' ')
"""
