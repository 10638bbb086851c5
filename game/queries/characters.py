"""Reading characters: one with its version, those of an account, and one by its public name."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models.ids import UserId
from game.models import Character
from game.models.ids import CharacterId
from game.rules.errors import GameError
from vvw_site.foundation.database.rows import instance, selected, shape_of
from vvw_site.foundation.database.statement import Statement


def as_read(values: tuple[Any, ...], version: str | None) -> Character:
    """A character from the values of its row, with the row's version (actions/optimistic_action.py)."""
    character = instance(Character, values)
    character.version = version
    return character


def seen(character: CharacterId) -> Character:
    """The living character with its version. One statement. GameError not_found."""
    row = _SEEN.row(character=character)
    if row is None:
        raise GameError("not_found", "That character is gone.")
    return as_read(*row)


_SEEN = Statement(
    f"SELECT json_build_array({selected(Character, 'c')}, c.xmin)::text FROM game_character c "  # noqa: S608
    "WHERE c.id = %(character)s AND c.deleted_at IS NULL",
    tuple[shape_of(Character), str],  # type: ignore[misc]
)


def characters_of(user: UserId, since: datetime) -> tuple[list[Character], list[Character]]:
    """Living characters, and those deleted after `since`, which can be restored. One statement."""
    rows = list(Character.objects.filter(Q(deleted_at__isnull=True) | Q(deleted_at__gt=since), user_id=user).order_by("pk"))
    return [c for c in rows if c.deleted_at is None], [c for c in rows if c.deleted_at is not None]


def public(name: str) -> Character:
    """A living character by its name in any case, with its account. GameError not_found."""
    found = None
    if "\0" not in name:  # Postgres refuses a NUL in a parameter with an error, not with an empty result
        # LOWER(name) is what name_unique_without_case indexes; a lookup with iexact is upper case and reads the whole table.
        named = Character.objects.select_related("user").annotate(lower=Lower("name"))
        found = named.filter(lower=name.lower(), deleted_at__isnull=True, user__isnull=False).first()
    if found is None:
        raise GameError("not_found", "Nobody goes by that name.")
    return found
