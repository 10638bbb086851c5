"""The nouns of identity, one a file."""

from accounts.models.audit import AuditEntry
from accounts.models.outbox import OutboxMessage
from accounts.models.user import User

__all__ = ["AuditEntry", "OutboxMessage", "User"]
