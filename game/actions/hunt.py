"""A hunt: energy is spent, a monster is met and fought, and what it yields is written, all in one transaction."""

from datetime import timedelta
from typing import Any

import msgspec
from msgspec import Struct

from game.actions import ledger, limits, missions
from game.actions.fairness import replace_seed
from game.actions.missions import Happening
from game.actions.turn import Turn, action
from game.content import catalogue
from game.content.schema import Location
from game.models import Battle, Character, DiceSeed
from game.models.transfer import GOLD
from game.queries.sheet import derived, energy_of, fighting_sheet, worn_by
from game.rules import RULES_VERSION, regen, tuning
from game.rules.dice import Dice
from game.rules.errors import GameError
from game.rules.fight import Blow
from game.rules.growth import points_for
from game.rules.hunt import Hunted, meet, strike
from game.rules.levels import Rise, rise
from game.rules.sheet import Sheet


class Met(Struct, frozen=True):
    slug: str
    name: str
    level: int


class Loot(Struct, frozen=True):
    item: str
    quantity: int


class Fairness(Struct, frozen=True):
    """commit: the hash of the seed that the dice came from; nonce: which fight of that seed it was."""

    commit: str
    nonce: int


class HuntAnswer(Struct, frozen=True):
    """What a hunt gave. rounds: every blow as [round, actor, action, outcome, amount, [hp, hp of the foe]]."""

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
    rounds: tuple[Blow, ...]
    fairness: Fairness


@action(HuntAnswer)
def hunt(turn: Turn, *, location: str) -> HuntAnswer:
    """Hunt at a place. GameError: invalid (location), level_too_low, not_enough_energy, too_fast."""
    character = turn.character
    place = _place(location, character)
    energy = _energy_after(turn)
    limits.pace("hunt", character.pk, tuning.HUNT_PAUSE_MS)
    seed, tasks, worn = _seed(turn), missions.deal(character, turn.now), worn_by(character.pk)
    hunter = fighting_sheet(character, derived(character, worn.values()), turn.now)
    dice = Dice(seed.server_seed, seed.client_seed, seed.next_nonce)
    prey = catalogue().prey[meet(catalogue().encounters[place.slug], dice)]
    hunted = strike(hunter, prey, dice)
    risen = rise(character.level, character.xp, hunted.xp)
    hp = _write_character(turn, place, hunter, hunted, risen, energy)
    battle = _write_battle(turn, place, hunter, hunted, risen, seed)
    _pay(character.pk, hunted, battle.pk)
    missions.count(character.pk, tasks, _happenings(hunted, place.region))
    return HuntAnswer(
        battle_id=battle.pk, won=hunted.fight.won, monster=Met(prey.slug, prey.sheet.name, prey.sheet.level),
        xp=hunted.xp, gold=hunted.gold, loot=[Loot(item, quantity) for item, quantity in hunted.loot],
        level_up=risen.gained, level=risen.level, hp=hp, hp_max=hunter.hp_max, energy=energy[0],
        rounds=hunted.fight.blows, fairness=Fairness(seed.commit, battle.nonce),
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


def _seed(turn: Turn) -> DiceSeed:
    """The live seed; one that is a day old is revealed and replaced first."""
    seed = DiceSeed.objects.get(character_id=turn.character.pk, revealed_at__isnull=True)
    if seed.created_at < turn.now - timedelta(hours=tuning.SEED_HOURS) and seed.next_nonce:
        seed = replace_seed(seed, turn.now)
    return seed


def _write_character(turn: Turn, place: Location, hunter: Sheet, hunted: Hunted, risen: Rise, energy: tuple[int, int]) -> int:
    """The character after the hunt; returns its health. A level won fills the health; a defeat leaves a quarter."""
    character, won = turn.character, hunted.fight.won
    character.hp = hunted.fight.hp[0] if won else hunter.hp_max * tuning.DEFEAT_PERCENT // 100
    if risen.gained:
        character.hp = hunter.hp_max
    character.hp_at = turn.now
    character.energy = energy[0]
    character.energy_at = turn.now + timedelta(seconds=energy[1] - turn.seconds)
    character.level, character.xp = risen.level, risen.xp
    character.unspent += points_for(risen.gained)
    character.hunts += 1
    character.kills += won
    character.place = place.slug
    character.seen_at = turn.now
    character.save(update_fields=[
        "hp", "hp_at", "energy", "energy_at", "level", "xp", "unspent", "hunts", "kills", "place", "seen_at",
    ])  # fmt: skip
    return character.hp


def _write_battle(turn: Turn, place: Location, hunter: Sheet, hunted: Hunted, risen: Rise, seed: DiceSeed) -> Battle:
    """The battle with all its inputs, and the seed's nonce used up."""
    nonce = seed.next_nonce
    DiceSeed.objects.filter(pk=seed.pk).update(next_nonce=nonce + 1)
    return Battle.objects.create(
        character_id=turn.character.pk, place=place.slug, monster=hunted.prey, won=hunted.fight.won,
        xp=hunted.xp, gold=hunted.gold, levels=risen.gained, seed_id=seed.pk, nonce=nonce,
        rules_version=RULES_VERSION, content_hash=catalogue().hash, at=turn.now,
        inputs=inputs_of(hunter, hunted.prey, place.slug), outcome=outcome_of(hunted),
    )  # fmt: skip


def inputs_of(hunter: Sheet, prey: str, place: str) -> dict[str, Any]:
    """All that the dice decided over: who prowled there, the hunter as it was, the monster as it was."""
    content = catalogue()
    return msgspec.to_builtins({"encounters": content.encounters[place], "hunter": hunter, "prey": content.prey[prey]})


def outcome_of(hunted: Hunted) -> dict[str, Any]:
    return msgspec.to_builtins({
        "rounds": hunted.fight.rounds, "hp": hunted.fight.hp, "blows": hunted.fight.blows,
        "xp": hunted.xp, "gold": hunted.gold, "loot": hunted.loot,
    })  # fmt: skip


def _pay(character: int, hunted: Hunted, battle: int) -> None:
    mine = ledger.of(character)
    moves = [ledger.Move("faucet:hunt", mine, GOLD, hunted.gold)] if hunted.gold else []
    moves += [ledger.Move("faucet:hunt", mine, item, quantity) for item, quantity in hunted.loot]
    ledger.post(moves, reason="hunt", reference=f"battle:{battle}")


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
