"""A hunt: energy is spent, a monster is met and fought, and what it yields is written, all in one stroke."""

import msgspec
from msgspec import Struct

from game.actions import hunt_record, ledger, limits, missions
from game.actions.fairness import replace_seed
from game.actions.hunt_record import Hunter, Record
from game.actions.missions import Happening
from game.actions.stroke import Stroke, stroke
from game.actions.turn import Turn
from game.content import catalogue
from game.content.schema import Location
from game.models import Character, DiceSeed
from game.models.transfer import GOLD
from game.queries.hunt import Outfit, outfit_of
from game.queries.sheet import Worn, derived, energy_of, fighting_sheet, health_of, worn_out
from game.rules import RULES_VERSION, regen, tuning
from game.rules.errors import GameError
from game.rules.fight import Blow
from game.rules.forge import left_of
from game.rules.growth import points_for
from game.rules.hunt import BattleInputs, Hunted, Prey, health_after, meet, strike
from game.rules.levels import Rise, rise, xp_to_next
from game.rules.sheet import Sheet


class Met(Struct, frozen=True):
    slug: str
    name: str
    level: int


class Loot(Struct, frozen=True):
    item: str
    quantity: int


class Tired(Struct, frozen=True):
    """A worn thing that should be mended soon: fights that it lasts after this one (0: it is broken and gives nothing)."""

    item: str
    left: int


class Fairness(Struct, frozen=True):
    """commit: the hash of the seed that the dice came from; nonce: which fight of that seed it was."""

    commit: str
    nonce: int


class HuntAnswer(Struct, frozen=True):
    """What a hunt gave, and how the hunter stands after it (xp_now of xp_next, gold_now). wear: worn things to mend soon.

    xp: what was given, so none at the last level, where xp_next is 0.

    rounds: every blow as [round, actor, action, outcome, amount, [hp, hp of the foe]].
    """

    battle_id: int
    won: bool
    monster: Met
    xp: int
    gold: int
    loot: list[Loot]
    level_up: int
    level: int
    hp: int
    hp_max: int
    energy: int
    xp_now: int
    xp_next: int
    gold_now: int
    rounds: tuple[Blow, ...]
    fairness: Fairness
    wear: list[Tired] = []


@stroke(HuntAnswer)
def hunt(turn: Stroke, *, location: str) -> HuntAnswer:
    """Hunt at a place. GameError: invalid (location), level_too_low, not_enough_energy, too_fast."""
    character = turn.character
    place = _place(location, character)
    energy = _energy_after(turn)
    limits.pause(character.hunted_at, turn.now, tuning.HUNT_PAUSE_MS)
    outfit = _outfit(turn)
    stats = derived(character, outfit.worn)
    hunter = fighting_sheet(character, stats, turn.now)
    dice = outfit.dice
    prey = catalogue().prey[meet(catalogue().encounters[place.slug], dice)]
    hunted = strike(hunter, prey, dice)
    risen = rise(character.level, character.xp, hunted.xp)
    before = hunter.hp if hunted.fight.won else health_of(character, stats, turn.now).value
    after = _after(before, hunter, hunted, risen, energy)
    steps = missions.steps(outfit.tasks or [], _happenings(hunted, place.region))
    hunt_record.write(turn, after, _record(outfit, place, hunter, prey, hunted, risen), steps)
    _pay(turn, hunted, outfit.battle)
    return HuntAnswer(
        battle_id=outfit.battle, won=hunted.fight.won, monster=Met(prey.slug, prey.sheet.name, prey.sheet.level),
        xp=risen.given, gold=hunted.gold, loot=[Loot(item, quantity) for item, quantity in hunted.loot],
        level_up=risen.gained, level=risen.level, hp=after.hp, hp_max=hunter.hp_max, energy=after.energy,
        xp_now=risen.xp, xp_next=xp_to_next(risen.level), gold_now=character.gold + hunted.gold,
        rounds=hunted.fight.blows, fairness=Fairness(outfit.commit, outfit.nonce),
        wear=_wear(outfit.worn),
    )  # fmt: skip


def _place(location: str, character: Character) -> Location:
    place = catalogue().locations.get(location)
    if place is None:
        raise GameError("invalid", "There is no such place.", field="location")
    if place.level > character.level:
        raise GameError("level_too_low", f"{place.name} is for level {place.level} and up.", field="location")
    return place


def _energy_after(turn: Turn) -> tuple[int, int]:
    """(value, at) once the hunt is paid."""
    store = energy_of(turn.character, turn.now)
    after = regen.spend(store, tuning.HUNT_ENERGY)
    if after is None:
        wait = regen.wait_for(store, tuning.HUNT_ENERGY, turn.seconds)
        raise GameError("not_enough_energy", "You are too tired to hunt. Rest, or drink a tonic.", retry_after=wait)
    return after


def _outfit(turn: Stroke) -> Outfit:
    """What the hunter goes out with. Once a day, with the row locked, missions are dealt and a seed that is a day old is
    replaced first."""
    outfit = outfit_of(turn.character, turn.now)
    if not _is_stale(outfit) and outfit.tasks is not None:
        return outfit
    turn.require_lock()
    if _is_stale(outfit):
        replace_seed(DiceSeed.objects.get(character=turn.character, revealed_at__isnull=True), turn.now)
    missions.deal(turn.character, turn.now)
    return outfit_of(turn.character, turn.now)


def _is_stale(outfit: Outfit) -> bool:
    return outfit.seed_age > tuning.SEED_HOURS * 3600 and outfit.nonce > 0


def _after(before: int, hunter: Sheet, hunted: Hunted, risen: Rise, energy: tuple[int, int]) -> Hunter:
    """The hunter after it, who set out with `before` health. A level won in a won fight fills the health."""
    hp = health_after(before, hunter.hp_max, hunted.fight)
    return Hunter(
        hp=hunter.hp_max if risen.gained and hunted.fight.won else hp, energy=energy[0], energy_at=energy[1],
        level=risen.level, xp=risen.xp, points=points_for(risen.gained),
    )  # fmt: skip


def _record(outfit: Outfit, place: Location, hunter: Sheet, prey: Prey, hunted: Hunted, risen: Rise) -> Record:
    """The battle with all that the dice decided over: who prowled there, hunter and monster as they were."""
    inputs = BattleInputs(catalogue().encounters[place.slug], hunter, prey)
    return Record(
        battle=outfit.battle, place=place.slug, monster=prey.slug, won=hunted.fight.won, xp=risen.given, gold=hunted.gold,
        levels=risen.gained, seed=outfit.seed, nonce=outfit.nonce, rules_version=RULES_VERSION, content_hash=catalogue().hash,
        inputs=msgspec.json.encode(inputs), outcome=msgspec.json.encode(hunted),
    )  # fmt: skip


def _pay(turn: Stroke, hunted: Hunted, battle: int) -> None:
    mine = ledger.of(turn.character.pk)
    moves = [ledger.Move("faucet:hunt", mine, GOLD, hunted.gold)] if hunted.gold else []
    moves += [ledger.Move("faucet:hunt", mine, item, quantity) for item, quantity in hunted.loot]
    ledger.give(turn, moves, reason="hunt", reference=f"battle:{battle}")


def _wear(worn: list[Worn]) -> list[Tired]:
    """This fight counts: it is one less for each thing."""
    after = [Worn(thing.item, thing.upgrade, left_of(thing.left, 1)) for thing in worn]
    return [Tired(thing.item, thing.left) for thing in worn_out(after)]


def _happenings(hunted: Hunted, region: str) -> list[Happening]:
    crits = sum(blow.actor == 0 and blow.outcome == "crit" for blow in hunted.fight.blows)
    found = [Happening("hunt"), Happening("crit", crits)]
    if hunted.fight.won:
        family = catalogue().monsters[hunted.prey].family
        found += [
            Happening("kill", 1, family, region),
            Happening("gold", hunted.gold),
            Happening("loot", sum(quantity for _, quantity in hunted.loot)),
        ]
    return found
