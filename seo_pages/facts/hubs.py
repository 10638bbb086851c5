"""All hubs, and the links between them."""

from typing import TypedDict

from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.hub import Hub
from seo_pages.facts.item_hubs import item_hubs
from seo_pages.facts.monster_hubs import monster_hubs
from seo_pages.facts.place_hubs import place_hubs
from seo_pages.facts.world import WikiWorld


class HubLink(TypedDict):
    text: str
    href: str
    count: int


class HubGroup(TypedDict):
    name: str
    links: list[HubLink]


def hubs(world: WikiWorld) -> list[Hub]:
    """Every list that has entries; the complete list of a section comes first."""
    return [hub for of in (item_hubs, monster_hubs, place_hubs) for hub in of(world) if hub.entries]


def groups_of(all_hubs: list[Hub], hub: Hub) -> list[HubGroup]:
    """Links to related lists. A section's complete list links to all its lists, another list to its own group and to the families
    below it."""
    related = [h for h in all_hubs if h.section == hub.section and not h.is_section]
    if not hub.is_section:
        below = next((kind for kind, name in words.KINDS.items() if addresses.kind(kind) == hub.address), None)
        related = [h for h in related if h.group in (hub.group, below)]
    found: dict[str, list[HubLink]] = {}
    for h in related:
        found.setdefault(words.KINDS.get(h.group, h.group), []).append(
            {"text": h.short, "href": h.address, "count": len(h.entries)}
        )
    return [{"name": name, "links": links} for name, links in found.items()]
