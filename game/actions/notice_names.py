"""Replacing the names of characters in the notices of others that begin with them."""

from collections.abc import Mapping
from typing import Any, LiteralString

from django.db import connection

from game.models.ids import CharacterId
from game.rules.raid_fold import Renamed


def replace_in_notices(names: Mapping[CharacterId, Renamed], *, where: LiteralString, joins: LiteralString = "") -> None:
    """One statement. joins, where: SQL that finds the notices `n` about the characters `d` (id, name, known_as). Only those that begin
    with the old name change."""
    params: dict[str, Any] = {
        "ids": list(names), "names": [name.after for name in names.values()], "known_as": [name.before for name in names.values()],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"{_REPLACE} {joins} WHERE {where} AND starts_with(n.text, d.known_as || ' ')", params)


_REPLACE = """UPDATE game_notice n SET text = left(d.name || substr(n.text, length(d.known_as) + 1), 300)
FROM unnest(%(ids)s::bigint[], %(names)s::text[], %(known_as)s::text[]) AS d(id, name, known_as)"""
