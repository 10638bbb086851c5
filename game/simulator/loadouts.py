"""Which three skills a class takes along, for duels and for hunts: kept in loadouts.json, as trials found them (see trials)."""

import json
from pathlib import Path

from game.content.registry import Catalogue
from game.rules import tuning
from game.rules.skill import Skill

FILE = Path(__file__).with_name("loadouts.json")
DUEL, HUNT = "duel", "hunt"
FOUND: dict[str, dict[str, dict[str, list[str]]]] = json.loads(FILE.read_text()) if FILE.exists() else {}


def loadout_at(content: Catalogue, class_slug: str, level: int, purpose: str) -> tuple[Skill, ...]:
    """The three skills in the order a fight tries them: the ones on file for the last level at which a skill was won.

    A class or a skill that the file does not know takes the skills won last.
    """
    known = [s.slug for s in content.class_skills[class_slug] if s.level <= level]
    steps = FOUND.get(purpose, {}).get(class_slug, {})
    reached = [int(step) for step in steps if int(step) <= level]
    wish = steps[str(max(reached))] if reached else []
    if not wish or not set(wish) <= set(known):
        wish = known[::-1]
    return tuple(content.fight_skills[slug] for slug in wish[: tuning.LOADOUT_SIZE])
