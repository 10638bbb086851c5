"""Periodic tasks: each calls one action and may run twice."""

from game.tasks.daily import deal_missions
from game.tasks.mail import return_letters
from game.tasks.raid import pay_for_raids, tend_raids
from game.tasks.season import pay_for_seasons, roll_over_season
from game.tasks.sweep import sweep

__all__ = ["deal_missions", "pay_for_raids", "pay_for_seasons", "return_letters", "roll_over_season", "sweep", "tend_raids"]
