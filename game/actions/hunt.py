"""A hunt: it spends energy, meets and fights a monster, and writes the result, all as one optimistic action."""

import msgspec
from msgspec import Struct

from game.actions import hunt_record, ledger, limits, missions
from game.actions.fairness import replace_seed
from game.actions.hunt_record import Hunter, Record
from game.actions.missions import MissionEvent
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.actions.player_action import ActionContext
from game.content import catalogue
from game.content.schema import Place
from game.models import Character, DiceSeed
from game.models.transfer import GOLD
from game.queries.hunt import HuntSnapshot, hunt_snapshot
from game.queries.sheet import Worn, derived, energy_of, fighting_sheet, health_of, needs_repair
from game.rules import RULES_VERSION, regen, tuning
from game.rules.battle import BattleInputs, Blow, HuntOutcome, MonsterProfile
from game.rules.errors import GameError
from game.rules.forge import left_of
from game.rules.growth import points_for
from game.rules.hunt import health_after, meet, resolve_hunt
from game.rules.levels import Rise, rise, xp_to_next
from game.rules.sheet import Sheet


class Met(Struct, frozen=True):
    slug: str
    name: str
    level: int


class Loot(Struct, frozen=True):
    item: str
    quantity: int


class NeedsRepair(Struct, frozen=True):
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
    wear: list[NeedsRepair] = []


@optimistic_action("hunt", HuntAnswer, place="location")
def hunt(context: OptimisticContext, *, place: str) -> HuntAnswer:
    """Hunt at a place. GameError: invalid (location), level_too_low, not_enough_energy, too_fast."""
    character = context.character
    ground = _place(place, character)
    energy = _energy_after(context)
    limits.pause(character.hunted_at, context.now, tuning.HUNT_PAUSE_MS)
    snapshot = _snapshot(context)
    stats = derived(character, snapshot.worn)
    hunter = fighting_sheet(character, stats, context.now)
    dice = snapshot.dice
    monster = catalogue().monster_profiles[meet(catalogue().encounters[ground.slug], dice)]
    outcome = resolve_hunt(hunter, monster, dice)
    risen = rise(character.level, character.xp, outcome.xp)
    before = hunter.hp if outcome.fight.won else health_of(character, stats, context.now).value
    after = _after(before, hunter, outcome, risen, energy)
    steps = missions.steps(snapshot.tasks or [], _mission_events(outcome, ground.region))
    hunt_record.write(context, after, _record(snapshot, ground, hunter, monster, outcome, risen), steps)
    _pay(context, outcome, snapshot.battle)
    return HuntAnswer(
        battle_id=snapshot.battle, won=outcome.fight.won, monster=Met(monster.slug, monster.sheet.name, monster.sheet.level),
        xp=risen.given, gold=outcome.gold, loot=[Loot(item, quantity) for item, quantity in outcome.loot],
        level_up=risen.gained, level=risen.level, hp=after.hp, hp_max=hunter.hp_max, energy=after.energy,
        xp_now=risen.xp, xp_next=xp_to_next(risen.level), gold_now=character.gold + outcome.gold,
        rounds=outcome.fight.blows, fairness=Fairness(snapshot.commit, snapshot.nonce),
        wear=_wear(snapshot.worn),
    )  # fmt: skip


def _place(slug: str, character: Character) -> Place:
    place = catalogue().places.get(slug)
    if place is None:
        raise GameError("invalid", "There is no such place.", field="location")
    if place.level > character.level:
        raise GameError("level_too_low", f"{place.name} is for level {place.level} and up.", field="location")
    return place


def _energy_after(context: ActionContext) -> tuple[int, int]:
    """(value, at) once the hunt is paid."""
    store = energy_of(context.character, context.now)
    after = regen.spend(store, tuning.HUNT_ENERGY)
    if after is None:
        wait = regen.wait_for(store, tuning.HUNT_ENERGY, context.seconds)
        raise GameError("not_enough_energy", "You are too tired to hunt. Rest, or drink a tonic.", retry_after=wait)
    return after


def _snapshot(context: OptimisticContext) -> HuntSnapshot:
    """What the hunter goes out with. Once a day, with the row locked, missions are dealt and a seed that is a day old is
    replaced first."""
    snapshot = hunt_snapshot(context.character, context.now)
    if not _is_stale(snapshot) and snapshot.tasks is not None:
        return snapshot
    context.require_lock()
    if _is_stale(snapshot):
        replace_seed(DiceSeed.objects.get(character=context.character, revealed_at__isnull=True), context.now)
    missions.deal(context.character, context.now)
    return hunt_snapshot(context.character, context.now)


def _is_stale(snapshot: HuntSnapshot) -> bool:
    return snapshot.seed_age > tuning.SEED_HOURS * 3600 and snapshot.nonce > 0


def _after(before: int, hunter: Sheet, outcome: HuntOutcome, risen: Rise, energy: tuple[int, int]) -> Hunter:
    """The hunter after it, who set out with `before` health. A level won in a won fight fills the health."""
    hp = health_after(before, hunter.hp_max, outcome.fight)
    return Hunter(
        hp=hunter.hp_max if risen.gained and outcome.fight.won else hp, energy=energy[0], energy_at=energy[1],
        level=risen.level, xp=risen.xp, points=points_for(risen.gained),
    )  # fmt: skip


def _record(
    snapshot: HuntSnapshot, place: Place, hunter: Sheet, monster: MonsterProfile, outcome: HuntOutcome, risen: Rise
) -> Record:
    """The battle with all that the dice decided over: who prowled there, hunter and monster as they were."""
    inputs = BattleInputs(catalogue().encounters[place.slug], hunter, monster)
    return Record(
        battle=snapshot.battle, place=place.slug, monster=monster.slug, won=outcome.fight.won, xp=risen.given, gold=outcome.gold,
        levels=risen.gained, seed=snapshot.seed, nonce=snapshot.nonce, rules_version=RULES_VERSION, content_hash=catalogue().hash,
        inputs=msgspec.json.encode(inputs), outcome=msgspec.json.encode(outcome),
    )  # fmt: skip


def _pay(context: OptimisticContext, outcome: HuntOutcome, battle: int) -> None:
    mine = ledger.of(context.character.pk)
    moves = [ledger.Move("faucet:hunt", mine, GOLD, outcome.gold)] if outcome.gold else []
    moves += [ledger.Move("faucet:hunt", mine, item, quantity) for item, quantity in outcome.loot]
    ledger.give(context, moves, reason="hunt", reference=f"battle:{battle}")


def _wear(worn: list[Worn]) -> list[NeedsRepair]:
    """This fight counts: it is one less for each thing."""
    after = [Worn(thing.item, thing.upgrade, left_of(thing.left, 1)) for thing in worn]
    return [NeedsRepair(thing.item, thing.left) for thing in needs_repair(after)]


def _mission_events(outcome: HuntOutcome, region: str) -> list[MissionEvent]:
    crits = sum(blow.actor == 0 and blow.outcome == "crit" for blow in outcome.fight.blows)
    found = [MissionEvent("hunt"), MissionEvent("crit", crits)]
    if outcome.fight.won:
        family = catalogue().monsters[outcome.monster].family
        found += [
            MissionEvent("kill", 1, family, region),
            MissionEvent("gold", outcome.gold),
            MissionEvent("loot", sum(quantity for _, quantity in outcome.loot)),
        ]
    return found
