"""The tables of clans, one model per file."""

from clans.models.application import Application
from clans.models.clan import Clan
from clans.models.dues import Dues, DuesPayment
from clans.models.invitation import Invitation
from clans.models.log_entry import ClanLogEntry
from clans.models.member import Member
from clans.models.raid_share import ClanRaidShare
from clans.models.rank_rights import RankRights
from clans.models.share_link import ShareLink
from clans.models.war import War, WarFighter, WarScore, WarSide, WarStanding
from clans.models.webhook import Webhook, WebhookReport
from clans.models.withdrawal import Withdrawal, WithdrawalSignature

__all__ = [
    "Application",
    "Clan",
    "ClanLogEntry",
    "ClanRaidShare",
    "Dues",
    "DuesPayment",
    "Invitation",
    "Member",
    "RankRights",
    "ShareLink",
    "War",
    "WarFighter",
    "WarScore",
    "WarSide",
    "WarStanding",
    "Webhook",
    "WebhookReport",
    "Withdrawal",
    "WithdrawalSignature",
]
