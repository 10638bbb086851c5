"""The admin of clans."""

from clans.admin import war

__all__ = ["war"]
