"""The admin of clans: lists, and the staff actions on clans and wars."""

from clans.admin import bank, clan, member, war

__all__ = ["bank", "clan", "member", "war"]
