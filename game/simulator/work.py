"""Sharing the work among processes. Each work item has its own dice, so the result does not depend on the process."""

import multiprocessing
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from game.content.registry import Catalogue, load
from game.rules import tuning
from game.simulator import duels, fair, newcomer, progress, raid
from game.simulator.bands import BAND
from game.simulator.event import WORLD, SimulatedEvents
from game.simulator.measurement import Measurement

PARTS = ("progress", "newcomer", "duels", "fair", "raids")
DUEL_SHARE = 70
"""Percent of the fights that are duels, because their targets are the narrowest."""
RAIDS = 4
"""Quiet raids against each boss, in each band of levels."""
FIGHTS_A_COURSE = 10_000
"""One course of the first levels, of each class, for so many fights of the plan."""
STAY_DAYS = 10
"""Days that a course continues at the last level, to measure the gold there."""


class WorkItem(Struct, frozen=True):
    """One unit of work. A part leaves the fields that it does not need at their defaults."""

    part: str
    level: int = 0
    fights: int = 0  # or raids, or courses
    style: str = ""
    class_slug: str = ""


class SimulationPlan(Struct, frozen=True):
    """fixtures: folder of the content. fights: duels and fair fights, about; the courses fight as much as they need to. events: for the courses."""

    fixtures: Path
    seed: int
    fights: int
    parts: tuple[str, ...] = PARTS
    top: int = tuning.LEVEL_MAX
    stay: int = STAY_DAYS
    events: SimulatedEvents = WORLD


@cache
def content_of(folder: Path) -> Catalogue:
    return load(folder)


def work_items(plan: SimulationPlan) -> list[WorkItem]:
    """All work items, longest first."""
    content, found = content_of(plan.fixtures), []
    if "progress" in plan.parts:
        found += [WorkItem("progress", style=style, class_slug=one) for style in progress.STYLES for one in heroes(content)]
    if "newcomer" in plan.parts:
        found += [
            WorkItem("newcomer", class_slug=one, fights=max(1, plan.fights // FIGHTS_A_COURSE)) for one in content.classes
        ]
    levels, count = range(1, plan.top + 1), len(content.classes)
    duels_each = max(1, plan.fights * DUEL_SHARE // 100 // (plan.top * count * (count - 1)))
    fair_each = max(1, plan.fights * (100 - DUEL_SHARE) // 100 // (plan.top * count))
    for part, fights in (("duels", duels_each), ("fair", fair_each)):
        if part in plan.parts:
            found += [WorkItem(part, level=level, fights=fights) for level in levels]
    if "raids" in plan.parts:
        middles = range(BAND // 2, plan.top + 1, BAND)
        found += [WorkItem("raids", level=level, fights=RAIDS) for level in middles or [plan.top]]
    return found


def heroes(content: Catalogue) -> list[str]:
    """The classes whose courses are played: the first of each faction."""
    return [next(c.slug for c in content.classes.values() if c.faction == side) for side in ("vampire", "werewolf")]


def do(plan: SimulationPlan, item: WorkItem) -> Any:
    """The result of one item: a Course, a Tally, or a list of FirstLevels, MonsterTallies or RaidCourses."""
    content = content_of(plan.fixtures)
    if item.part == "progress":
        style = progress.STYLES[item.style]
        return progress.play(content, plan.seed, style, item.class_slug, top=plan.top, stay=plan.stay, events=plan.events)
    if item.part == "newcomer":
        return newcomer.play(content, plan.seed, item.class_slug, item.fights)
    if item.part == "duels":
        return duels.play(content, plan.seed, item.level, item.fights)
    if item.part == "raids":
        return raid.play(content, plan.seed, item.level, item.fights)
    return fair.play(content, plan.seed, item.level, item.fights)


def _numbered(job: tuple[int, SimulationPlan, WorkItem]) -> tuple[int, Any]:
    number, plan, item = job
    return number, do(plan, item)


def run(plan: SimulationPlan, workers: int, done: Callable[[int, int], None] = lambda done, total: None) -> Measurement:
    """Run the plan. done: called with the number of finished work items and of all."""
    todo = work_items(plan)
    results: list[Any] = [None] * len(todo)
    for count, (number, result) in enumerate(_results([(n, plan, p) for n, p in enumerate(todo)], workers), 1):
        results[number] = result
        done(count, len(todo))
    by_part: dict[str, list[tuple[WorkItem, Any]]] = {part: [] for part in PARTS}
    for item, result in zip(todo, results, strict=True):
        by_part[item.part].append((item, result))
    return Measurement(
        content=content_of(plan.fixtures),
        courses=[result for _, result in by_part["progress"]],
        newcomers=[course for _, result in by_part["newcomer"] for course in result],
        tallies={item.level: result for item, result in by_part["duels"]},
        meetings=[meeting for _, result in by_part["fair"] for meeting in result],
        raids=[course for _, result in by_part["raids"] for course in result],
        parts=plan.parts,
        events=plan.events,
    )


def _results(jobs: list[tuple[int, SimulationPlan, WorkItem]], workers: int) -> Iterator[tuple[int, Any]]:
    if workers <= 1:
        yield from map(_numbered, jobs)
        return
    with multiprocessing.Pool(workers) as pool:
        yield from pool.imap_unordered(_numbered, jobs)
