"""The admin of clans."""

from clans.admin import clan, member

__all__ = ["clan", "member"]
