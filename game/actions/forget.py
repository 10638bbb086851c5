"""Removing the names and the owners of characters for good."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Cast

from game.actions.achievement_rows import forget_achievements
from game.actions.chat_erasure import forget_messages_of, unname_room_notices
from game.actions.departures import depart
from game.actions.friends_forget import leave_friends, unname_notices
from game.actions.letter_copies import delete_copies_of
from game.actions.notice_names import replace_in_notices
from game.actions.raid_names import take_names_out_of_open_raids
from game.actions.transaction import EffectContext
from game.models import Character, Notice, NoticeSequence
from game.models.ids import CharacterId
from game.queries.news import forget_cached
from game.rules.raid_fold import Renamed


def forget(*characters: Character) -> None:
    """Remove name and owner of these characters for good, in a fixed number of statements. The caller holds their locks, in a
    transaction.

    Their battles lose only the name, which no dice depend on, so they can still be verified. Their letters stay with the other
    side; their messages in rooms lose their text. Letters and open raids are locked first: writing a name takes a lock that a
    settlement of a raid waits for.
    """
    if not characters:
        return
    depart([character.id for character in characters])
    # What others did as it departed may have told it so.
    Notice.objects.filter(character__in=characters).delete()
    NoticeSequence.objects.filter(character__in=characters).delete()
    delete_copies_of(character.id for character in characters)
    leave_friends([character.id for character in characters])
    free = _free_names(characters)
    names = {character.id: Renamed(character.name, free[character.id]) for character in characters}
    take_names_out_of_open_raids(names)
    forget_messages_of(list(names))
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_CHARACTERS, {"ids": list(names), "names": [name.after for name in names.values()]})
    write_names_elsewhere(names, in_hall=False)
    # After the characters: a fold that was counting one has ended, and a later one leaves it out (achievement_fold.py).
    forget_achievements(list(names))
    EffectContext().after_commit(forget_cached)
    kind = ContentType.objects.get_for_model(Character)
    called = Character.objects.filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    about = LogEntry.objects.filter(content_type=kind, object_id__in=[str(character) for character in names])
    about.update(object_repr=Subquery(called.values("name")), change_message="")


def write_names_elsewhere(names: Mapping[CharacterId, Renamed], *, in_hall: bool) -> None:
    """Replace names where they are stored beside the rows of characters: in their battles, the hall of fame (in_hall: by the new name;
    otherwise they are taken out) and notices of others. The characters are locked and were written before; open raids come before
    (raid_names.py)."""
    params: dict[str, Any] = {
        "ids": list(names), "names": [name.after for name in names.values()], "in_hall": in_hall,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for statement in _ELSEWHERE:
            cursor.execute(statement, params)
    replace_in_notices(names, joins=_LETTERS, where=_OF_LETTERS)
    unname_notices(names)
    unname_room_notices(names)


def _free_names(characters: Sequence[Character]) -> dict[CharacterId, str]:
    """A name for each that nobody has: "gone_7", with more underscores while another character is called so. One statement, and one
    more for each underscore."""
    names = {character.id: f"gone_{character.pk}" for character in characters}
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_TAKEN, {"ids": list(names), "names": list(names.values())})
            taken = [CharacterId(character) for (character,) in cursor.fetchall()]
            if not taken:
                return names
            for character in taken:
                names[character] += "_"


# Served by name_unique_without_case.
_TAKEN = """SELECT d.id FROM unnest(%(ids)s::bigint[], %(names)s::text[]) AS d(id, name)
WHERE EXISTS (SELECT FROM game_character c WHERE lower(c.name) = lower(d.name) AND c.id <> d.id)"""
_NAMED = "unnest(%(ids)s::bigint[], %(names)s::text[]) AS d(id, name)"
# A skeleton of a living name has no underscore, so these collide with none.
_FORGET_CHARACTERS = f"""UPDATE game_character c SET name = d.name, skeleton = 'gone_' || d.id, user_id = NULL, creation_key = NULL, title = '',
    deleted_at = coalesce(c.deleted_at, statement_timestamp())
FROM {_NAMED} WHERE c.id = d.id"""  # noqa: S608 (constants of the code)
# The live table first: a battle that is copied meanwhile is locked, and its copy is there when the lock is gone.
_UNNAME_BATTLES = [
    f"UPDATE {table} b SET inputs = jsonb_set(b.inputs, '{{hunter,name}}', to_jsonb(d.name), false) FROM {_NAMED} "  # noqa: S608
    "WHERE b.character_id = d.id"
    for table in ("game_battle", "game_archivedbattle")
]
# After the characters: a season that ends at this moment holds a lock for which their update waited (season_roll.py).
_UNNAME_RANKS = f"""UPDATE game_seasonrank r SET name = CASE WHEN %(in_hall)s THEN d.name ELSE '' END
FROM {_NAMED} WHERE r.character_id = d.id AND r.name <> ''"""  # noqa: S608
# The notices that told somebody of a letter (letter_delivery.py). Served by letters_between and notices_of_character.
_LETTERS = "JOIN game_letter l ON l.sender_id = d.id"
_OF_LETTERS = "n.character_id = l.recipient_id AND n.link = '/play/mail/' || l.id || '/'"
_ELSEWHERE = [*_UNNAME_BATTLES, _UNNAME_RANKS]
