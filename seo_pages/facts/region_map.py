"""The map of a region on a page, with the places marked that the page is about."""

from typing import TypedDict

from seo_pages.facts.map_drawing import MapPoint
from seo_pages.facts.world import WikiWorld


class MarkedPoint(MapPoint):
    on: bool


class RegionMap(TypedDict):
    """points: `on` marks the places that the page is about. tint: a class of the style sheet. name: of the region."""

    points: list[MarkedPoint]
    ways: str
    river: str
    tint: str
    name: str


def map_of(world: WikiWorld, region: str, marked: set[str]) -> RegionMap:
    """The map of a region for a page. marked: slugs of the places that the page is about."""
    drawing = world.map_drawings[region]
    return {
        "ways": drawing["ways"], "river": drawing["river"], "tint": world.hue[region], "name": world.content.regions[region].name,
        "points": [{**p, "on": p["slug"] in marked} for p in drawing["points"]],
    }  # fmt: skip
