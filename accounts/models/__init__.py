"""The tables of accounts, one model per module."""

from accounts.models.audit import AuditEntry
from accounts.models.limit_count import LimitCount
from accounts.models.login_event import LoginEvent
from accounts.models.outbox import OutboxMessage
from accounts.models.totp_use import TotpUse
from accounts.models.user import User

__all__ = ["AuditEntry", "LimitCount", "LoginEvent", "OutboxMessage", "TotpUse", "User"]
