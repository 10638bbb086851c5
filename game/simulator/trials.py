"""Finding by trial, as players do, which three skills serve a class best, and in which order.

`manage.py simulate --loadouts` writes what it finds to loadouts.json; it is due when a skill's numbers change.
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
from game.rules.skill import Skill
from game.simulator.build import reference
from game.simulator.loadouts import FILE
from game.simulator.work import content_of

HEATS = (3, 14, 50)
"""Fights in each direction against each class, a heat."""
KEPT = 6
"""One of so many loadouts goes on to the next heat."""
TRIED_AT = {1: 2, 3: 5, 6: 8, 10: 12, 14: 17, 20: 40}
"""At which level the skills won by a level are tried: about the middle of how long they are all that there is."""


def search(content: Catalogue, class_slug: str, level: int, seed: int) -> tuple[Skill, ...]:
    """The loadout that wins most against all other classes of the level as they are; the field thins out in three heats."""
    known = [content.fight_skills[s.slug] for s in content.class_skills[class_slug] if s.level <= level]
    left = list(permutations(known, min(tuning.LOADOUT_SIZE, len(known))))
    for heat, fights in enumerate(HEATS):
        dice = Dice(f"simulate-{seed}", f"loadouts:{class_slug}:{level}", heat)
        won = {loadout: _points(content, class_slug, level, loadout, fights, dice) for loadout in left}
        left = sorted(left, key=lambda loadout: -won[loadout])[: max(1, len(left) // KEPT)]
    return left[0]


def _points(content: Catalogue, class_slug: str, level: int, loadout: tuple[Skill, ...], fights: int, dice: Dice) -> int:
    me = structs.replace(reference(content, class_slug, level), skills=loadout)
    points = 0
    for other in content.classes:
        if other != class_slug:
            foe = reference(content, other, level)
            for _ in range(fights):
                points += (fight(me, foe, dice).hp[1] <= 0) + (fight(foe, me, dice).hp[1] > 0)
    return points


def _found(job: tuple[Path, str, int, int]) -> list[str]:
    folder, class_slug, step, seed = job
    return [skill.slug for skill in search(content_of(folder), class_slug, TRIED_AT.get(step, step), seed)]


def write_loadouts(folder: Path, seed: int, workers: int) -> int:
    """Search for every class and every level at which it wins a skill, and write the file; how many were found."""
    content = content_of(folder)
    jobs = [(folder, of, skill.level, seed) for of in content.classes for skill in content.class_skills[of]]
    with multiprocessing.Pool(workers) as pool:
        results = pool.map(_found, jobs, chunksize=1)
    found: dict[str, dict[str, list[str]]] = {}
    for (_, of, step, _), wish in zip(jobs, results, strict=True):
        found.setdefault(of, {})[str(step)] = wish
    lines = ",\n".join(f"  {json.dumps(of)}: {json.dumps(steps)}" for of, steps in found.items())
    FILE.write_text(f"{{\n{lines}\n}}\n")
    return len(jobs)
