"""The list of all static pages, computed from the content."""

from collections.abc import Iterator

from seo_pages.facts import addresses
from seo_pages.facts.classes import class_pages
from seo_pages.facts.dungeons import dungeon_pages
from seo_pages.facts.guides import guide_pages
from seo_pages.facts.hub_pages import hub_pages
from seo_pages.facts.hubs import groups_of, hubs
from seo_pages.facts.item import item_facts
from seo_pages.facts.monster import monster_facts
from seo_pages.facts.place import place_facts
from seo_pages.facts.recipes import recipes_page
from seo_pages.facts.regions import region_pages
from seo_pages.facts.start_pages import start_pages
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts, WikiPage
from seo_pages.site import Site


class PlanError(Exception):
    """Two pages have the same address, because an entry has the slug of a list."""


def plan(world: WikiWorld, site: Site) -> list[WikiPage]:
    """All pages: one for each item, monster and place, then lists, guides, search, A to Z and 404.html. PlanError on a collision."""
    pages: dict[str, WikiPage] = {}
    for page in _pages(world, site):
        if page.path in pages:
            raise PlanError(
                f"two pages have the address {page.address}: an entry's slug is the name of a list; rename the entry"
            )
        pages[page.path] = page
    return list(pages.values())


def _pages(world: WikiWorld, site: Site) -> Iterator[WikiPage]:
    for item in world.items:
        yield _page("item", "item.html", item_facts(world, site, item))
    for monster in world.monsters:
        yield _page("monster", "monster.html", monster_facts(world, site, monster))
    for place in world.places:
        yield _page("place", "location.html", place_facts(world, site, place))
    lists = hubs(world)
    for hub in lists:
        groups = groups_of(lists, hub)
        for facts in hub_pages(world, site, hub, groups):
            yield _page("hub", "listing.html", facts)
    yield _page("hub", *recipes_page(world, site))
    for guides in (guide_pages, dungeon_pages, region_pages, class_pages):
        for template, facts in guides(world, site):
            yield _page("hub", template, facts)
    for path, (template, facts) in start_pages(world, site):
        yield WikiPage(path, "hub" if template in ("index.html", "letters.html") else "other", template, facts)


def _page(kind: str, template: str, facts: PageFacts) -> WikiPage:
    return WikiPage(addresses.file_path(facts["address"]), kind, template, facts)
