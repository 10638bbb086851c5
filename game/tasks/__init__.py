"""Periodic tasks: each calls one action and may run twice."""

from game.tasks.achievements import fold, rarity
from game.tasks.archive import archive
from game.tasks.boards import count_boards, rank_everybody
from game.tasks.chat import archive_chat
from game.tasks.daily import deal_missions
from game.tasks.event import plan_events
from game.tasks.friends import tend_mentors
from game.tasks.mail import return_letters
from game.tasks.news import gather
from game.tasks.notices import mail_digest, remind_missions
from game.tasks.proof import prove_ledger
from game.tasks.raid import pay_for_raids, tend_raids
from game.tasks.season import pay_for_seasons, roll_over_season
from game.tasks.stats import compute_stats
from game.tasks.sweep import sweep

__all__ = [
    "archive",
    "archive_chat",
    "compute_stats",
    "count_boards",
    "deal_missions",
    "fold",
    "gather",
    "mail_digest",
    "pay_for_raids",
    "pay_for_seasons",
    "plan_events",
    "prove_ledger",
    "rank_everybody",
    "rarity",
    "remind_missions",
    "return_letters",
    "roll_over_season",
    "sweep",
    "tend_mentors",
    "tend_raids",
]
