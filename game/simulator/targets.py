"""The targets of the balance, and the lines of the report that compare them with the results."""

from collections import Counter

from msgspec import Struct

from game.content.wares import dominated
from game.simulator import duels, fair, newcomer, raid
from game.simulator.bands import band_of, name_of
from game.simulator.event import WORLD
from game.simulator.measurement import Measurement, share_spent
from game.simulator.progress import DAYS_MAX

CASUAL_DAYS = (80, 100)
KEEN_DAYS = (35, 45)
DAYS = {"casual": CASUAL_DAYS, "keen": KEEN_DAYS}
FACTION = (48, 52)
CLASS = (45, 55)
FAIR = (75, 90)
SPENT = (85, 100)
MOON_ADDS = (1, 3)
"""Percent of all XP of hunts that the Blood Moon adds in the long run."""
QUIET_RAID = (95, 100)
FULL_RAID_SECONDS = (61, 1800)
CLICKS_WIN = (60, 100)
CLICKS_HUNTS = (0, 160)
"""Hunts of the player who only clicks until level 10, in percent of those of the careful one."""
STEADY_BAND = 2
"""Gold is steady from level 21 on: before that, players buy their first gear."""


class TargetLine(Struct, frozen=True):
    """One line of the report. values: by column (a level band, or a player). target: lowest and highest that is met; None: none."""

    group: str
    what: str
    values: dict[str, float]
    target: tuple[int, int] | None = None
    unit: str = "%"

    @property
    def ok(self) -> bool:
        return self.target is None or (
            bool(self.values) and all(self.target[0] <= v <= self.target[1] for v in self.values.values())
        )

    @property
    def verdict(self) -> str:
        return "" if self.target is None else "ok" if self.ok else "missed"


def lines(measured: Measurement) -> list[TargetLine]:
    """Every line of the report, with and without a target."""
    found: list[TargetLine] = []
    if "progress" in measured.parts:
        found += _days(measured) + _gold(measured) + _events(measured)
    if "newcomer" in measured.parts:
        found += _newcomers(measured)
    if "duels" in measured.parts:
        found += _duels(measured)
    if "fair" in measured.parts:
        found += _fair(measured)
    if "raids" in measured.parts:
        found += _raids(measured)
    return [*found, _gear(measured)]


def _days(measured: Measurement) -> list[TargetLine]:
    found = []
    for style, target in DAYS.items():
        values = {
            measured.content.classes[c.class_slug].name: float(DAYS_MAX if c.days is None else c.days)
            for c in measured.courses
            if c.style == style
        }
        found.append(TargetLine("Days to the last level", f"{style} player", values, target, "days"))
    return found


def _gold(measured: Measurement) -> list[TargetLine]:
    books = measured.books()
    steady = {band: book for band, book in sorted(books.items()) if band >= STEADY_BAND}
    if not steady:
        return []
    whole: Counter[str] = Counter()
    for book in steady.values():
        whole.update(book)
    values = {name_of(band): 100 * share_spent(book) for band, book in steady.items()}
    return [
        TargetLine("Gold: what sinks take of what sources give", "by level", values, SPENT),
        TargetLine("Gold: what sinks take of what sources give", "from level 21 on", {"all": 100 * share_spent(whole)}, SPENT),
    ]


def _events(measured: Measurement) -> list[TargetLine]:
    """What events add. The days to the last level, and the gold, are those of a world that has them."""
    group, hunts, added = "Events", {}, {}
    for style in DAYS:
        courses = [course for course in measured.courses if course.style == style]
        hunts[f"{style} player"] = 100 * sum(c.moon_hunts for c in courses) / max(1, sum(c.hunts for c in courses))
        added[f"{style} player"] = 100 * sum(c.moon_xp for c in courses) / max(1, sum(c.hunt_xp for c in courses))
    target = MOON_ADDS if measured.events == WORLD else None
    return [
        TargetLine(group, "hunts under the Blood Moon, or under the event that is tried", hunts),
        TargetLine(group, "XP of hunts that comes of it", added, target),
    ]


def _newcomers(measured: Measurement) -> list[TargetLine]:
    """The worst level of all classes: each class has to be met at each level."""
    group, levels = "The first levels of a player who only clicks", range(1, newcomer.TOP)
    clicks = {one.class_slug: one for one in measured.newcomers if not one.careful}
    careful = {one.class_slug: one for one in measured.newcomers if one.careful}
    won = {
        f"level {level}": min(100 * one.won[level] / one.fought[level] for one in clicks.values() if one.fought.get(level))
        for level in levels
    }
    hunts = {measured.content.classes[slug].name: 100 * one.hunts / careful[slug].hunts for slug, one in clicks.items()}
    return [
        TargetLine(group, "fights won, by the class that wins fewest", won, CLICKS_WIN),
        TargetLine(group, f"hunts until level {newcomer.TOP}, of those of a careful player", hunts, CLICKS_HUNTS),
    ]


def _duels(measured: Measurement) -> list[TargetLine]:
    content, found = measured.content, []
    factions = {c.slug: c.faction for c in content.classes.values()}
    rates = duels.faction_rates(measured.tallies, factions)
    for side in ("vampire", "werewolf"):
        values = {name_of(band): 100 * rate for (who, band), rate in rates.items() if who == side}
        found.append(
            TargetLine(
                "Even fights between the factions, won",
                {"vampire": "vampires", "werewolf": "werewolves"}[side],
                values,
                FACTION,
            )
        )
    rates = duels.class_rates(measured.tallies)
    for one in content.classes.values():
        values = {name_of(band): 100 * rate for (who, band), rate in rates.items() if who == one.slug}
        found.append(TargetLine("Even fights against all other classes, won", one.name, values, CLASS))
    return found


def _fair(measured: Measurement) -> list[TargetLine]:
    found = []
    rates = fair.rates(measured.meetings, "rank", "band")
    for rank, target in (("common", FAIR), ("elite", None), ("boss", None)):
        values = {name_of(int(band)): 100 * rate for (of, band), rate in rates.items() if of == rank}
        found.append(TargetLine("Monsters of one's level, beaten", f"{rank} monsters", values, target))
    rates = fair.rates([one for one in measured.meetings if one.rank == "common"], "class_slug", "band")
    for one in measured.content.classes.values():
        values = {name_of(int(band)): 100 * rate for (of, band), rate in rates.items() if of == one.slug}
        found.append(TargetLine("Monsters of one's level, beaten", one.name, values))
    return found


def _raids(measured: Measurement) -> list[TargetLine]:
    few: dict[str, list[raid.RaidCourse]] = {}
    many: dict[str, float] = {}
    for course in measured.raids:
        name = name_of(band_of(course.level))
        if course.hunters == raid.FEW:
            few.setdefault(name, []).append(course)
        else:
            many[name] = course.seconds
    won = {name: 100 * sum(one.won for one in found) / len(found) for name, found in few.items()}
    hits = {name: sum(one.hits for one in found) / len(found) / raid.FEW for name, found in few.items()}
    return [
        TargetLine("Raids", "won by three hunters in a quiet hour", won, QUIET_RAID),
        TargetLine("Raids", "hits of each of the three", hits, None, "hits"),
        TargetLine("Raids", "seconds that a thousand need, if a thousand are expected", many, FULL_RAID_SECONDS, "s"),
    ]


def _gear(measured: Measurement) -> TargetLine:
    count = sum(1 for _ in dominated(measured.content.items, measured.content.gear_stats))
    return TargetLine(
        "Worn things worse in every respect than another", "of the same slot, level and rarity", {"all": count}, (0, 0), ""
    )
