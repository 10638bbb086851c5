"""What a guide shows of each entry."""

from collections.abc import Mapping

from game.content.achievements import COMING
from game.content.schema import Achievement, ClassSkill, Dungeon, GearSet, Goal, Mission, Recipe
from seo_pages import nouns, words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.guide_index import GuideEntry
from seo_pages.facts.refs import NamedLink
from seo_pages.facts.skills import skill
from seo_pages.facts.uses import gear, recipe
from seo_pages.facts.world import WikiWorld


def entry_facts(world: WikiWorld, entry: GuideEntry) -> Mapping[str, object]:
    """The facts of an entry; the keys depend on its kind, as the guides' templates do."""
    match entry:
        case Recipe():
            return recipe(world, entry, 1)
        case GearSet():
            return gear(world, entry)
        case Dungeon():
            return _dungeon(world, entry)
        case Mission():
            return _mission(world, entry)
        case Achievement():
            return _achievement(world, entry)
        case ClassSkill():
            return _skill(world, entry)


def _mission(world: WikiWorld, m: Mission) -> dict[str, object]:
    return {
        "slug": m.slug, "name": m.name, "period": m.period, "giver": m.giver, "text": m.text, "low": m.levels[0], "high": m.levels[1],
        "shut": closed_features.note(m.period), "hours": m.hours, "gold": m.reward.gold, "xp": m.reward.xp,
        "goal": words.goal(m.goal.event, m.goal.target, m.goal.family, _region_name(world, m.goal.region)),
        "links": _goal_links(world, m.goal),
        "items": [{"item": world.ref["item"][r.item], "quantity": r.quantity} for r in m.reward.items],
    }  # fmt: skip


def _achievement(world: WikiWorld, a: Achievement) -> dict[str, object]:
    return {
        "slug": a.slug, "name": a.name, "text": a.text, "title": a.title or "", "links": _goal_links(world, a), "gold": a.gold,
        "shut": closed_features.NOT_COUNTED if a.event in COMING else "",
        "goal": words.goal(a.event, a.target, a.family, _region_name(world, a.region)),
    }  # fmt: skip


def _region_name(world: WikiWorld, slug: str | None) -> str | None:
    return world.content.regions[slug].name if slug else None


def _goal_links(world: WikiWorld, goal: Goal | Achievement) -> list[NamedLink]:
    """Links to the monsters that a goal counts."""
    links: list[NamedLink] = []
    if goal.family:
        links.append({"name": nouns.heading(goal.family), "href": addresses.breed(goal.family)})
    if goal.region:
        links.append({"name": world.content.regions[goal.region].name, "href": addresses.region(goal.region)})
    return links


def _skill(world: WikiWorld, s: ClassSkill) -> dict[str, object]:
    monsters = world.monster_index.with_skill[s.slug]
    return {**skill(world, s), "monsters": [world.ref["monster"][m.slug] for m in monsters[:8]], "many": len(monsters)}


def _dungeon(world: WikiWorld, d: Dungeon) -> dict[str, object]:
    return {
        "slug": d.slug, "name": d.name, "href": addresses.dungeon(d.slug), "level": d.level, "text": d.text,
        "region": world.region_ref[d.region], "rooms": len(d.waves) + 1, "boss": world.ref["monster"][d.boss],
    }  # fmt: skip
