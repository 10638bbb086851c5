"""Lists of places: all, and by kind."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import PLACES
from seo_pages import words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld


def place_hubs(world: WikiWorld) -> Iterator[Hub]:
    places, top = world.places, [SECTIONS["locations"]]
    lead = (
        f"The {words.count(len(places), 'place')} where one can hunt, in {words.count(len(world.regions), 'region')}, from the safest lane "
        "to the worst. A page tells who prowls there and what a hunt is worth."
    )
    yield Hub("locations", wiki_urls.LOCATIONS, "Places", lead, places)
    for kind in PLACES:
        of = [p for p in places if p.kind == kind]
        name = words.plural(kind)
        yield Hub(
            "locations",
            addresses.place_kind(kind),
            name,
            intros.place_kind(world, kind, of),
            of,
            top,
            "Kinds of place",
            name,
        )
