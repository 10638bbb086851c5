"""The status strip: what every page of a player shows at the top."""

from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.models import Character
from game.queries.sheet import energy_of, health_of
from game.rules import tuning
from game.rules.levels import xp_to_next
from game.rules.sheet import Derived


class StatusStrip(Struct, frozen=True, rename={"class_slug": "class"}):
    """xp_next: experience to the next level, 0 at the last one. health_full_in, energy_full_in: seconds until full.

    place: slug of the last hunt's place, "" before the first hunt.
    """

    id: int
    name: str
    faction: str
    class_slug: str
    class_name: str
    emblem: int
    level: int
    xp: int
    xp_next: int
    gold: int
    hp: int
    hp_max: int
    health_full_in: int
    energy: int
    energy_max: int
    energy_full_in: int
    unspent: int
    place: str


def status_strip(character: Character, stats: Derived, now: datetime) -> StatusStrip:
    energy, health = energy_of(character, now), health_of(character, stats, now)
    return StatusStrip(
        id=character.pk, name=character.name, faction=character.faction, class_slug=character.class_slug,
        class_name=catalogue().classes[character.class_slug].name, emblem=character.emblem,
        level=character.level, xp=character.xp, xp_next=xp_to_next(character.level), gold=character.gold,
        hp=health.value, hp_max=stats.hp_max, health_full_in=health.full_in,
        energy=energy.value, energy_max=tuning.ENERGY_MAX, energy_full_in=energy.full_in,
        unspent=character.unspent, place=character.place,
    )  # fmt: skip
