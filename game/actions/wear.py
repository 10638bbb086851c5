"""Putting items on and taking them off: only these two write how worn they are."""

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from game.models import Character, Holding


def put_on(character: Character, holdings: dict[int, str | None]) -> None:
    """Wear the character's holdings (id to slot) from this moment on; the slots are free. The caller holds its lock."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT_ON, [character.fights, list(holdings), list(holdings.values())])


def take_off(holdings: QuerySet[Holding]) -> None:
    """Take off the worn ones among the holdings and write the fights that each still lasts. The caller holds their owners' locks.

    The subtraction is rules.forge.left_of in SQL, so that one statement serves holdings of several owners.
    """
    fights = Subquery(Character.objects.filter(pk=OuterRef("character_id")).annotate(n=F("hunts") + F("raid_hits")).values("n"))
    fought = fights - Coalesce(F("worn_from"), fights)
    left = Greatest(Value(0), F("durability") - fought, output_field=IntegerField())
    holdings.filter(slot__isnull=False).update(durability=left, slot=None, worn_from=None)


_PUT_ON = """UPDATE game_holding h SET slot = worn.slot, worn_from = %s
FROM unnest(%s::bigint[], %s::text[]) worn (id, slot) WHERE h.id = worn.id"""
