"""Names of slugs. A slug that is no longer in the catalogue is its own name."""

from game.content import catalogue


def item_name(slug: str) -> str:
    known = catalogue().items.get(slug)
    return known.name if known else slug


def monster_name(slug: str) -> str:
    known = catalogue().monsters.get(slug)
    return known.name if known else slug


def place_name(slug: str) -> str:
    known = catalogue().places.get(slug)
    return known.name if known else slug
