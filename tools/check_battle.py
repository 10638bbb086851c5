"""Rolls a battle or a hit in a raid again, from docs/fairness.md alone: `python tools/check_battle.py stored.json [--rolls]`.

stored.json is the answer of GET /api/v1/battles/<id> or GET /api/v1/raids/<id>/hits/<number>, or the data in the page of either.
Standard library only, and no code of the game: a stranger could write it from the document. Exit code 0: all is as the dice say;
1: it is not.
"""

import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple


class Roll(NamedTuple):
    """One roll. words: those that it took, of which only the last counts. decides: what the roll is for."""

    words: list[int]
    faces: int
    result: int
    decides: str


class Stream:
    """The dice of one battle (section 2)."""

    def __init__(self, server_seed: str, client_seed: str, nonce: int) -> None:
        self.key, self.text = server_seed.encode("ascii"), f"{client_seed}:{nonce}:"
        self.blocks, self.left = 0, b""
        self.rolls: list[Roll] = []

    def word(self) -> int:
        if not self.left:
            self.left = hmac.new(self.key, f"{self.text}{self.blocks}".encode("ascii"), hashlib.sha256).digest()
            self.blocks += 1
        first, self.left = self.left[:4], self.left[4:]
        return int.from_bytes(first, "big")

    def below(self, faces: int, decides: str) -> int:
        words = [self.word()]
        while words[-1] >= 2**32 - 2**32 % faces:
            words.append(self.word())
        self.rolls.append(Roll(words, faces, words[-1] % faces, decides))
        return words[-1] % faces

    def between(self, low: int, high: int, decides: str) -> int:
        return low + self.below(high - low + 1, decides)


def meet(encounters: list[Any], dice: Stream) -> str:
    """Section 4."""
    slugs: list[str] = encounters[0]
    weights: list[int] = encounters[1]
    mark = dice.below(sum(weights), "who is met")
    for slug, weight in zip(slugs, weights, strict=True):
        if mark < weight:
            return slug
        mark -= weight
    raise ValueError("the weights sum to nothing")


class Fighter:
    """Section 5: a sheet, and what changes during a fight."""

    def __init__(self, sheet: dict[str, Any]) -> None:
        self.sheet = sheet
        self.name: str = sheet["name"]
        self.hp: int = sheet["hp"]
        self.soak = 100 + 5 * sheet["level"]
        self.skills: list[list[Any]] = sheet["skills"]
        self.ready = [1 for _ in self.skills]
        self.bleed = self.bleed_rounds = self.bless = self.bless_turns = self.ward = 0
        self.stunned = False


class FightReplay:
    """Section 5: the fight, from the first round to its result."""

    def __init__(self, hunter: dict[str, Any], monster: dict[str, Any], dice: Stream) -> None:
        self.sides = [Fighter(hunter), Fighter(monster)]
        self.dice = dice
        self.round: int
        self.blows: list[list[Any]] = []

    def run(self) -> dict[str, Any]:
        hunter, monster = self.sides
        order = [0, 1] if hunter.sheet["speed"] >= monster.sheet["speed"] else [1, 0]
        for self.round in range(1, 31):
            for actor in order:
                self.turn(actor)
                if hunter.hp <= 0 or monster.hp <= 0:
                    return self.result(won=hunter.hp > 0)
        return self.result(won=False)

    def result(self, *, won: bool) -> dict[str, Any]:
        return {"won": won, "rounds": self.round, "hp": [side.hp for side in self.sides], "blows": self.blows}

    def add_line(self, actor: int, action: str, outcome: str, amount: int) -> None:
        self.blows.append([self.round, actor, action, outcome, amount, [side.hp for side in self.sides]])

    def turn(self, actor: int) -> None:
        me, foe = self.sides[actor], self.sides[1 - actor]
        if me.bleed_rounds > 0:
            me.bleed_rounds -= 1
            lost = min(me.hp, me.bleed)
            me.hp -= lost
            self.add_line(actor, "", "bleed", lost)
            if me.hp <= 0:
                return
        if me.stunned:
            me.stunned = False
            self.add_line(actor, "", "stunned", 0)
            return
        self.act(actor, me, foe)
        if me.bless_turns > 0:
            me.bless_turns -= 1
            if me.bless_turns == 0:
                me.bless = 0

    def act(self, actor: int, me: Fighter, foe: Fighter) -> None:
        skill = self.choose(me, foe)
        if skill is None:
            self.strike(actor, me, foe, "attack", 100)
            return
        slug, kind, power, extra, rounds, _ = skill
        if kind == "ward":
            me.ward = rounds
            self.add_line(actor, slug, "ward", 0)
        elif kind == "bless":
            me.bless, me.bless_turns = extra, rounds + 1
            self.add_line(actor, slug, "bless", 0)
        elif kind == "mend":
            self.heal(actor, me, slug, me.sheet["hp_max"] * extra // 100)
        else:
            damage = self.strike(actor, me, foe, slug, power + extra if kind == "execute" else power)
            if damage == 0 or foe.hp <= 0:
                return
            if kind == "bleed":
                foe.bleed, foe.bleed_rounds = max(1, me.sheet["attack"] * extra // 100), rounds
            elif kind == "drain":
                self.heal(actor, me, slug, damage * extra // 100)
            elif kind == "stun" and self.dice.below(100, f"{me.name}: does {slug} stun") < extra:
                foe.stunned = True
                self.add_line(actor, slug, "stun", 0)

    def choose(self, me: Fighter, foe: Fighter) -> list[Any] | None:
        sensible = {
            "mend": me.hp * 100 < me.sheet["hp_max"] * 60,
            "execute": foe.hp * 100 < foe.sheet["hp_max"] * 35,
            "ward": me.ward == 0,
            "bless": me.bless_turns == 0,
            "bleed": foe.bleed_rounds == 0,
        }
        for index, skill in enumerate(me.skills):
            if me.ready[index] <= self.round and sensible.get(skill[1], True):
                me.ready[index] = self.round + 1 + skill[5]
                return skill
        return None

    def strike(self, actor: int, me: Fighter, foe: Fighter, action: str, power: int) -> int:
        if self.dice.below(1000, f"{foe.name}: dodges {action}") < foe.sheet["dodge"]:
            self.add_line(actor, action, "dodge", 0)
            return 0
        spread = self.dice.between(850, 1150, f"{me.name}: how hard {action} lands")
        critical = self.dice.below(1000, f"{me.name}: is {action} critical") < me.sheet["crit"]
        if foe.ward > 0:
            foe.ward -= 1
            self.add_line(actor, action, "blocked", 0)
            return 0
        attack: int = me.sheet["attack"] * (100 + me.bless) * power // 10_000
        damage: int = attack * spread * me.soak // (1000 * (foe.sheet["defence"] + me.soak))
        if critical:
            damage = damage * me.sheet["crit_power"] // 100
        damage = min(foe.hp, max(1, damage))
        foe.hp -= damage
        self.add_line(actor, action, "crit" if critical else "hit", damage)
        self.heal(actor, me, "", damage * me.sheet["lifesteal"] // 1000)
        return damage

    def heal(self, actor: int, me: Fighter, action: str, amount: int) -> None:
        won = min(me.sheet["hp_max"] - me.hp, amount)
        if won > 0:
            me.hp += won
            self.add_line(actor, action, "heal", won)


def roll_again(inputs: dict[str, Any], dice: Stream) -> tuple[str, dict[str, Any]]:
    """Sections 4 to 6, rules 1: the monster that the dice meet, and the outcome against the monster of the inputs."""
    return roll_with(inputs, dice, {"xp": 100, "gold": 100, "drop": 100})


def roll_under_event(inputs: dict[str, Any], dice: Stream) -> tuple[str, dict[str, Any]]:
    """Sections 4 to 6, rules 2: as rules 1, and the percentages of the event that the inputs may have."""
    return roll_with(inputs, dice, inputs.get("event", {"xp": 100, "gold": 100, "drop": 100}))


def roll_with(inputs: dict[str, Any], dice: Stream, percent: dict[str, int]) -> tuple[str, dict[str, Any]]:
    hunter, prey = inputs["hunter"], inputs["prey"]
    met = meet(inputs["encounters"], dice)
    fight = FightReplay(hunter, prey["sheet"], dice).run()
    xp, gold, loot = 0, 0, []
    if fight["won"]:
        low, high = prey["gold"]
        gold = dice.between(low, high, "gold") * percent["gold"] // 100
        for item, chance, low, high in prey["drops"]:
            if dice.below(10_000_000, f"does it leave {item}") < chance * (1000 + hunter["luck"]) * percent["drop"] // 100:
                loot.append([item, dice.between(low, high, f"how many of {item}")])
        gap = max(0, hunter["level"] - prey["sheet"]["level"] - 4)
        worth = max(1, prey["xp"] * max(1, 10 - gap) // 10)
        xp = max(1, worth * percent["xp"] // 100)
    return met, {"prey": prey["slug"], "fight": fight, "xp": xp, "gold": gold, "loot": loot}


class Rules(NamedTuple):
    """A version of the rules. last_level: where no experience is given."""

    replay: Callable[[dict[str, Any], Stream], tuple[str, dict[str, Any]]]
    last_level: int


RULES = {1: Rules(roll_again, 60), 2: Rules(roll_under_event, 60)}
"""By version: every version that the document describes."""


def roll_hit(inputs: dict[str, Any], dice: Stream) -> dict[str, Any]:
    """Section 10, rules 1 of raids: a hit on a raid's boss."""
    hunter, boss, phase = inputs["hunter"], inputs["boss"], inputs["phase"]
    lost = max(0, min(hunter["hp"] - 1, hunter["hp_max"] * 12 // 100)) if phase == "enrage" else 0
    if dice.below(1000, "does the boss dodge") < boss["dodge"]:
        return {"outcome": "dodge", "damage": 0, "lost": lost}
    spread = dice.between(850, 1150, "how hard the blow lands")
    critical = dice.below(1000, "is the blow critical") < hunter["crit"]
    soak = 100 + 5 * hunter["level"]
    damage = hunter["attack"] * spread * soak // (1000 * (boss["defence"] + soak))
    if critical:
        damage = damage * hunter["crit_power"] // 100
    damage = damage * {"plain": 100, "adds": 80, "weak_spot": 130, "enrage": 100}[phase] // 100
    return {"outcome": "crit" if critical else "hit", "damage": max(1, damage), "lost": lost}


HIT_RULES = {1: roll_hit}
"""By version of the rules of raids."""


def seed_fault_of(stored: dict[str, Any]) -> str:
    """What is wrong with the seed of a battle or of a hit, in a sentence; empty if it is the one that was committed to."""
    seed = stored["server_seed"]
    if seed is None:
        return "The seed is still sealed."
    if hashlib.sha256(seed.encode("ascii")).hexdigest() != stored["commit"]:
        return "The seed does not have the hash that was shown before."
    return ""


def hit_fault_of(hit: dict[str, Any]) -> str:
    """What is wrong with a hit in a raid, in a sentence; empty if it is as the dice say (section 10)."""
    rules = HIT_RULES.get(hit["rules_version"])
    if rules is None:
        return f"It was struck under rules {hit['rules_version']} of raids; this checks {', '.join(map(str, HIT_RULES))}."
    if fault := seed_fault_of(hit):
        return fault
    outcome = rules(hit["inputs"], Stream(hit["server_seed"], hit["client_seed"], hit["nonce"]))
    if outcome != hit["outcome"]:
        return "The dice tell of another hit."
    if hit["counted"] != (0 if hit["late"] else min(outcome["damage"], hit["counted"] + hit["hp_after"])):
        return "Another damage counted than the boss had health for."
    return ""


def fault_of(battle: dict[str, Any]) -> str:
    """What is wrong with a battle, in a sentence; empty if it is as the dice say (section 7)."""
    rules = RULES.get(battle["rules_version"])
    if rules is None:
        return f"It was fought under rules {battle['rules_version']}; this checks rules {', '.join(map(str, RULES))}."
    if fault := seed_fault_of(battle):
        return fault
    met, outcome = rules.replay(battle["inputs"], Stream(battle["server_seed"], battle["client_seed"], battle["nonce"]))
    if met != battle["monster"]:
        return f"The dice meet {met}, not {battle['monster']}."
    if outcome != battle["outcome"]:
        return "The dice tell of another fight."
    return _reward_fault(battle, outcome, rules.last_level)


def _reward_fault(battle: dict[str, Any], outcome: dict[str, Any], last_level: int) -> str:
    """What is wrong with the battle's own reward, which the data in a page leaves out."""
    if "won" not in battle:
        return ""
    if (battle["won"], battle["gold"]) != (outcome["fight"]["won"], outcome["gold"]):
        return "The reward is another than the dice gave."
    at_the_top = battle["inputs"]["hunter"]["level"] + battle["levels"] >= last_level
    if battle["xp"] != outcome["xp"] and not (at_the_top and 0 <= battle["xp"] < outcome["xp"]):
        return "The experience is another than the kill is worth."
    return ""


def main(path: str, *options: str) -> int:
    stored = json.loads(Path(path).read_text())
    is_hit = "raid" in stored
    fault = hit_fault_of(stored) if is_hit else fault_of(stored)
    known = HIT_RULES if is_hit else RULES
    if "--rolls" in options and stored["server_seed"] and stored["rules_version"] in known:
        dice = Stream(stored["server_seed"], stored["client_seed"], stored["nonce"])
        if is_hit:
            HIT_RULES[stored["rules_version"]](stored["inputs"], dice)
        else:
            RULES[stored["rules_version"]].replay(stored["inputs"], dice)
        for number, roll in enumerate(dice.rolls, 1):
            print(f"{number:4} {roll.words[-1]:10} mod {roll.faces:8} = {roll.result:8}  {roll.decides}")
    print(fault or f"The {'hit' if is_hit else 'battle'} is as the dice say.")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
