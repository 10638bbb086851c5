"""Writes game/tests/vectors/: what dice, fights and hunts must come to, in Python and in the browser.

Run it only when the rules change on purpose, together with RULES_VERSION: `python tools/make_vectors.py`.
"""

import json
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.rules.dice import Dice, commitment
from game.rules.hunt import BattleInputs, Drop, Encounters, MonsterProfile, replay_hunt
from game.rules.sheet import Sheet
from game.rules.skill import Skill

OUT = ROOT / "game" / "tests" / "vectors"
SKILLS = (
    Skill("cut", "strike", 150, 0, 0, 2), Skill("open", "bleed", 90, 25, 3, 4), Skill("sip", "drain", 110, 40, 0, 3),
    Skill("daze", "stun", 80, 60, 0, 4), Skill("end", "execute", 130, 90, 0, 3), Skill("wall", "ward", 0, 0, 2, 5),
    Skill("song", "bless", 0, 35, 3, 5), Skill("knit", "mend", 0, 20, 0, 4),
)  # fmt: skip


def seed(number: int) -> str:
    return f"{number * 2654435761 % 2**32:08x}" * 8


def dice_vectors() -> list[dict]:
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


def hunt_vectors(count: int = 120) -> list[dict]:
    found = []
    for number in range(count):
        pick = [SKILLS[(number + step * 3) % len(SKILLS)] for step in range(number % 4)]
        beast = fighter("beast", number, tuple(SKILLS[number % len(SKILLS) :][: number % 3]))
        prey = MonsterProfile(
            "beast", beast, 10 + number, (3, 3 + number),
            (Drop("tooth", 5000, 1, 3), Drop("pelt", 900, 1, 1)),
        )  # fmt: skip
        inputs = BattleInputs(Encounters(("beast", "other"), (3, 1)), fighter("hunter", number, tuple(pick)), prey)
        met, hunted = replay_hunt(inputs, Dice(seed(number), "client", number))
        found.append({
            "server_seed": seed(number), "client_seed": "client", "nonce": number, "met": met,
            "inputs": msgspec.to_builtins(inputs), "outcome": msgspec.to_builtins(hunted),
        })  # fmt: skip
    return found


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, vectors in (("dice", dice_vectors()), ("hunts", hunt_vectors())):
        lines = ",\n".join(json.dumps(vector, separators=(",", ":")) for vector in vectors)
        (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n")
        print(f"{len(vectors)} vectors in game/tests/vectors/{name}.json")


if __name__ == "__main__":
    main()
