"""What comes of a hunt: the rules decide it from what was read. Also what a hunt needs before, and the hunter in memory after it."""

from datetime import UTC, datetime

from game.actions import missions
from game.actions.hunt_record import HuntResult
from game.actions.learning import learnt_with
from game.actions.missions import MissionEvent
from game.content import catalogue
from game.content.schema import Place
from game.models import Character
from game.queries.hunt import HuntSnapshot
from game.queries.sheet import energy_of
from game.rules import regen, tuning
from game.rules.battle import BattleInputs, HuntOutcome
from game.rules.errors import GameError
from game.rules.event import bonuses_of, effect_on
from game.rules.hunt import hunter_after, meet, resolve_hunt


def hunting_ground(slug: str, character: Character) -> Place:
    """GameError: invalid (location), level_too_low."""
    place = catalogue().places.get(slug)
    if place is None:
        raise GameError("invalid", "There is no such place.", field="location")
    if place.level > character.level:
        raise GameError("level_too_low", f"{place.name} is for level {place.level} and up.", field="location")
    return place


def energy_after(character: Character, now: datetime) -> tuple[int, int]:
    """(value, at) once one more hunt is paid. GameError not_enough_energy."""
    energy = energy_of(character, now)
    after = regen.spend(energy, tuning.HUNT_ENERGY)
    if after is None:
        wait = regen.wait_for(energy, tuning.HUNT_ENERGY, int(now.timestamp()))
        raise GameError("not_enough_energy", "You are too tired to hunt. Rest, or drink a tonic.", retry_after=wait)
    return after


def resolve(character: Character, snapshot: HuntSnapshot, place: Place, energy: tuple[int, int]) -> HuntResult:
    """The rules decide the hunt; this is the only use of its dice. energy: (value, at) after it."""
    encounters = catalogue().encounters[place.slug]
    monster = catalogue().monster_profiles[meet(encounters, snapshot.dice)]
    hunter = snapshot.hunter
    bonuses = bonuses_of(clan=character.clan_bonus, clan_tag=character.clan_tag, mentor=character.mentor_bonus)
    event = effect_on(monster.slug, snapshot.events, bonuses)
    outcome = resolve_hunt(hunter, monster, snapshot.dice, event)
    after = hunter_after(outcome, level=character.level, xp=character.xp, hp=snapshot.hp, hp_max=hunter.hp_max)
    steps = missions.steps(snapshot.missions or (), _mission_events(outcome, place.region))
    loadout, learnt = learnt_with(character, after.level) if after.levels else (character.loadout, [])
    inputs = BattleInputs(encounters, hunter, monster, event)
    return HuntResult(place.slug, inputs, outcome, after, *energy, steps, loadout, learnt)


def advance(character: Character, result: HuntResult, now: datetime) -> None:
    """Change the character in memory as the hunt changes its row, for the next hunt of a series."""
    after = result.after
    character.hp, character.hp_at = after.hp, now
    character.energy, character.energy_at = result.energy, datetime.fromtimestamp(result.energy_at, UTC)
    character.level, character.xp, character.unspent = after.level, after.xp, character.unspent + after.points
    character.gold += result.outcome.gold
    character.hunts += 1
    character.loadout = result.loadout


def finds(outcome: HuntOutcome) -> bool:
    """Whether it brought something that does not stack."""
    items = catalogue().items
    return any(not items[item].stacks for item, _ in outcome.loot)


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
