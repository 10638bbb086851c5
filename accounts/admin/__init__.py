"""The admin pages of accounts. Users are in game/admin/user.py, beside the staff actions on them."""

from accounts.admin import allauth, audit, beat, group, jobs, outbox

__all__ = ["allauth", "audit", "beat", "group", "jobs", "outbox"]
