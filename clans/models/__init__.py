"""The tables of clans, one model per file."""

from clans.models.clan import Clan
from clans.models.log_entry import ClanLogEntry
from clans.models.member import Member
from clans.models.rank_rights import RankRights

__all__ = ["Clan", "ClanLogEntry", "Member", "RankRights"]
