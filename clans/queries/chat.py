"""The room of each clan: its members read and write it."""

from game.queries.chat_rooms import ChatRoomKind, register

CLAN_ROOM = "clan"


def register_room() -> None:
    """The key of a clan's room is the clan's number. Served by clans_member_character_id_key."""
    register(ChatRoomKind(
        CLAN_ROOM, "SELECT m.clan_id::text AS key FROM clans_member m WHERE m.character_id = c.id",
        "coalesce((SELECT k.name FROM clans_clan k WHERE k.id::text = r.key), '')", "clan", icon="banner",
    ))  # fmt: skip
