"""Periodic tasks: each calls one action and may run twice."""

from game.tasks.daily import deal_missions
from game.tasks.mail import return_letters
from game.tasks.notices import mail_digest, remind_missions
from game.tasks.raid import pay_for_raids, tend_raids
from game.tasks.sweep import sweep

__all__ = ["deal_missions", "mail_digest", "pay_for_raids", "remind_missions", "return_letters", "sweep", "tend_raids"]
