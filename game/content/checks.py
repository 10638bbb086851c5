"""Cross-checks between entries: references, obtainable items, monsters that can be met, strength, distinct texts."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from game.content import census, raid, wares
from game.content.claims import check_claims
from game.content.loading import ContentError, OnProgress, no_progress
from game.content.schema import stats_of
from game.content.texts import near_copies
from game.content.vocabulary import FAMILIES, MONSTERS, PLACES
from game.rules import tuning

Entries = dict[str, dict[str, Any]]
Check = Callable[[Entries], Iterator[str]]
"""A sentence for each problem, which names file and entry."""


def check(entries: Entries, checks: Sequence[tuple[str, Check]], on_progress: OnProgress = no_progress) -> None:
    """checks: ALL, or STRUCTURE. ContentError at the first problem."""
    for number, (what, one) in enumerate(checks):
        on_progress(what, number, len(checks))
        for problem in one(entries):
            raise ContentError(problem)


def _families(e: Entries) -> Iterator[str]:
    for item in e["items"].values():
        if item.family not in FAMILIES[item.kind]:
            yield f"items.json: {item.slug}: family: “{item.family}” is no family of {item.kind}."
    for monster in e["monsters"].values():
        if monster.family not in MONSTERS:
            yield f"monsters.json: {monster.slug}: family: “{monster.family}” is not known."
    for place in e["locations"].values():
        if place.kind not in PLACES:
            yield f"locations.json: {place.slug}: kind: “{place.kind}” is not known."


def _references(e: Entries) -> Iterator[str]:
    def refs() -> Iterator[tuple[str, str, str, str, str]]:
        for i in e["items"].values():
            yield from (("items", i.slug, "sold_in", "regions", r) for r in i.sold_in)
        for m in e["monsters"].values():
            yield "monsters", m.slug, "region", "regions", m.region
            yield from (("monsters", m.slug, "skills", "skills", s) for s in m.skills)
            yield from (("monsters", m.slug, "drops", "items", d.item) for d in m.drops)
        for p in e["locations"].values():
            yield "locations", p.slug, "region", "regions", p.region
            yield from (("locations", p.slug, "monsters", "monsters", w.monster) for w in p.monsters)
        for c in e["classes"].values():
            yield from (("classes", c.slug, "gear", "items", g) for g in c.gear)
        for s in e["sets"].values():
            yield from (("sets", s.slug, "pieces", "items", p) for p in s.pieces)
        for r in e["recipes"].values():
            yield "recipes", r.slug, "makes", "items", r.makes
            yield from (("recipes", r.slug, "needs", "items", n.item) for n in r.needs)
        for q in e["missions"].values():
            yield from (("missions", q.slug, "reward", "items", n.item) for n in q.reward.items)
            if q.goal.region:
                yield "missions", q.slug, "goal", "regions", q.goal.region
        yield from (("achievements", a.slug, "region", "regions", a.region) for a in e["achievements"].values() if a.region)
        for d in e["dungeons"].values():
            yield "dungeons", d.slug, "region", "regions", d.region
            yield "dungeons", d.slug, "boss", "monsters", d.boss
            yield from (("dungeons", d.slug, "waves", "monsters", m) for wave in d.waves for m in wave)
        for b in e["raids"].values():
            yield "raids", b.boss, "boss", "monsters", b.boss
            yield "raids", b.boss, "trophy", "items", b.trophy

    for file, slug, field, target, wanted in refs():
        if wanted not in e[target]:
            yield f"{file}.json: {slug}: {field}: there is no “{wanted}” in {target}.json."


def _regions(e: Entries) -> Iterator[str]:
    for place in e["locations"].values():
        low, high = e["regions"][place.region].levels
        if not low <= place.level <= high:
            yield f"locations.json: {place.slug}: level: {place.level} lies outside {place.region} ({low} to {high})."
        if not place.monsters:
            yield f"locations.json: {place.slug}: monsters: a place needs at least one monster."
        for prowler in place.monsters:
            if e["monsters"][prowler.monster].region != place.region:
                yield f"locations.json: {place.slug}: monsters: {prowler.monster} is of another region."


def _classes(e: Entries) -> Iterator[str]:
    for c in e["classes"].values():
        if set(c.start) != set(tuning.ATTRIBUTES) or sum(c.start.values()) != 60:
            yield f"classes.json: {c.slug}: start: needs all six attributes with a sum of 60."
        slots = [e["items"][g].slot for g in c.gear]
        if None in slots or len(slots) != len(set(slots)):
            yield f"classes.json: {c.slug}: gear: needs worn items, at most one per slot."
        for item in (e["items"][g] for g in c.gear):
            if item.level > 1 or item.faction not in (None, c.faction):
                yield f"classes.json: {c.slug}: gear: a newcomer cannot wear {item.slug} (its level or faction)."


def _skills(e: Entries) -> Iterator[str]:
    for s in e["skills"].values():
        if s.of != "beast" and s.of not in e["classes"]:
            yield f"skills.json: {s.slug}: of: there is no class “{s.of}”."
    for c in e["classes"]:
        count = sum(s.of == c for s in e["skills"].values())
        if count != 6:
            yield f"skills.json: {c}: of: a class has six skills, not {count}."
    for m in e["monsters"].values():
        for slug in m.skills:
            if e["skills"][slug].of != "beast":
                yield f"monsters.json: {m.slug}: skills: “{slug}” belongs to a class."


def _missions(e: Entries) -> Iterator[str]:
    for q in e["missions"].values():
        if q.goal.family and q.goal.family not in MONSTERS:
            yield f"missions.json: {q.slug}: goal: “{q.goal.family}” is no family of monsters."
        if (q.goal.family or q.goal.region) and q.goal.event != "kill":
            yield f"missions.json: {q.slug}: goal: only kills can be narrowed to a family or a region."
        if (q.period == "errand") != (q.hours > 0):
            yield f"missions.json: {q.slug}: hours: an errand has a cooldown of 1 to 24 hours, the others have none."


def _achievements(e: Entries) -> Iterator[str]:
    for a in e["achievements"].values():
        if a.family and a.family not in MONSTERS:
            yield f"achievements.json: {a.slug}: family: “{a.family}” is no family of monsters."
        if (a.family or a.region) and a.event != "kill":
            yield f"achievements.json: {a.slug}: event: only kills can be narrowed to a family or a region."
        if a.family and a.region:
            yield f"achievements.json: {a.slug}: region: a kill is narrowed to a family or to a region, not to both."


def _wares(e: Entries) -> Iterator[str]:
    return wares.weigh(e["items"], {i.slug: stats_of(i.bonus) for i in e["items"].values()})


def _sets(e: Entries) -> Iterator[str]:
    member: dict[str, str] = {}
    for s in e["sets"].values():
        pieces = [e["items"][p] for p in s.pieces]
        slots = [p.slot for p in pieces]
        if None in slots or len(set(slots)) != len(slots):
            yield f"sets.json: {s.slug}: pieces: needs worn items, at most one per slot."
        if len({p.faction for p in pieces if p.faction}) > 1:
            yield f"sets.json: {s.slug}: pieces: no character can wear the whole set, because its pieces belong to both factions."
        if max(step.pieces for step in s.steps) > len(pieces):
            yield f"sets.json: {s.slug}: steps: the last step needs more pieces than the set has."
        for piece in s.pieces:
            if piece in member:
                yield f"sets.json: {s.slug}: pieces: {piece} belongs to {member[piece]} already."
            member[piece] = s.slug


def _recipes(e: Entries) -> Iterator[str]:
    for r in e["recipes"].values():
        if any(need.item == r.makes for need in r.needs):
            yield f"recipes.json: {r.slug}: needs: the recipe needs the item that it makes."
        if not r.needs:
            yield f"recipes.json: {r.slug}: needs: a recipe needs at least one item."


def _items_usable(e: Entries) -> Iterator[str]:
    for i in e["items"].values():
        if (i.kind == "consumable") != (i.use is not None):
            yield f"items.json: {i.slug}: use: consumables have one, other kinds do not."
        if i.use is not None and not (i.use.health or i.use.health_percent or i.use.energy):
            yield f"items.json: {i.slug}: use: does nothing."
        if i.slot and i.durability == 0:
            yield f"items.json: {i.slug}: durability: a worn item needs one."


def _obtainable(e: Entries) -> Iterator[str]:
    given = {d.item for m in e["monsters"].values() for d in m.drops}
    given |= {r.makes for r in e["recipes"].values()} | {n.item for q in e["missions"].values() for n in q.reward.items}
    given |= {g for c in e["classes"].values() for g in c.gear}
    for item in e["items"].values():
        if not item.sold_in and item.slug not in given:
            yield f"items.json: {item.slug}: sold_in: nothing gives this item (no shop, drop, recipe or mission)."


def _met(e: Entries) -> Iterator[str]:
    met = {w.monster for p in e["locations"].values() for w in p.monsters}
    met |= {m for d in e["dungeons"].values() for m in (d.boss, *(m for wave in d.waves for m in wave))}
    for monster in e["monsters"].values():
        if monster.slug not in met:
            yield f"monsters.json: {monster.slug}: slug: lives in no place and no dungeon."
        if monster.gold[0] > monster.gold[1]:
            yield f"monsters.json: {monster.slug}: gold: the first number is the lower one."
        for drop in monster.drops:
            if drop.low > drop.high:
                yield f"monsters.json: {monster.slug}: drops: {drop.item}: low is above high."


def _names(e: Entries) -> Iterator[str]:
    seen: dict[str, str] = {}
    for file in ("items", "monsters", "locations"):
        for entry in e[file].values():
            key = entry.name.casefold()
            if key in seen:
                yield f"{file}.json: {entry.slug}: name: “{entry.name}” is also the name of {seen[key]}."
            seen[key] = entry.slug


def _texts(e: Entries) -> Iterator[str]:
    texts = {f"{file}.json: {s}: text": x.text for file in ("items", "monsters", "locations") for s, x in e[file].items()}
    texts |= {f"raids.json: {s}: {field}": text for s, b in e["raids"].items() for field, text in b.texts.items()}
    for first, second in near_copies(texts):
        yield f"{first}: shares more than a third of its word 4-grams with {second}."


STRUCTURE: tuple[tuple[str, Check], ...] = (
    ("families", _families),
    ("references", _references),
    ("regions", _regions),
    ("classes", _classes),
    ("skills", _skills),
    ("missions", _missions),
    ("achievements", _achievements),
    ("items", _items_usable),
    ("sets", _sets),
    ("recipes", _recipes),
    ("where to get things", _obtainable),
    ("where to meet monsters", _met),
    ("raids", raid.check_raids),
    ("names", _names),
)
"""What the game relies on."""
ALL = (
    *STRUCTURE,
    ("texts", _texts),
    ("strength of worn things", _wares),
    ("what texts claim", check_claims),
    ("the census", census.count),
)
