"""Battles as lines of a list."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.presenters.names import monster_name
from game.queries.battle import RecentBattle


class BattleLine(Struct, frozen=True):
    """monster, place: slugs. name: the monster's. xp, gold: what the hunter was given."""

    id: int
    monster: str
    name: str
    won: bool
    xp: int
    gold: int
    place: str
    at: datetime


def battle_lines(battles: Iterable[RecentBattle]) -> list[BattleLine]:
    return [BattleLine(b.pk, b.monster, monster_name(b.monster), b.won, b.xp, b.gold, b.place, b.at) for b in battles]
