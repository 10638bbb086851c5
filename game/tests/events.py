"""Events of the world for tests, and a hunt that is won under them."""

from datetime import timedelta
from typing import Any

from game.actions.fairness import reveal_seed
from game.actions.hunt import hunt
from game.models import Battle, Character, GameEvent
from game.tests.make import by, make_character
from vvw_site.foundation.database.clock import database_now


def make_event(*, starts: float = -60, ends: float = 3600, **fields: Any) -> GameEvent:
    """An event from so many seconds from now until so many: by default one that is on. fields: of the row."""
    now = database_now()
    values = {"kind": GameEvent.STAFF, "title": "Lanterns Out", "text": "The lamps are off, and the purses are open."} | fields
    return GameEvent.objects.create(starts_at=now + timedelta(seconds=starts), ends_at=now + timedelta(seconds=ends), **values)


def make_blood_moon(**fields: Any) -> GameEvent:
    """A Blood Moon that is on."""
    values: dict[str, Any] = {
        "kind": GameEvent.BLOOD_MOON, "title": "Blood Moon", "xp_percent": 150, "gold_percent": 125, "drop_percent": 125,
    }  # fmt: skip
    return make_event(**values | fields)


def make_strong() -> Character:
    """A hunter who wins at The Old Mill, again and again."""
    return make_character(level=20, energy=1000, hp=1_000_000, strength=200)


def hunt_once(hunter: Character) -> Battle:
    """A hunt without the pause before it, as it is stored."""
    Character.objects.filter(pk=hunter.pk).update(hunted_at=None)
    return Battle.objects.select_related("seed").get(pk=hunt(by(hunter), place="old-mill").battle_id)


def opened(battle: Battle) -> Battle:
    """The battle with its seed revealed."""
    reveal_seed(by(battle.character))
    return Battle.objects.select_related("seed", "character").get(pk=battle.pk)
