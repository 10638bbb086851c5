"""Removing the name and the owner of a character for good."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from game.actions.chat_erasure import forget_messages_of
from game.actions.letter_copies import delete_copies_of
from game.actions.raid_names import take_names_out_of_open_raids
from game.models import Character
from game.rules.raid_fold import Renamed


def forget(*characters: Character) -> None:
    """Remove name and owner of these characters for good. The caller holds their locks, in a transaction.

    Their battles lose only the name, which no dice depend on, so they can still be verified. Their letters stay with the other
    side; their messages in rooms lose their text. Letters and open raids are locked first: writing a name takes a lock that a
    settlement of a raid waits for.
    """
    for character in characters:
        delete_copies_of(character.id)
    names = {character.id: Renamed(character.name, _free_name(character)) for character in characters}
    take_names_out_of_open_raids(names)
    for character in characters:
        forget_messages_of(character.id, names[character.id].before, names[character.id].after)
        _write(character, names[character.id])


def _free_name(character: Character) -> str:
    name = f"gone_{character.pk}"
    while Character.objects.filter(name__iexact=name).exclude(pk=character.pk).exists():
        name += "_"
    return name


def _write(character: Character, name: Renamed) -> None:
    character.name = name.after
    # A skeleton of a living name has no underscore, so this one collides with none.
    character.skeleton = f"gone_{character.pk}"
    character.user, character.creation_key = None, None
    character.deleted_at = character.deleted_at or timezone.now()
    character.save(update_fields=["name", "skeleton", "user", "creation_key", "deleted_at"])
    with connection.cursor() as cursor:
        # The live table first: a battle that is copied meanwhile is locked, and its copy is there when the lock is gone.
        for unname in _UNNAME_BATTLES:
            cursor.execute(unname, [name.after, character.pk])
        # After the character: a season that ends at this moment holds a lock for which `save` waited (season_roll.py).
        cursor.execute("UPDATE game_seasonrank SET name = '' WHERE character_id = %s AND name <> ''", [character.pk])
        cursor.execute(_UNNAME_NOTICES, {"name": name.after, "known_as": name.before, "character": character.pk})
    kind = ContentType.objects.get_for_model(Character)
    LogEntry.objects.filter(content_type=kind, object_id=str(character.pk)).update(object_repr=name.after, change_message="")


_UNNAME_BATTLES = [
    f"UPDATE {table} SET inputs = jsonb_set(inputs, '{{hunter,name}}', to_jsonb(%s::text), false) WHERE character_id = %s"  # noqa: S608
    for table in ("game_battle", "game_archivedbattle")
]
# The notices that told somebody of a letter (letter_delivery.py). Served by letters_between and notices_of_character.
_UNNAME_NOTICES = """
UPDATE game_notice n SET text = left(%(name)s || substr(n.text, length(%(known_as)s) + 1), 300)
FROM game_letter l WHERE l.sender_id = %(character)s AND n.character_id = l.recipient_id
    AND n.link = '/play/mail/' || l.id || '/' AND starts_with(n.text, %(known_as)s || ' ')
"""
