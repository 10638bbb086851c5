"""How a boss comes as a raid: what its page says."""

from typing import TypedDict

from game.content.schema import Monster
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld

DOES = {
    "plain": "it fights as usual",
    "adds": "others take part of each blow",
    "weak_spot": "blows hurt it more",
    "enrage": "it strikes back",
}
"""Kind of a phase -> what it means for hunters."""


class RaidPhaseFacts(TypedDict):
    name: str
    note: str


class RaidFacts(TypedDict):
    title: str
    call: str
    phases: list[RaidPhaseFacts]
    trophy: EntryRef


def raid_facts(world: WikiWorld, monster: Monster) -> RaidFacts | None:
    """None for a monster that does not come as a raid."""
    raid = world.content.raid_bosses.get(monster.slug)
    if raid is None:
        return None
    phases: list[RaidPhaseFacts] = [
        {"name": phase.name, "note": f"{_begins(phase.below)}: {DOES[phase.kind]}"} for phase in raid.phases
    ]
    return {"title": raid.title, "call": raid.call, "phases": phases, "trophy": world.ref["item"][raid.trophy]}


def _begins(below: int) -> str:
    return "from full health" if below == 100 else f"below {below} % of its health"
