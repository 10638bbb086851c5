"""What things cost."""

from game.rules import tuning


def resale(price: int) -> int:
    """What a shop pays for an item that it would sell for `price`: at least 1 gold."""
    return max(1, price * tuning.SELL_PERCENT // 100)
