"""The charts of a run, one function each; docs/balance.md shows them."""

from collections.abc import Callable
from pathlib import Path

from game.simulator import duels, fair, targets
from game.simulator.bands import name_of
from game.simulator.measurement import Measurement
from game.simulator.player import SINKS, SOURCES
from game.simulator.power import by_rarity
from game.simulator.svg import SERIES, ChartPage, ChartPanel

PERCENT = [(value, f"{value} %") for value in range(0, 101, 10)]


def classes(measured: Measurement) -> str:
    """Even fights won: a row per class, a dot per band."""
    rates = duels.class_rates(measured.tallies)
    found = list(measured.content.classes.values())
    values = [100 * rate for rate in rates.values()]
    low, high = min(40, 5 * int(min(values) // 5)), max(60, 5 * int(max(values) // 5 + 1))
    page = ChartPage(
        860,
        150 + 38 * len(found),
        "Even fights by class",
        "Share won against the field of all other classes; shaded: the target",
    )
    bands = sorted({band for _, band in rates})
    page.legend(150, 88, [(SERIES[band], f"levels {name_of(band)}") for band in bands])
    panel = ChartPanel(page, (150, 104, 680, 38 * len(found)), (low, high), (len(found), 0))
    panel.box = (150, 104, 680, 38 * len(found))
    panel.area((targets.CLASS[0], len(found)), (targets.CLASS[1], 0), "target")
    panel.x_axis([(v, f"{v} %") for v in range(low, high + 1, 5)], "", grid=True)
    for row, one in enumerate(found):
        page.text(138, panel.at(0, row + 0.5)[1] + 4, one.name, "f-ink", "end")
        for band in bands:
            panel.dots([(100 * rates[one.slug, band], row + 0.5 + (band - (len(bands) - 1) / 2) * 0.11)], SERIES[band], 5)
    return page.svg()


def factions(measured: Measurement) -> str:
    """Even fights between the factions, by band."""
    sides = {c.slug: c.faction for c in measured.content.classes.values()}
    rates = duels.faction_rates(measured.tallies, sides)
    bands = sorted({band for _, band in rates})
    spread = max(4, *(abs(100 * rate - 50) + 1 for rate in rates.values()))
    low, high = int(50 - spread), int(50 + spread + 1)
    page = ChartPage(
        860,
        380,
        "Even fights by faction",
        "Share won against the other faction's classes of the same level; shaded: the target",
    )
    page.legend(80, 88, [("vampire", "vampires"), ("werewolf", "werewolves")])
    panel = ChartPanel(page, (80, 104, 750, 210), (-0.3, len(bands) - 0.7), (low, high))
    panel.y_axis([(v, f"{v} %") for v in range(low, high + 1, 2)])
    panel.area((-0.3, targets.FACTION[0]), (len(bands) - 0.7, targets.FACTION[1]), "target")
    panel.x_axis([(place, name_of(band)) for place, band in enumerate(bands)], "levels")
    for side in ("vampire", "werewolf"):
        points = [(float(place), 100 * rates[side, band]) for place, band in enumerate(bands)]
        panel.line(points, side)
        panel.dots(points, side)
    return page.svg()


def monsters(measured: Measurement) -> str:
    """Hunts won against monsters of the player's level, with the range from the weakest to the strongest class."""
    rates = fair.rates(measured.meetings, "rank", "level")
    single = fair.rates([one for one in measured.meetings if one.rank == "common"], "class_slug", "level")
    levels = sorted({int(level) for _, level in rates})
    page = ChartPage(
        860,
        430,
        "Monsters of one's level",
        "Share of hunts won; shaded: the target, and what the weakest and the strongest class reach",
    )
    page.legend(80, 88, [("two", "common, all classes"), ("five", "elite"), ("six", "boss")])
    panel = ChartPanel(page, (80, 104, 750, 260), (min(levels), max(levels)), (0, 100))
    panel.y_axis(PERCENT[::2])
    panel.x_axis([(v, str(v)) for v in levels if v % 5 == 0 or v == 1], "level")
    panel.area((min(levels), targets.FAIR[0]), (max(levels), targets.FAIR[1]), "target")
    of = {level: [100 * rate for (_, at), rate in single.items() if at == level] for level in levels}
    panel.between([(v, min(of[v])) for v in levels if of[v]], [(v, max(of[v])) for v in levels if of[v]], "two")
    lived = {(one.rank, one.level) for one in measured.content.monsters.values()}
    for rank, colour in (("boss", "six"), ("elite", "five"), ("common", "two")):
        points = [(float(v), 100 * rates[rank, v]) for v in levels if (rank, v) in rates and (rank, v) in lived]
        panel.line(points, colour)
    return page.svg()


def progress(measured: Measurement) -> str:
    """Level over days."""
    courses = measured.courses
    days = max(len(course.levels) for course in courses)
    top = max(level for course in courses for level in course.levels)
    page = ChartPage(
        860, 430, "The way to the last level", "Level at the end of each day; shaded: when the last level should be reached"
    )
    page.legend(80, 88, [("two", "keen: spends all energy"), ("five", "casual: two visits of twenty minutes")])
    end = 10 * (days // 10 + 1)
    panel = ChartPanel(page, (80, 104, 750, 260), (0, end), (0, top))
    panel.y_axis([(v, str(v)) for v in range(0, top + 1, 10)], "level")
    panel.x_axis([(v, str(v)) for v in range(0, end + 1, 10)], "days")
    for style, colour in (("keen", "two"), ("casual", "five")):
        low, high = targets.DAYS[style]
        panel.area((low, 0), (min(high, end), top), colour)
        for course in courses:
            if course.style == style:
                reached = [(0.0, 1.0), *((day + 1.0, float(level)) for day, level in enumerate(course.levels))]
                panel.line(reached, colour, dashed=course.class_slug != courses[0].class_slug)
    names = [measured.content.classes[slug].name for slug in dict.fromkeys(course.class_slug for course in courses)]
    panel.words(
        end, 2, " and ".join(f"{name} ({how})" for name, how in zip(names, ("line", "dashes"), strict=False)), "soft", "end"
    )
    return page.svg()


SOURCE_COLOURS = dict(zip(SOURCES, ("two", "three", "four"), strict=True))
SINK_COLOURS = dict(zip(SINKS, ("one", "three", "six", "four", "five"), strict=True))


def gold(measured: Measurement) -> str:
    """Gold from sources and gold to sinks, by band, in percent of the sources."""
    books = dict(sorted(measured.books().items()))
    page = ChartPage(
        860, 470, "Gold: sources and sinks", "By level band, in percent of what came in; shaded: where the sinks should end"
    )
    page.legend(80, 86, [(colour, f"in: {name}") for name, colour in SOURCE_COLOURS.items()])
    page.legend(80, 106, [(colour, f"out: {name}") for name, colour in SINK_COLOURS.items()])
    tallest = max(sum(book[s] for s in SINKS) / max(1, sum(book[s] for s in SOURCES)) for book in books.values())
    panel = ChartPanel(page, (80, 124, 750, 270), (-0.5, len(books) - 0.5), (0, 100 * max(1.1, tallest + 0.05)))
    panel.y_axis([(v, f"{v} %") for v in range(0, int(panel.y[1]) + 1, 20)])
    panel.area((-0.5, targets.SPENT[0]), (len(books) - 0.5, targets.SPENT[1]), "target")
    panel.x_axis([(place, name_of(band)) for place, band in enumerate(books)], "levels (left bar: in, right bar: out)")
    for place, book in enumerate(books.values()):
        income = max(1, sum(book[source] for source in SOURCES))
        for shift, colours in ((-0.32, SOURCE_COLOURS), (0.02, SINK_COLOURS)):
            height = 0.0
            for name, colour in colours.items():
                more = 100 * book[name] / income
                panel.area((place + shift, height), (place + shift + 0.3, height + more), colour, 1)
                height += more
    return page.svg()


def power(measured: Measurement) -> str:
    """What worn items add, by level and rarity: a panel per kind."""
    rarities = ("common", "uncommon", "rare", "epic", "legendary")
    page = ChartPage(
        1080,
        430,
        "The power curve",
        "By how many percent a thing makes a fighter of level 30 stronger, slots made equal; lines: means of five levels",
    )
    page.legend(70, 88, [(rarity, rarity) for rarity in rarities])
    for number, kind in enumerate(("weapon", "armour", "accessory")):
        found = by_rarity(measured.content, kind)
        if not found:
            continue
        top = max(value for points in found.values() for _, value in points)
        step = 10 ** len(str(int(top / 5))) // 2 or 1
        panel = ChartPanel(page, (70 + 345 * number, 120, 290, 240), (0, 61), (0, top * 1.05))
        panel.y_axis([(v, str(v)) for v in range(0, int(top * 1.05) + 1, step)])
        panel.x_axis([(v, str(v)) for v in range(0, 61, 10)], f"level ({kind})")
        for rarity in rarities:
            points = [(float(level), value) for level, value in found.get(rarity, [])]
            panel.dots(points, rarity, 2, 0.45)
            panel.line(_means(points), rarity, wide=1.8)
    return page.svg()


def _means(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The mean of every five levels."""
    groups: dict[int, list[tuple[float, float]]] = {}
    for point in points:
        groups.setdefault(int(point[0] - 1) // 5, []).append(point)
    return [
        (sum(x for x, _ in group) / len(group), sum(y for _, y in group) / len(group)) for _, group in sorted(groups.items())
    ]


CHARTS: dict[str, tuple[str, Callable[[Measurement], str]]] = {
    "classes": ("duels", classes),
    "factions": ("duels", factions),
    "monsters": ("fair", monsters),
    "progress": ("progress", progress),
    "gold": ("progress", gold),
    "power": ("", power),
}
"""File name -> the part of a run that the chart needs ("" for none), and the function that draws it."""


def write_charts(measured: Measurement, folder: Path) -> int:
    """Write the charts as SVG files. Returns their number."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {name: draw(measured) for name, (part, draw) in CHARTS.items() if not part or part in measured.parts}
    for name, svg in drawn.items():
        (folder / f"{name}.svg").write_text(svg)
    return len(drawn)
