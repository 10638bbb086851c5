"""Which backups and which part of the write-ahead log are still needed. Pure functions."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .archive import SEGMENT, Backup


def to_delete(backups: list[Backup], now: datetime, keep_hours: float, keep_days: float) -> list[Backup]:
    """Newest first. What stays: all of the last `keep_hours`, the first full one of each of the last `keep_days`, the newest
    of all, and whatever one of these continues."""
    if not backups:
        return []
    known = {backup.name: backup for backup in backups}
    kept = {backup.name for backup in backups if backup.ended > now - timedelta(hours=keep_hours)}
    kept.add(max(backups, key=lambda backup: backup.ended).name)
    days: dict[object, Backup] = {}
    for backup in sorted(backups, key=lambda backup: backup.ended):
        if not backup.parent and backup.ended > now - timedelta(days=keep_days):
            days.setdefault(backup.ended.date(), backup)
    kept |= {backup.name for backup in days.values()}
    for name in list(kept):
        while (parent := known[name].parent) in known:
            kept.add(parent)
            name = parent
    return [backup for backup in sorted(backups, key=lambda one: one.ended, reverse=True) if backup.name not in kept]


def first_needed(backups: list[Backup], now: datetime, keep_hours: float) -> str:
    """The first segment with which the last `keep_hours` can be restored to any moment. Empty: keep all."""
    begun_before = [backup for backup in backups if backup.ended <= now - timedelta(hours=keep_hours)]
    recent = [backup for backup in backups if backup not in begun_before]
    oldest = begun_before[-1:] or recent[:1]
    return oldest[0].start[8:] if oldest else ""


def unneeded_segments(names: Iterable[str], first: str) -> list[str]:
    """Segments before `first` (16 digits, without the timeline). Histories of timelines stay."""
    return [name for name in names if first and SEGMENT.fullmatch(name) and name[8:] < first]
