"""The tables of clans, one model per file."""

from clans.models.application import Application
from clans.models.clan import Clan
from clans.models.dues import Dues, DuesPayment
from clans.models.invitation import Invitation
from clans.models.log_entry import ClanLogEntry
from clans.models.member import Member
from clans.models.rank_rights import RankRights
from clans.models.share_link import ShareLink
from clans.models.webhook import Webhook, WebhookReport
from clans.models.withdrawal import Withdrawal, WithdrawalSignature

__all__ = [
    "Application",
    "Clan",
    "ClanLogEntry",
    "Dues",
    "DuesPayment",
    "Invitation",
    "Member",
    "RankRights",
    "ShareLink",
    "Webhook",
    "WebhookReport",
    "Withdrawal",
    "WithdrawalSignature",
]
