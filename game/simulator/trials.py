"""Finding by trial which three skills serve a class best, and in which order.

`manage.py simulate --loadouts` writes the result to loadouts.json. Run it after changing a skill's numbers.
"""

import json
import multiprocessing
from itertools import permutations
from pathlib import Path

from msgspec import structs

from game.content.registry import Catalogue
from game.rules import tuning
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.sheet import Sheet
from game.rules.skill import Skill
from game.simulator.build import reference
from game.simulator.fair import fair_monsters, rested
from game.simulator.loadouts import DUEL, FILE, HUNT
from game.simulator.work import content_of

HEATS = (3, 14, 50)
"""Fights in each direction against each class, by heat."""
SURVIVORS = 6
"""One in this many loadouts goes on to the next heat."""
TRIED_AT = {1: 2, 3: 5, 6: 8, 10: 12, 14: 17, 20: 40}
"""Level at which a skill is learnt -> level at which loadouts are tried: about halfway to the next skill."""


def search(content: Catalogue, class_slug: str, level: int, purpose: str, seed: int) -> tuple[Skill, ...]:
    """The loadout that wins most at a level, against all other classes or against the monsters of that level.

    All possible loadouts are tried, and three heats narrow them down.
    """
    known = [content.fight_skills[s.slug] for s in content.class_skills[class_slug] if s.level <= level]
    left = list(permutations(known, min(tuning.LOADOUT_SIZE, len(known))))
    wins = _duels if purpose == DUEL else _hunts
    for heat, fights in enumerate(HEATS):
        won = {}
        for loadout in left:
            me = structs.replace(reference(content, class_slug, level, purpose), skills=loadout)
            dice = Dice(f"simulate-{seed}", f"loadouts:{purpose}:{class_slug}:{level}", heat)
            won[loadout] = wins(content, class_slug, me, fights, dice)
        left = sorted(left, key=lambda loadout: -won[loadout])[: max(1, len(left) // SURVIVORS)]
    return left[0]


def _duels(content: Catalogue, class_slug: str, me: Sheet, fights: int, dice: Dice) -> int:
    """Duels won, of `fights` in each direction against each other class."""
    won = 0
    for other in content.classes:
        if other != class_slug:
            foe = reference(content, other, me.level, DUEL)
            for _ in range(fights):
                won += (fight(me, foe, dice).hp[1] <= 0) + (fight(foe, me, dice).hp[1] > 0)
    return won


def _hunts(content: Catalogue, class_slug: str, me: Sheet, fights: int, dice: Dice) -> int:
    """Points from about as many hunts, monsters weighted as they are met. The health that is left decides between equals."""
    weights = fair_monsters(content, me.level, "common")
    slugs, shares = list(weights), list(weights.values())
    won = 0
    for _ in range(2 * fights * (len(content.classes) - 1)):
        fought = fight(rested(me, dice), content.monster_profiles[slugs[dice.pick(shares)]].sheet, dice)
        won += 100 * fought.won + 10 * max(0, fought.hp[0]) // me.hp_max
    return won


def _found(job: tuple[Path, str, str, int, int]) -> list[str]:
    folder, purpose, class_slug, step, seed = job
    return [skill.slug for skill in search(content_of(folder), class_slug, TRIED_AT.get(step, step), purpose, seed)]


def write_loadouts(folder: Path, seed: int, workers: int) -> int:
    """Search for every class and every level at which it learns a skill, and write the file. Returns the number of loadouts."""
    content = content_of(folder)
    jobs = [
        (folder, p, of, skill.level, seed) for p in (DUEL, HUNT) for of in content.classes for skill in content.class_skills[of]
    ]
    with multiprocessing.Pool(workers) as pool:
        results = pool.map(_found, jobs, chunksize=1)
    found: dict[str, dict[str, dict[str, list[str]]]] = {DUEL: {}, HUNT: {}}
    for (_, purpose, of, step, _), loadout in zip(jobs, results, strict=True):
        found[purpose].setdefault(of, {})[str(step)] = loadout
    save(found)
    return len(jobs)


def save(found: dict[str, dict[str, dict[str, list[str]]]]) -> None:
    """One line a class, so that a change shows."""
    parts = []
    for purpose, classes in found.items():
        lines = ",\n".join(f"    {json.dumps(of)}: {json.dumps(steps)}" for of, steps in classes.items())
        parts.append(f"  {json.dumps(purpose)}: {{\n{lines}\n  }}")
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n")
