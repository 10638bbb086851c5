"""What a character said loses its text when the character is erased; the numbers stay, so that rooms have no gaps."""

from django.db import connection

from game.actions.chat import tell_room_changed
from game.models.ids import CharacterId, ChatRoomId


def forget_messages_of(character: CharacterId, known_as: str, name: str) -> None:
    """The caller holds the character's lock, in a transaction. known_as: the name that is taken out of the notices of private rooms;
    name: what it is called from now on."""
    with connection.cursor() as cursor:
        # The live table first: a message that is archived meanwhile is locked, and its copy is there when the lock is gone.
        cursor.execute(_EMPTY % "game_chatmessage", [character])
        rooms = {room for (room,) in cursor.fetchall()}
        cursor.execute(_EMPTY % "game_archivedchatmessage", [character])
        cursor.execute(_UNNAME, {"character": character, "known_as": known_as, "name": name})
    for room in sorted(rooms):
        tell_room_changed(ChatRoomId(room))


# Served by messages_of_author and archived_messages_of_author.
_EMPTY = """UPDATE %s SET text = '', state = 'erased', mentions = '{}', battles = '{}', raids = '{}'
    WHERE author_id = %%s AND state <> 'erased' RETURNING room_id"""
# Served by the foreign key of the members and notices_of_character.
_UNNAME = """
UPDATE game_notice n SET text = left(%(name)s || substr(n.text, length(%(known_as)s) + 1), 300)
FROM game_chatmember mine JOIN game_chatmember o ON o.room_id = mine.room_id AND o.character_id <> mine.character_id
WHERE mine.character_id = %(character)s AND n.character_id = o.character_id AND n.link = '/play/chat/' || mine.room_id || '/'
    AND starts_with(n.text, %(known_as)s || ' ')
"""
