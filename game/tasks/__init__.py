"""Periodic tasks: each calls one action and may run twice."""

from game.tasks.archive import archive
from game.tasks.daily import deal_missions
from game.tasks.mail import return_letters
from game.tasks.raid import pay_for_raids, tend_raids
from game.tasks.stats import compute_stats
from game.tasks.sweep import sweep

__all__ = ["archive", "compute_stats", "deal_missions", "pay_for_raids", "return_letters", "sweep", "tend_raids"]
