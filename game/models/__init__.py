"""The game's tables, one model per file: fields, constraints, and indexes that name the query they serve."""

from game.models.achievement import AchievementFold, AchievementProgress, AchievementRarity, EarnedAchievement
from game.models.appeal import Appeal
from game.models.archive import ArchivedBattle, ArchivedRaidHit
from game.models.battle import Battle
from game.models.block import Block
from game.models.board import BoardEntry, BoardSnapshot
from game.models.character import Character
from game.models.chat import ChatMember, ChatRoom, ChatSeen, ChatWord, ChatWriter
from game.models.chat_message import ArchivedChatMessage, ChatMessage
from game.models.circular import Circular
from game.models.content_version import ContentVersion
from game.models.daily_mission import DailyMission
from game.models.daily_rank import DailyRank, RankCount
from game.models.dice_seed import DiceSeed
from game.models.event import GameEvent
from game.models.friend_request import FriendRequest
from game.models.friendship import Friendship
from game.models.hidden_seen import HiddenSeen
from game.models.holding import Holding
from game.models.ledger_account import LedgerAccount
from game.models.letter import Letter
from game.models.mentorship import Mentorship
from game.models.news import NewsEntry, NewsPosition
from game.models.notice import Notice
from game.models.notice_choice import NoticeChoice
from game.models.notice_digest import NoticeDigest
from game.models.notice_sequence import NoticeSequence
from game.models.pending_grant import PendingGrant
from game.models.player_stats import PlayerStats
from game.models.raid import Raid
from game.models.raid_fold import RaidFold
from game.models.raid_hit import RaidHit
from game.models.raid_hunter import RaidHunter
from game.models.raid_reminder import RaidReminder
from game.models.raid_reward import RaidReward
from game.models.receipt import Receipt
from game.models.report import Report, ReportFiling
from game.models.sanction import Sanction
from game.models.sanction_text import SanctionText
from game.models.season import Season, SeasonBaseline
from game.models.season_result import SeasonRank, SeasonResult
from game.models.season_reward import SeasonReward
from game.models.staff_note import StaffNote
from game.models.stored_draft import StoredDraft
from game.models.token import ApiToken
from game.models.transfer import Transfer

__all__ = [
    "AchievementFold",
    "AchievementProgress",
    "AchievementRarity",
    "ApiToken",
    "Appeal",
    "ArchivedBattle",
    "ArchivedChatMessage",
    "ArchivedRaidHit",
    "Battle",
    "Block",
    "BoardEntry",
    "BoardSnapshot",
    "Character",
    "ChatMember",
    "ChatMessage",
    "ChatRoom",
    "ChatSeen",
    "ChatWord",
    "ChatWriter",
    "Circular",
    "ContentVersion",
    "DailyMission",
    "DailyRank",
    "DiceSeed",
    "EarnedAchievement",
    "FriendRequest",
    "Friendship",
    "GameEvent",
    "HiddenSeen",
    "Holding",
    "LedgerAccount",
    "Letter",
    "Mentorship",
    "NewsEntry",
    "NewsPosition",
    "Notice",
    "NoticeChoice",
    "NoticeDigest",
    "NoticeSequence",
    "PendingGrant",
    "PlayerStats",
    "Raid",
    "RaidFold",
    "RaidHit",
    "RaidHunter",
    "RaidReminder",
    "RaidReward",
    "RankCount",
    "Receipt",
    "Report",
    "ReportFiling",
    "Sanction",
    "SanctionText",
    "Season",
    "SeasonBaseline",
    "SeasonRank",
    "SeasonResult",
    "SeasonReward",
    "StaffNote",
    "StoredDraft",
    "Transfer",
]
