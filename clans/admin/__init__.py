"""The admin of clans: lists, and the staff actions on wars."""

from clans.admin import bank, war

__all__ = ["bank", "war"]
