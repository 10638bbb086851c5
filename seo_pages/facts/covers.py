"""Sharing pictures of pages that are not about one entry."""

from seo_pages import nouns
from seo_pages.facts import addresses
from seo_pages.facts.head import Cover
from seo_pages.facts.world import WikiWorld


def place_cover(world: WikiWorld, index: int) -> Cover:
    """The picture of a place. index: of the place; it wraps around after the last one."""
    place = world.places[index % len(world.places)]
    return {
        "picture": addresses.picture("place", place.slug),
        "alt": f"{place.name}, {nouns.an(place.kind)} of Veyrholt by night",
    }
