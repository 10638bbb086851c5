"""The three skills that a class uses, for duels and for hunts: stored in loadouts.json, found by trials.py."""

import json
from pathlib import Path

from game.content.registry import Catalogue
from game.rules import tuning
from game.rules.skill import Skill

FILE = Path(__file__).with_name("loadouts.json")
DUEL, HUNT = "duel", "hunt"
FOUND: dict[str, dict[str, dict[str, list[str]]]] = json.loads(FILE.read_text()) if FILE.exists() else {}


def loadout_at(content: Catalogue, class_slug: str, level: int, purpose: str) -> tuple[Skill, ...]:
    """Three skills in the order in which a fight tries them: those stored for the last level at which the class learnt one.

    If the file lacks the class or names an unknown skill: the skills learnt last.
    """
    known = [s.slug for s in content.class_skills[class_slug] if s.level <= level]
    steps = FOUND.get(purpose, {}).get(class_slug, {})
    reached = [int(step) for step in steps if int(step) <= level]
    chosen = steps[str(max(reached))] if reached else []
    if not chosen or not set(chosen) <= set(known):
        chosen = known[::-1]
    return tuple(content.fight_skills[slug] for slug in chosen[: tuning.LOADOUT_SIZE])
