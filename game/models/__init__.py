"""The game's tables, one model per file: fields, constraints, and indexes that name the query they serve."""

from game.models.battle import Battle
from game.models.character import Character
from game.models.content_version import ContentVersion
from game.models.daily_mission import DailyMission
from game.models.dice_seed import DiceSeed
from game.models.holding import Holding
from game.models.ledger_account import LedgerAccount
from game.models.letter import Letter
from game.models.notice import Notice
from game.models.pending_grant import PendingGrant
from game.models.receipt import Receipt
from game.models.report import Report, ReportFiling
from game.models.token import ApiToken
from game.models.transfer import Transfer

__all__ = [
    "ApiToken",
    "Battle",
    "Character",
    "ContentVersion",
    "DailyMission",
    "DiceSeed",
    "Holding",
    "LedgerAccount",
    "Letter",
    "Notice",
    "PendingGrant",
    "Receipt",
    "Report",
    "ReportFiling",
    "Transfer",
]
