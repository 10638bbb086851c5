"""What things cost."""

from game.rules import tuning

RARE = ("rare", "epic", "legendary")


def asks_before_sale(rarity: str, upgrade: int) -> bool:
    """Whether a player is asked before a shop takes a thing: one that is hard to get again, or that was made better."""
    return upgrade > 0 or rarity in RARE


def resale(price: int) -> int:
    """What a shop pays for an item that it would sell for `price`: at least 1 gold."""
    return max(1, price * tuning.SELL_PERCENT // 100)
