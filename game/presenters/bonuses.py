"""What an item gives to its wearer."""

from game.content import catalogue
from game.content.registry import bonus_of
from game.rules.forge import upgraded


def item_bonus(slug: str, upgrade: int) -> dict[str, int]:
    """By stat, after so many upgrades. crit, dodge and lifesteal in thousandths. KeyError for an unknown slug."""
    return upgraded(bonus_of(catalogue().items[slug]), upgrade)


def item_rarity(slug: str) -> str | None:
    """None for an item that left the catalogue."""
    item = catalogue().items.get(slug)
    return item.rarity if item else None
