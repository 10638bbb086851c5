"""The search page, and the page for an unknown address."""

from game.content import wiki_urls
from seo_pages.facts.covers import place_cover
from seo_pages.facts.head import head
from seo_pages.facts.letters import LetterLink
from seo_pages.facts.night import night
from seo_pages.facts.world import WikiWorld
from seo_pages.page import PageFacts
from seo_pages.site import Site


def search_page(world: WikiWorld, site: Site, links: list[LetterLink]) -> PageFacts:
    return head(
        site, wiki_urls.SEARCH, name="Search", title="Search the wiki of Vampires vs Werewolves",
        description="Find any item, monster or place of Vampires vs Werewolves by name, or go through all of them from A to Z.",
        crumbs=[], section="", **place_cover(world, 1),
    ) | {"letters": links, "here": ""}  # fmt: skip


def missing_page(world: WikiWorld, site: Site, links: list[LetterLink]) -> PageFacts:
    return head(
        site, "/404.html", name="Nobody lives at this address", title="Not found | VvW wiki",
        description="There is no page at this address of the wiki of Vampires vs Werewolves. Search, or look under its letter.",
        crumbs=[], section="", **place_cover(world, 2),
    ) | {"letters": links, "night": night("nobody", "roofs"), "here": ""}  # fmt: skip
