"""Writes the answer of a hunt from what the hunt read and what came of it."""

from game.actions.hunt_record import HuntResult
from game.models import Character
from game.queries.hunt import HuntSnapshot
from game.rules import regen
from game.rules.hunt_answer import Fairness, HuntAnswer, Loot, Met, MissionDone, NeedsRepair


def answer_of(character: Character, now: int, snapshot: HuntSnapshot, result: HuntResult) -> HuntAnswer:
    """character: as it was before this hunt. now: in seconds since 1970."""
    outcome, after = result.outcome, result.after
    monster, hp_max = result.inputs.monster, snapshot.hunter.hp_max
    return HuntAnswer(
        battle_id=snapshot.battle, won=outcome.fight.won, monster=Met(monster.slug, monster.sheet.name, monster.sheet.level),
        xp=after.xp_given, gold=outcome.gold, loot=[Loot(item, quantity) for item, quantity in outcome.loot],
        level_up=after.levels, level=after.level, hp=after.hp, hp_max=hp_max, energy=result.energy, xp_now=after.xp,
        xp_next=after.xp_next, gold_now=character.gold + outcome.gold, rounds=outcome.fight.blows,
        fairness=Fairness(snapshot.commit, snapshot.nonce),
        wear=[NeedsRepair(worn.item, worn.left) for worn in snapshot.needs_repair_after],
        energy_full_in=regen.energy(result.energy, result.energy_at, now).full_in,
        health_full_in=regen.health(after.hp, now, now, hp_max).full_in, unspent=character.unspent + after.points, event=result.inputs.event,
        new_skills=result.new_skills, missions_done=_done(snapshot, result.mission_steps),
    )  # fmt: skip


def _done(snapshot: HuntSnapshot, steps: dict[int, int]) -> list[MissionDone]:
    return [
        MissionDone(mission.pk, mission.mission)
        for mission in snapshot.missions or ()
        if mission.pk in steps and mission.progress < mission.target <= mission.progress + steps[mission.pk]
    ]
