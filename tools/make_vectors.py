"""Writes game/tests/vectors/: what dice, hunts and hits must come to, in Python and in the browser: `python tools/make_vectors.py`.

There is one file of hunts for each version of the rules, and one of hits for each version of a raid's. A published version never
changes: the script stops when a file would. game/rules/versions.py says how to make a new version.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.rules.battle import BattleEvent, BattleInputs, Drop, Encounters, EventName, MonsterProfile
from game.rules.dice import Dice, commitment
from game.rules.raid_hit import HitInputs, HitOutcome, PhaseKind, RaidTarget, Striker
from game.rules.sheet import Sheet
from game.rules.skill import Skill
from game.rules.versions import HIT_RULES, VERSIONS, BattleRules

ENCOUNTERS = Encounters(("beast", "other"), (3, 1))
WEAK = (26, 34, 203, 391)
STRONG = (29,)
CLOSE_DROPS = ((0, 0), (2, 1))
"""The numbers of duels and drops that show when a number of the rules is changed by 1."""
EVENTS_SINCE = 2
"""The first version of the rules that knows events of the world."""
EVENTS = ((150, 125, 125), (50, 50, 50), (300, 300, 300), (100, 117, 101), (133, 100, 100), (99, 201, 67))
"""Percentages of events: of xp, gold and the chances of drops."""
PHASES: tuple[PhaseKind, ...] = ("plain", "adds", "weak_spot", "enrage")
OUT = ROOT / "game" / "tests" / "vectors"
SKILLS = (
    Skill("cut", "strike", 150, 0, 0, 2), Skill("open", "bleed", 90, 25, 3, 4), Skill("sip", "drain", 110, 40, 0, 3),
    Skill("daze", "stun", 80, 60, 0, 4), Skill("end", "execute", 130, 90, 0, 3), Skill("wall", "ward", 0, 0, 2, 5),
    Skill("song", "bless", 0, 35, 3, 5), Skill("knit", "mend", 0, 20, 0, 4),
)  # fmt: skip


def seed(number: int) -> str:
    return f"{number * 2654435761 % 2**32:08x}" * 8


def dice_vectors() -> list[dict[str, Any]]:
    found = []
    for number, faces in enumerate([1, 2, 6, 100, 1000, 3_000_000_000, 2**32], 1):
        dice = Dice(seed(number), f"client-{number}", number * 7)
        found.append({
            "server_seed": seed(number), "commit": commitment(seed(number)), "client_seed": f"client-{number}",
            "nonce": number * 7, "faces": faces, "rolls": [dice.below(faces) for _ in range(40)],
        })  # fmt: skip
    return found


def fighter(name: str, number: int, skills: tuple[Skill, ...]) -> Sheet:
    roll = Dice("vectors", name, number).between
    hp_max = roll(60, 900)
    return Sheet(
        name=name, level=roll(1, 60), hp=roll(hp_max // 2, hp_max), hp_max=hp_max, attack=roll(8, 160), defence=roll(0, 180),
        crit=roll(0, 850), crit_power=roll(150, 250), dodge=roll(0, 600), lifesteal=roll(0, 200) if number % 3 == 0 else 0,
        speed=roll(0, 90), luck=roll(0, 120), skills=skills,
    )  # fmt: skip


def hunts() -> Iterator[tuple[int, BattleInputs]]:
    """Nonces and inputs of ordinary hunts: fighters of every strength, each kind of skill."""
    for number in range(120):
        pick = [SKILLS[(number + step * 3) % len(SKILLS)] for step in range(number % 4)]
        beast = fighter("beast", number, tuple(SKILLS[number % len(SKILLS) :][: number % 3]))
        monster = MonsterProfile(
            "beast", beast, 10 + number, (3, 3 + number),
            (Drop("tooth", 5000, 1, 3), Drop("pelt", 900, 1, 1)),
        )  # fmt: skip
        yield number, BattleInputs(ENCOUNTERS, fighter("hunter", number, tuple(pick)), monster)


def weak_fighter(name: str, number: int) -> Sheet:
    """A fighter of a few points: it meets a damage of 1, a health of 1, a bleeding of 1."""
    roll = Dice("weak", name, number).between
    hp_max = roll(1, 30)
    return Sheet(
        name=name, level=roll(1, 20), hp=roll(1, hp_max), hp_max=hp_max, attack=roll(1, 9), defence=roll(0, 60),
        crit=roll(0, 300), crit_power=roll(150, 250), dodge=roll(0, 200), lifesteal=roll(0, 200), speed=roll(0, 3),
        luck=roll(0, 40), skills=three_skills(roll),
    )  # fmt: skip


def strong_fighter(name: str, number: int) -> Sheet:
    """A fighter of thousands of points, in long fights: it meets what rounding down a large number leaves out."""
    roll = Dice("strong", name, number).between
    hp_max = roll(10_000, 20_000)
    return Sheet(
        name=name, level=roll(50, 60), hp=hp_max, hp_max=hp_max, attack=roll(500, 3000), defence=roll(300, 2000),
        crit=roll(0, 300), crit_power=roll(150, 250), dodge=roll(0, 200), lifesteal=roll(0, 200), speed=roll(0, 3),
        luck=roll(0, 40), skills=three_skills(roll),
    )  # fmt: skip


def three_skills(roll: Callable[[int, int], int]) -> tuple[Skill, ...]:
    return tuple(SKILLS[roll(0, len(SKILLS) - 1)] for _ in range(roll(0, 3)))


def duel(fighter: Callable[[str, int], Sheet], number: int) -> BattleInputs:
    monster = MonsterProfile("beast", fighter("beast", number), 1 + number % 40, (1, 2), (Drop("tooth", 5000, 1, 3),))
    return BattleInputs(ENCOUNTERS, fighter("hunter", number), monster)


def close_drop(number: int, above: int) -> BattleInputs:
    """A drop that is decided by less than a thousandth: missed by that much, or with `above` 1 just not missed.

    The hunter kills with the first blow, so the sixth roll of the hunt decides over the drop.
    """
    dice = Dice(seed(number), "client", number)
    rolls = [dice.below(faces) for faces in (sum(ENCOUNTERS.weights), 1000, 301, 1000, 3, 10_000_000)]
    hunter = Sheet(
        name="hunter", level=5, hp=50, hp_max=50, attack=400, defence=0, crit=0, crit_power=150, dodge=0, lifesteal=0,
        speed=9, luck=0,
    )  # fmt: skip
    beast = Sheet(
        name="beast", level=5, hp=1, hp_max=1, attack=1, defence=0, crit=0, crit_power=150, dodge=0, lifesteal=0, speed=0,
        luck=0,
    )  # fmt: skip
    drop = Drop("tooth", rolls[-1] // 1000 + above, 1, 1)
    return BattleInputs(ENCOUNTERS, hunter, MonsterProfile("beast", beast, 20, (1, 3), (drop,)))


def edges() -> Iterator[tuple[int, BattleInputs]]:
    """Nonces and inputs of hunts that stand at a limit of the rules, so that a number changed by 1 changes the outcome."""
    for number in WEAK:
        yield number, duel(weak_fighter, number)
    for number in STRONG:
        yield number, duel(strong_fighter, number)
    for number, above in CLOSE_DROPS:
        yield number, close_drop(number, above)


def hunts_under_events() -> Iterator[tuple[int, BattleInputs]]:
    """Nonces and inputs of hunts while an event is on: ordinary ones, and those where a percent more or less shows.

    The last ones are kills that are worth less than one point of xp, and drops that an event just gives, just misses, or makes certain.
    """
    for number, inputs in hunts():
        yield number, structs.replace(inputs, event=event(*EVENTS[number % len(EVENTS)]))
    for percent in (50, 100, 150, 300):
        for number, above in CLOSE_DROPS:
            inputs = close_drop(number, above)
            (drop,) = inputs.monster.drops
            drop = structs.replace(drop, chance=-(-drop.chance * 100 // percent) + (0 if above else -1))
            monster = structs.replace(inputs.monster, drops=(drop,), xp=3)
            hunter = structs.replace(inputs.hunter, level=40)
            yield number, structs.replace(inputs, monster=monster, event=event(percent, percent, percent), hunter=hunter)
    certain = close_drop(2, 1)
    for chance in (3333, 3334, 9999):
        monster = structs.replace(certain.monster, drops=(Drop("tooth", chance, 1, 9),) * 8)
        yield 2, structs.replace(certain, monster=monster, event=event(300, 300, 300))


def event(xp: int, gold: int, drop: int) -> BattleEvent:
    return BattleEvent(xp, gold, drop, (EventName(7, "blood_moon", "Blood Moon"),))


def hunt_vectors(version: int, rules: BattleRules) -> list[dict[str, Any]]:
    found = []
    for number, inputs in chain(hunts(), edges(), hunts_under_events() if version >= EVENTS_SINCE else ()):
        met, outcome = rules.replay_hunt(inputs, Dice(seed(number), "client", number))
        found.append({
            "server_seed": seed(number), "client_seed": "client", "nonce": number, "met": met,
            "inputs": msgspec.to_builtins(inputs), "outcome": msgspec.to_builtins(outcome),
        })  # fmt: skip
    return found


def hits() -> Iterator[tuple[int, HitInputs]]:
    """Nonces and inputs of ordinary hits, in every phase, by hunters from the weakest to the strongest."""
    for number in range(120):
        roll = Dice("hits", "hunter", number).between
        hp_max = roll(60, 900)
        hunter = Striker(roll(1, 60), roll(8, 400), roll(0, 850), roll(150, 250), roll(1, hp_max), hp_max)
        yield number, HitInputs(hunter, RaidTarget(roll(10, 60), roll(0, 300), roll(0, 300)), PHASES[number % len(PHASES)])


def hit_edges() -> Iterator[tuple[int, HitInputs]]:
    """Nonces and inputs of hits that stand at a limit of the rules: enormous and tiny ones, and the last points of health."""
    number = 1000
    for phase in PHASES:
        for crit in (0, 1000):
            yield number, HitInputs(Striker(60, 900_000, crit, 237, 5000, 5000), RaidTarget(60, 777, 0), phase)
            yield number + 1, HitInputs(Striker(1, 1, crit, 150, 5000, 5000), RaidTarget(60, 5000, 0), phase)
            number += 2
    for hp, hp_max in ((0, 100), (1, 100), (2, 100), (12, 100), (13, 100), (14, 100), (100, 99), (99, 99), (7, 8)):
        yield number, HitInputs(Striker(9, 50, 100, 150, hp, hp_max), RaidTarget(12, 40, 100), "enrage")
        number += 1
    yield number, HitInputs(Striker(9, 50, 100, 150, 80, 100), RaidTarget(12, 40, 1000), "enrage")
    yield number + 1, HitInputs(Striker(9, 50, 100, 150, 80, 100), RaidTarget(12, 40, 1000), "plain")


def hit_vectors(resolve_hit: Callable[[HitInputs, Dice], HitOutcome]) -> list[dict[str, Any]]:
    return [
        {
            "server_seed": seed(number), "client_seed": "client", "nonce": number, "inputs": msgspec.to_builtins(inputs),
            "outcome": msgspec.to_builtins(resolve_hit(inputs, Dice(seed(number), "client", number))),
        }
        for number, inputs in chain(hits(), hit_edges())
    ]  # fmt: skip


def write(name: str, vectors: list[dict[str, Any]]) -> None:
    """Write a file. SystemExit when it exists and would change."""
    path = OUT / f"{name}.json"
    lines = ",\n".join(json.dumps(vector, separators=(",", ":")) for vector in vectors)
    text = f"[\n{lines}\n]\n"
    if path.exists() and path.read_text() != text:
        raise SystemExit(f"{path.name} would change, and what is stored with it: make a new version of the rules instead.")
    path.write_text(text)
    print(f"{len(vectors)} vectors in game/tests/vectors/{path.name}")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    write("dice", dice_vectors())
    for version, rules in VERSIONS.items():
        write(f"hunts_v{version}", hunt_vectors(version, rules))
    for version, resolve_hit in HIT_RULES.items():
        write(f"hits_v{version}", hit_vectors(resolve_hit))


if __name__ == "__main__":
    main()
