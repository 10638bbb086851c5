"""Pictures of pages that are about no single entry."""

from seo_pages import words
from seo_pages.facts import addresses
from seo_pages.facts.head import Cover
from seo_pages.facts.world import WikiWorld


def place_cover(world: WikiWorld, index: int) -> Cover:
    """A place by night. index: which place; it begins again after the last one."""
    place = world.places[index % len(world.places)]
    return {
        "picture": addresses.picture("place", place.slug),
        "alt": f"{place.name}, {words.an(place.kind)} of Veyrholt by night",
    }
