"""The tables of clans, one model per file."""

from clans.models.application import Application
from clans.models.clan import Clan
from clans.models.invitation import Invitation
from clans.models.log_entry import ClanLogEntry
from clans.models.member import Member
from clans.models.rank_rights import RankRights
from clans.models.share_link import ShareLink

__all__ = ["Application", "Clan", "ClanLogEntry", "Invitation", "Member", "RankRights", "ShareLink"]
