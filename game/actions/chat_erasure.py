"""What characters said loses its text when they are erased; the numbers stay, so that rooms have no gaps."""

from collections.abc import Mapping, Sequence

from django.db import connection

from game.actions.chat import tell_room_changed
from game.actions.notice_names import replace_in_notices
from game.models.ids import CharacterId, ChatRoomId
from game.rules.raid_fold import Renamed


def forget_messages_of(characters: Sequence[CharacterId]) -> None:
    """Two statements. The caller holds the characters' locks, in a transaction."""
    with connection.cursor() as cursor:
        # The live table first: a message that is archived meanwhile is locked, and its copy is there when the lock is gone.
        cursor.execute(_EMPTY % "game_chatmessage", [list(characters)])
        rooms = {room for (room,) in cursor.fetchall()}
        cursor.execute(_EMPTY % "game_archivedchatmessage", [list(characters)])
    for room in sorted(rooms):
        tell_room_changed(ChatRoomId(room))


def unname_room_notices(names: Mapping[CharacterId, Renamed]) -> None:
    """Replace the names in the notices of private rooms. One statement."""
    replace_in_notices(names, joins=_PRIVATE_ROOMS, where=_OF_PRIVATE_ROOMS)


# Served by messages_of_author and archived_messages_of_author.
_EMPTY = """UPDATE %s SET text = '', state = 'erased', mentions = '{}', battles = '{}', raids = '{}'
    WHERE author_id = ANY (%%s) AND state <> 'erased' RETURNING room_id"""
# Served by the foreign key of the members and notices_of_character.
_PRIVATE_ROOMS = """JOIN game_chatmember mine ON mine.character_id = d.id
    JOIN game_chatmember o ON o.room_id = mine.room_id AND o.character_id <> mine.character_id"""
_OF_PRIVATE_ROOMS = "n.character_id = o.character_id AND n.link = '/play/chat/' || mine.room_id || '/'"
