"""Every settled raid with the moment of its end, for the sitemap."""

from datetime import datetime

from game.models import Raid

MOST = 50_000
"""Addresses that a sitemap may have."""


def settled_raids() -> list[tuple[int, datetime]]:
    """(id, ended_at), newest first. One statement, served by the primary key."""
    ended = Raid.objects.exclude(state=Raid.OPEN).filter(ended_at__isnull=False).order_by("-id")
    return [(raid, at) for raid, at in ended.values_list("id", "ended_at")[:MOST] if at is not None]
