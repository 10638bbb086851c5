"""What runs by itself: each task calls one action, may run twice, and is keyed by its window."""

from game.tasks.daily import deal_missions
from game.tasks.sweep import sweep

__all__ = ["deal_missions", "sweep"]
