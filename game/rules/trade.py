"""Shop prices."""

from game.rules import tuning

RARE = ("rare", "epic", "legendary")


def asks_before_sale(rarity: str, upgrade: int) -> bool:
    """Whether the shop asks before it takes an item: it is rare, or it was upgraded."""
    return upgrade > 0 or rarity in RARE


def resale(price: int) -> int:
    """What a shop pays for an item. price: what it would sell the item for. At least 1 gold."""
    return max(1, price * tuning.SELL_PERCENT // 100)
