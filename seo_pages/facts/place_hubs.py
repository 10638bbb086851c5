"""Lists of places: all, and by kind."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import PLACES
from seo_pages import nouns, words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld

SECTION = SECTIONS["locations"]


def place_hubs(world: WikiWorld) -> Iterator[Hub]:
    lead = (
        f"The {words.count(len(world.places), 'place')} where one can hunt, in {words.count(len(world.regions), 'region')}, from the safest lane "
        "to the worst. A page tells who prowls there and what a hunt is worth."
    )
    yield Hub("locations", wiki_urls.LOCATIONS, "Places", lead, world.places)
    for kind in PLACES:
        places = [p for p in world.places if p.kind == kind]
        name, lead = nouns.heading(kind), intros.place_kind(world, kind, places)
        yield Hub("locations", addresses.place_kind(kind), name, lead, places, [SECTION], "Kinds of place", name)
