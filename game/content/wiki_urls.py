"""Addresses of the wiki. The game links to them and the static pages are written to them, so they are defined once, here."""

WIKI = "/wiki/"
ITEMS, MONSTERS, LOCATIONS = f"{WIKI}items/", f"{WIKI}monsters/", f"{WIKI}locations/"
BOSSES, ELITES = f"{MONSTERS}bosses/", f"{MONSTERS}elites/"
REGIONS, CLASSES, DUNGEONS, RECIPES = f"{WIKI}regions/", f"{WIKI}classes/", f"{WIKI}dungeons/", f"{WIKI}recipes/"
SETS, MISSIONS, ACHIEVEMENTS, SKILLS = f"{WIKI}sets/", f"{WIKI}missions/", f"{WIKI}achievements/", f"{WIKI}skills/"
SEARCH, LETTERS = f"{WIKI}search/", f"{WIKI}a-z/"
ASSETS, EMBLEMS, PICTURES = f"{WIKI}assets/", f"{WIKI}emblems/", f"{WIKI}og/"
SECTIONS = {"item": ITEMS, "monster": MONSTERS, "place": LOCATIONS}
"""The list of each kind of entry; its pages are below it. The wiki's word for a place is location."""


def entry_page(kind: str, slug: str) -> str:
    """kind: item, monster or place."""
    return f"{SECTIONS[kind]}{slug}/"
