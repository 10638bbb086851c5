"""Backups of Postgres by its own programs: base backups with increments, the streamed write-ahead log, encrypted copies, restore.

`docs/operation/backup.md` says how they are used, `docs/decisions/backups.md` why they are as they are.
"""
