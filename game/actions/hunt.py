"""A hunt: it spends energy, meets and fights a monster, and writes the result, all as one optimistic action."""

from game.actions import hunt_record, limits, missions
from game.actions.fairness import replace_seed
from game.actions.hunt_answer import answer_of
from game.actions.hunt_record import HuntResult
from game.actions.missions import MissionEvent
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.content import catalogue
from game.content.schema import Place
from game.models import Character, DiceSeed
from game.queries.hunt import HuntSnapshot, hunt_snapshot
from game.queries.sheet import energy_of
from game.rules import regen, tuning
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.errors import GameError
from game.rules.event import bonuses_of, effect_on
from game.rules.hunt import hunter_after, meet, resolve_hunt
from game.rules.hunt_answer import HuntAnswer

__all__ = ["HuntAnswer", "hunt"]


@optimistic_action("hunt", HuntAnswer, place="location")
def hunt(context: OptimisticContext, *, place: str) -> HuntAnswer:
    """Hunt at a place. GameError: invalid (location), level_too_low, not_enough_energy, too_fast."""
    ground = _place(place, context.character)
    energy = _energy_after(context)
    limits.pause(context.character.hunted_at, context.now, tuning.HUNT_PAUSE_MS)
    snapshot = _snapshot(context)
    result = _resolve(context.character, snapshot, ground, energy)
    hunt_record.write(context, snapshot, result)
    return answer_of(context, snapshot, result)


def _place(slug: str, character: Character) -> Place:
    place = catalogue().places.get(slug)
    if place is None:
        raise GameError("invalid", "There is no such place.", field="location")
    if place.level > character.level:
        raise GameError("level_too_low", f"{place.name} is for level {place.level} and up.", field="location")
    return place


def _energy_after(context: OptimisticContext) -> tuple[int, int]:
    """(value, at) once the hunt is paid."""
    energy = energy_of(context.character, context.now)
    after = regen.spend(energy, tuning.HUNT_ENERGY)
    if after is None:
        wait = regen.wait_for(energy, tuning.HUNT_ENERGY, context.seconds)
        raise GameError("not_enough_energy", "You are too tired to hunt. Rest, or drink a tonic.", retry_after=wait)
    return after


def _snapshot(context: OptimisticContext) -> HuntSnapshot:
    """Once a day, the missions are dealt and a stale seed is replaced before the snapshot, with the character locked."""
    snapshot = hunt_snapshot(context.character, context.now)
    if not snapshot.seed_is_stale and snapshot.missions is not None:
        return snapshot
    context.require_lock()
    if snapshot.seed_is_stale:
        replace_seed(DiceSeed.objects.get(character=context.character, revealed_at__isnull=True), context.now)
    missions.deal(context.character, context.now)
    return hunt_snapshot(context.character, context.now)


def _resolve(character: Character, snapshot: HuntSnapshot, place: Place, energy: tuple[int, int]) -> HuntResult:
    """The rules decide the hunt; this is the only use of its dice."""
    encounters = catalogue().encounters[place.slug]
    monster = catalogue().monster_profiles[meet(encounters, snapshot.dice)]
    hunter = snapshot.hunter
    bonuses = bonuses_of(clan=character.clan_bonus, clan_tag=character.clan_tag, mentor=character.mentor_bonus)
    event = effect_on(monster.slug, snapshot.events, bonuses)
    outcome = resolve_hunt(hunter, monster, snapshot.dice, event)
    after = hunter_after(outcome, level=character.level, xp=character.xp, hp=snapshot.hp, hp_max=hunter.hp_max)
    steps = missions.steps(snapshot.missions or (), _mission_events(outcome, place.region))
    return HuntResult(place.slug, BattleInputs(encounters, hunter, monster, event), outcome, after, *energy, steps)


def _mission_events(outcome: HuntOutcome, region: str) -> list[MissionEvent]:
    crits = sum(blow.actor == 0 and blow.outcome == "crit" for blow in outcome.fight.blows)
    events = [MissionEvent("hunt"), MissionEvent("crit", crits)]
    if outcome.fight.won:
        family = catalogue().monsters[outcome.monster].family
        events += [
            MissionEvent("kill", 1, family, region),
            MissionEvent("gold", outcome.gold),
            MissionEvent("loot", sum(quantity for _, quantity in outcome.loot)),
        ]
    return events
