"""Missions: deal three a day, count progress, pay each reward once."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.db.models.functions import Least
from django.utils import timezone
from msgspec import Struct

from game.actions import ledger
from game.actions.learning import learnt_with, write_loadout
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.actions.player_action import ActionContext
from game.content import catalogue
from game.content.schema import Mission
from game.models import Character, DailyMission
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.queries.access import access_mission
from game.queries.missions import DealtMission, day_of, missions_and_left, missions_of
from game.rules import mission as rules
from game.rules.errors import GameError
from game.rules.growth import points_for
from game.rules.levels import rise
from game.rules.loadout import NewSkill

SEEN_DAYS = 14
BATCH = 2_000


class MissionEvent(Struct, frozen=True):
    """An event that missions count. family, region: of a killed monster."""

    event: str
    count: int = 1
    family: str = ""
    region: str = ""


class Claimed(Struct, frozen=True):
    """Gold and xp given (no xp at the last level), and the character after it. level_up: levels gained. new_skills: learnt with them."""

    gold: int
    xp: int
    streak: int
    level: int
    level_up: int
    total_gold: int
    new_skills: list[NewSkill] = []


def deal(character: Character, now: datetime) -> list[DealtMission]:
    """The day's missions of a character, dealt now if they were not. The job would deal the same ones.

    Safe to call at any time and twice at once: a mission comes once a day (constraint a_mission_once_a_day).
    """
    return deal_and_left(character, now)[0]


def deal_and_left(character: Character, now: datetime) -> tuple[list[DealtMission], list[DealtMission]]:
    """The day's missions as in deal(), and yesterday's whose reward can still be claimed, which is until midnight."""
    day = day_of(now)
    dealt, left = missions_and_left(character.pk, day)
    if dealt:
        return dealt, left
    DailyMission.objects.bulk_create(tasks_for(character.id, character.level, day), ignore_conflicts=True)
    return missions_of(character.pk, day), left


def deal_all(now: datetime | None = None) -> int:
    """The day's missions for every character seen in the last two weeks that has none yet; running it again deals none twice. Returns
    how many were dealt. One statement reads, and one for each 2,000 missions writes."""
    now = now or timezone.now()
    day, dealt, batch = day_of(now), 0, []
    seen = Character.objects.filter(deleted_at__isnull=True, seen_at__gte=now - timedelta(days=SEEN_DAYS))
    seen = seen.exclude(Exists(DailyMission.objects.filter(character=OuterRef("pk"), day=day)))
    for pk, level in seen.values_list("pk", "level").iterator(chunk_size=BATCH):
        batch += tasks_for(pk, level, day)
        if len(batch) >= BATCH:
            dealt += len(DailyMission.objects.bulk_create(batch, ignore_conflicts=True))
            batch = []
    return dealt + len(DailyMission.objects.bulk_create(batch, ignore_conflicts=True))


def tasks_for(character: CharacterId, level: int, day: int) -> list[DailyMission]:
    """The three missions of a character's day, not yet saved. Goals and rewards grow with its level."""
    return [
        DailyMission(character_id=character, mission=m.slug, day=day, target=m.target, gold=m.gold, xp=m.xp)
        for m in rules.deal(catalogue().daily_missions, character=character, level=level, day=day)
    ]


class MissionProgress(Protocol):
    """A dealt mission, as a row or as a struct."""

    @property
    def pk(self) -> int: ...
    @property
    def mission(self) -> str: ...
    @property
    def target(self) -> int: ...
    @property
    def progress(self) -> int: ...


def steps(tasks: Iterable[MissionProgress], events: Sequence[MissionEvent]) -> dict[int, int]:
    """The progress that the events add to each open mission, by id; missions without progress are left out."""
    missions, moved = catalogue().missions, {}
    for task in tasks:
        mission = missions.get(task.mission)
        if mission is None or task.progress >= task.target:
            continue
        if step := sum(e.count for e in events if _fits(mission, e)):
            moved[task.pk] = step
    return moved


def count_today(context: ActionContext, *events: MissionEvent) -> None:
    """Add the progress of these events to today's missions, if there is any. The caller holds the character's lock."""
    if moved := steps(missions_of(context.character.pk, day_of(context.now)), events):
        step_of = Case(*(When(pk=pk, then=Value(step)) for pk, step in moved.items()))
        DailyMission.objects.filter(pk__in=moved).update(progress=Least(F("target"), F("progress") + step_of))


def _fits(mission: Mission, event: MissionEvent) -> bool:
    goal = mission.goal
    return goal.event == event.event and goal.family in (None, event.family) and goal.region in (None, event.region)


@optimistic_action("claim", Claimed)
def claim(context: OptimisticContext, *, task: int) -> Claimed:
    """Take the reward of a finished mission, once. GameError: not_found, not_done, already_claimed."""
    character, found = context.character, access_mission(context.character.id, task)
    if found.claimed_at is not None:
        raise GameError("already_claimed", "You have taken this reward already.")
    if found.progress < found.target:
        raise GameError("not_done", f"Not done yet: {found.progress} of {found.target}.")
    if found.day < day_of(context.now) - 1:
        raise GameError("not_found", "That mission is over; its reward went back to the giver.")
    streak = rules.streak_after(rules.Streak(character.streak_days, character.streak_day), day_of(context.now))
    gold, xp = rules.with_streak(found.gold, streak.days), rules.with_streak(found.xp, streak.days)
    risen = rise(character.level, character.xp, xp)
    context.change(_RISEN, level=risen.level, xp=risen.xp, points=points_for(risen.gained), days=streak.days, day=streak.day)
    loadout, learnt = learnt_with(character, risen.level) if risen.gained else (character.loadout, [])
    write_loadout(context, loadout)
    context.write("collected AS (UPDATE game_missiontask SET claimed_at = %(now)s WHERE id = %(task)s)", task=found.pk)
    receiver, mission = ledger.of(character.id), catalogue().missions.get(found.mission)
    moves = [ledger.Move("faucet:mission", receiver, GOLD, gold)] if gold else []
    if mission:
        moves += [ledger.Move("faucet:mission", receiver, need.item, need.quantity) for need in mission.reward.items]
    ledger.give(context, moves, reason="mission", reference=f"mission:{found.pk}")
    return Claimed(gold, risen.given, streak.days, risen.level, risen.gained, character.gold + gold, learnt)


_RISEN = """level = %(level)s, xp = %(xp)s, unspent = unspent + %(points)s, streak_days = %(days)s, streak_day = %(day)s"""
