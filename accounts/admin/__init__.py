"""Identity as staff sees it. Accounts themselves are shown in game/admin/user.py, beside what staff may do to them."""

from accounts.admin import allauth, audit, beat, group, outbox

__all__ = ["allauth", "audit", "beat", "group", "outbox"]
