"""The admin of clans: read-only lists."""

from clans.admin import bank  # noqa: F401 (registers its lists)
