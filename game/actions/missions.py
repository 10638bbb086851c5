"""Missions: dealing a day's three, counting what happens towards them, and paying out once."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import Case, F, Value, When
from django.db.models.functions import Least
from django.utils import timezone
from msgspec import Struct

from game.actions import ledger
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

SEEN_DAYS = 14
BATCH = 2_000


class MissionEvent(Struct, frozen=True):
    """Something that missions count. family and region say more about a kill."""

    event: str
    count: int = 1
    family: str = ""
    region: str = ""


class Claimed(Struct, frozen=True):
    """gold and xp that were given (no xp at the last level); the totals after it; levels won."""

    gold: int
    xp: int
    streak: int
    level: int
    level_up: int
    total_gold: int


def deal(character: Character, now: datetime) -> list[DealtMission]:
    """The day's missions of a character, dealt if they are not yet: by the job or at first look, the same ones.

    Safe to call at any time and twice at once: a mission comes once a day (constraint a_mission_once_a_day).
    """
    return deal_and_left(character, now)[0]


def deal_and_left(character: Character, now: datetime) -> tuple[list[DealtMission], list[DealtMission]]:
    """The day's missions as deal() has them, and yesterday's whose reward still waits (claim() pays it until midnight)."""
    day = day_of(now)
    dealt, left = missions_and_left(character.pk, day)
    if dealt:
        return dealt, left
    DailyMission.objects.bulk_create(tasks_for(character.id, character.level, day), ignore_conflicts=True)
    return missions_of(character.pk, day), left


def deal_all(now: datetime | None = None) -> int:
    """The day's missions for every character seen in the last two weeks; running it again deals none twice."""
    now = now or timezone.now()
    day, dealt, batch = day_of(now), 0, []
    seen = Character.objects.filter(deleted_at__isnull=True, seen_at__gte=now - timedelta(days=SEEN_DAYS))
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


class Open(Protocol):
    """A task as far as counting goes, be it a row or a frozen struct."""

    @property
    def pk(self) -> int: ...
    @property
    def mission(self) -> str: ...
    @property
    def target(self) -> int: ...
    @property
    def progress(self) -> int: ...


def steps(tasks: Iterable[Open], happenings: Sequence[MissionEvent]) -> dict[int, int]:
    """How far each open task moves on by what happened, by id; tasks that do not move are left out."""
    missions, moved = catalogue().missions, {}
    for task in tasks:
        mission = missions.get(task.mission)
        if mission is None or task.progress >= task.target:
            continue
        if step := sum(h.count for h in happenings if _fits(mission, h)):
            moved[task.pk] = step
    return moved


def count_today(context: ActionContext, *happenings: MissionEvent) -> None:
    """Move the day's tasks on by what happened; nothing is written when none moves. The character is locked."""
    if moved := steps(missions_of(context.character.pk, day_of(context.now)), happenings):
        step_of = Case(*(When(pk=pk, then=Value(step)) for pk, step in moved.items()))
        DailyMission.objects.filter(pk__in=moved).update(progress=Least(F("target"), F("progress") + step_of))


def _fits(mission: Mission, happening: MissionEvent) -> bool:
    goal = mission.goal
    return goal.event == happening.event and goal.family in (None, happening.family) and goal.region in (None, happening.region)


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
    context.write("collected AS (UPDATE game_missiontask SET claimed_at = %(now)s WHERE id = %(task)s)", task=found.pk)
    mine, mission = ledger.of(character.id), catalogue().missions.get(found.mission)
    moves = [ledger.Move("faucet:mission", mine, GOLD, gold)] if gold else []
    if mission:
        moves += [ledger.Move("faucet:mission", mine, need.item, need.quantity) for need in mission.reward.items]
    ledger.give(context, moves, reason="mission", reference=f"mission:{found.pk}")
    return Claimed(gold, risen.given, streak.days, risen.level, risen.gained, character.gold + gold)


_RISEN = """level = %(level)s, xp = %(xp)s, unspent = unspent + %(points)s, streak_days = %(days)s, streak_day = %(day)s"""
