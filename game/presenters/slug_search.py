"""Slugs of catalogue entries by name, for searches over rows that hold slugs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from game.content import catalogue
from game.content.schema import Item, Mission, Monster, Place
from game.rules.search import searchable


def slugs_named(name: str) -> list[str]:
    """Slugs of the items, monsters, places and missions with that name or slug; case, accents and dashes are ignored."""
    return _slugs(catalogue().hash).get(searchable(name), [])


@lru_cache(maxsize=2)
def _slugs(content_hash: str) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    known = catalogue()
    kinds: Iterable[Mapping[str, Item | Monster | Place | Mission]] = (
        known.items,
        known.monsters,
        known.places,
        known.missions,
    )
    for kind in kinds:
        for entry in kind.values():
            found[searchable(entry.slug)].add(entry.slug)
            found[searchable(entry.name)].add(entry.slug)
    return {name: sorted(slugs) for name, slugs in found.items()}
